/** Whatever a supplier’s server does: the rows are those of an undisturbed reading, and the report tells what it lacks. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeMunicipality } from '../../src/records/settings.ts';
import { problemsOfRun } from '../../src/records/sources/problems.ts';
import type { FreshDatabase } from '../setup/database.ts';
import { type Asked, type Fault, type FakeOptions, type FakeSource, startFakeSource } from './fake-server.ts';
import { aSource, readAll, readWith, recordsWithCalendar, rowsOf, type Pauses } from './reading.ts';
import { type Entity, smallTown } from './town.ts';

type Rows = Awaited<ReturnType<typeof rowsOf>>;

const pageSize = 25;
let undisturbed: Rows;

/** One reading from a source of its own into records of its own. */
const reading = async <T>(
  options: Omit<FakeOptions, 'town'>,
  look: (
    done: Awaited<ReturnType<typeof readAll>> & {
      rows: Rows;
      fake: FakeSource;
      pauses: Pauses;
      records: FreshDatabase;
    },
  ) => Promise<T> | T,
): Promise<T> => {
  const records = await recordsWithCalendar();
  const fake = await startFakeSource({ town: smallTown(), pageSize, ...options });
  const pauses: Pauses = [];
  try {
    const done = await readAll(records, fake, { pauses });
    return await look({ ...done, rows: await rowsOf(records.db), fake, pauses, records });
  } finally {
    await fake.close();
    await records.drop();
  }
};

beforeAll(async () => {
  undisturbed = await reading({}, ({ rows }) => rows);
});

const every =
  (n: number, fault: Fault) =>
  ({ number }: Asked) =>
    number % n === 0 ? fault : null;

/** The same moment as a Swedish clock shows it, without its offset. */
const onTheWall = (moment: string): string =>
  new Date(moment).toLocaleString('sv-SE', { timeZone: 'Europe/Stockholm' }).replace(' ', 'T');

describe('a source with bad days', () => {
  it('was read whole when nothing happened', () => {
    expect(undisturbed.pupils).toHaveLength(66);
    expect(undisturbed.absence.length).toBeGreaterThan(150);
  });

  const faults: [string, Fault, number][] = [
    ['503', { kind: 'status', status: 503 }, 4],
    ['502 without end of pages', { kind: 'status', status: 502 }, 3],
    ['a page that is cut short', { kind: 'broken' }, 4],
    ['a page of another shape', { kind: 'wrong-shape' }, 4],
    ['the page before, once more', { kind: 'repeat' }, 3],
    ['a connection that breaks', { kind: 'reset' }, 4],
    ['a token that ends midway', { kind: 'token-ends' }, 5],
  ];
  for (const [name, fault, n] of faults) {
    it(`gives the same rows with ${name}`, () =>
      reading({ fault: every(n, fault) }, ({ rows, register, absence, pauses, fake }) => {
        expect(rows).toEqual(undisturbed);
        expect([register.status, absence.status]).toEqual(['done', 'done']);
        expect(pauses.length).toBeGreaterThan(5);
        if (fault.kind === 'token-ends') expect(fake.tokensGiven).toBeGreaterThan(5);
      }));
  }

  it('waits as long as 429 asks for, in seconds or until a moment', () =>
    reading({ fault: every(4, { kind: 'status', status: 429, retryAfter: '17' }) }, ({ rows, pauses }) => {
      expect(rows).toEqual(undisturbed);
      expect(new Set(pauses)).toEqual(new Set([17_000]));
    }));

  it('waits longer each time, and no longer than a minute', () =>
    reading(
      { fault: ({ number }) => (number >= 10 && number <= 16 ? { kind: 'status', status: 503 } : null) },
      ({ rows, pauses }) => {
        expect(rows).toEqual(undisturbed);
        expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000]);
      },
    ));

  it('gives the same rows whatever comes together', async () => {
    const kinds = fc.constantFrom<Fault | null>(
      ...Array<null>(14).fill(null),
      { kind: 'status', status: 503 },
      { kind: 'status', status: 429, retryAfter: '1' },
      { kind: 'broken' },
      { kind: 'repeat' },
      { kind: 'reset' },
      { kind: 'token-ends' },
    );
    const plans = fc.sample(fc.array(kinds, { minLength: 200, maxLength: 200 }), {
      seed: 20261122,
      numRuns: 2,
    });
    for (const plan of plans)
      await reading({ fault: ({ number }) => plan[number % plan.length] ?? null }, ({ rows }) =>
        expect(rows).toEqual(undisturbed),
      );
  });

  it('is given up when it stays away, and read on from there when it is back', async () => {
    const records = await recordsWithCalendar();
    let away = true;
    const fake = await startFakeSource({
      town: smallTown(),
      pageSize,
      fault: ({ resource, page }) =>
        away && resource === 'persons' && page >= 2 ? { kind: 'status', status: 503 } : null,
    });
    try {
      const sourceId = await aSource(records.db, fake);
      await expect(readWith(records, fake, sourceId, 'register')).rejects.toMatchObject({
        kind: 'unreachable',
        status: 503,
      });
      away = false;
      const before = fake.asked.length;
      const run = await readWith(records, fake, sourceId, 'register');
      expect(run.report.resources['persons']?.read).toBe(fake.town.persons.length);
      const again = fake.asked.slice(before).map(({ resource, page }) => `${resource} ${page}`);
      expect(again[0]).toBe('persons 2');
      await readWith(records, fake, sourceId, 'absence');
      expect(await rowsOf(records.db)).toEqual(undisturbed);
    } finally {
      await fake.close();
      await records.drop();
    }
  });

  it('stops where the way on leads back for ever, keeps what it has, and says so', () =>
    reading(
      { fault: ({ resource, page }) => (resource === 'duties' && page === 2 ? { kind: 'repeat' } : null) },
      ({ register }) => {
        expect(register.status).toBe('done');
        expect(register.report.notes).toContainEqual({
          code: 'page-repeated',
          resource: 'duties',
          field: null,
          count: 1,
        });
      },
    ));
});

describe('a supplier that lacks things', () => {
  it('has no deletions, no announced absence, no lessons by listing: told, and not fatal', () =>
    reading({ missing: { deletedEntities: 501, absences: 404 } }, ({ rows, register, absence }) => {
      expect(rows).toEqual(undisturbed);
      const missing = [...register.report.notes, ...absence.report.notes].map(
        ({ code, resource }) => `${code} ${resource}`,
      );
      expect(missing).toEqual([
        'endpoint-missing deletedEntities/register',
        'endpoint-missing absences',
        'endpoint-missing deletedEntities/absence',
      ]);
    }));

  it('has sums alone: the same minutes, per pupil, subject and day', () =>
    reading({ missing: { attendances: 404 } }, ({ rows, absence, fake }) => {
      expect(fake.violations).toEqual([]);
      expect(absence.report.notes.map(({ code }) => code)).toEqual(
        expect.arrayContaining(['endpoint-missing', 'aggregated-attendance']),
      );
      expect(minutesByDay(rows)).toEqual(minutesByDay(undisturbed));
    }));

  it('has no attendance at all: the report says so', () =>
    reading(
      { missing: { attendances: 501, aggregatedAttendance: 404, absences: 501 } },
      ({ rows, absence }) => {
        expect(rows.absence).toEqual([]);
        expect(rows.pupils).toEqual(undisturbed.pupils);
        expect(absence.report.notes.map(({ code, resource }) => `${code} ${resource}`)).toContain(
          'no-attendance attendances',
        );
      },
    ));

  it('adds attributes of its own and sends null for what it has not', () =>
    reading(
      {
        twist: (_resource, entity) => ({
          ...entity,
          externalIdentifiers: null,
          photo: null,
          signature: 'XYZ',
          vendorExtension: { secret: [1, 2, 3] },
        }),
      },
      ({ rows, register }) => {
        expect(rows).toEqual(undisturbed);
        expect(register.report.problems).toBe(0);
      },
    ));

  it('hands out no addresses and no municipality codes: whoever goes to school here lives here, and that is told', async () => {
    const records = await recordsWithCalendar();
    const twist = (resource: string, entity: Entity) =>
      resource === 'persons'
        ? { ...entity, addresses: null }
        : resource === 'organisations'
          ? { ...entity, municipalityCode: null }
          : entity;
    const fake = await startFakeSource({ town: smallTown(), pageSize, twist });
    try {
      await writeMunicipality(records.db, { code: '9801', name: 'Dalsviken' });
      const { register } = await readAll(records, fake);
      const { pupils } = await rowsOf(records.db);
      expect(pupils.map((pupil) => Object(pupil).civic_no)).toEqual(
        undisturbed.pupils.map((pupil) => Object(pupil).civic_no),
      );
      expect(new Set(pupils.map((pupil) => Object(pupil).municipality_code))).toEqual(new Set(['9801']));
      const problems = await problemsOfRun(records.db, register.id);
      expect(problems.map(({ code }) => code)).toContain('missing-municipality');
    } finally {
      await fake.close();
      await records.drop();
    }
  });

  it('tells the time without saying where: it is Sweden’s wall clock', () => {
    const twist = (resource: string, entity: Entity) =>
      resource === 'calendarEvents' || resource === 'absences'
        ? {
            ...entity,
            startTime: onTheWall(String(entity['startTime'])),
            endTime: onTheWall(String(entity['endTime'])),
          }
        : entity;
    return reading({ twist }, ({ rows }) => expect(rows).toEqual(undisturbed));
  });

  it('uses words that nobody knows: those entities are told, the others are taken in', () => {
    const twist = (resource: string, entity: Entity) =>
      resource === 'groups' && entity['displayName'] === '8A' ? { ...entity, groupType: 'Basgrupp' } : entity;
    return reading({ twist }, ({ rows, register }) => {
      expect(register.report.notes).toContainEqual({
        code: 'unknown-value',
        resource: 'groups/Klass',
        field: 'groupType',
        // Two schools have an 8A.
        count: 2,
      });
      const others = ({ pupils }: Rows) => pupils.filter((pupil) => Object(pupil).class !== '8A');
      expect(others(rows).filter((pupil) => Object(pupil).class !== '–')).toEqual(others(undisturbed));
    });
  });
});

describe('entities that are wrong', () => {
  const aPupil = (entity: Entity) => Array.isArray(entity['enrolments']);

  it('are told one by one, without what they said; the rest is taken in', async () => {
    const town = smallTown();
    const [first, second, third] = town.persons.filter(aPupil).map(({ id }) => id);
    const twist = (resource: string, entity: Entity): unknown => {
      if (resource !== 'persons') return entity;
      if (entity.id === first) return { ...entity, givenName: null };
      if (entity.id === second) return { ...entity, civicNo: { value: '201199999999' } };
      if (entity.id === third) return { ...entity, securityMarking: 'Kvarskriven' };
      return entity;
    };
    await reading({ twist }, async ({ rows, register, records }) => {
      const problems = await problemsOfRun(records.db, register.id);
      expect(problems.map(({ externalId, field, code }) => [externalId, field, code])).toEqual(
        expect.arrayContaining([
          [first, 'givenName', 'required'],
          [second, 'civicNo', 'invalid-civic-number'],
        ]),
      );
      expect(JSON.stringify(problems)).not.toContain('201199999999');
      expect(rows.pupils).toHaveLength(undisturbed.pupils.length - 2);
      // A marking that nobody knows masks.
      const marked = ({ pupils }: Rows) =>
        pupils.filter((pupil) => Object(pupil).security_marking !== 'none');
      expect(marked(rows).length).toBe(marked(undisturbed).length + 1);
    });
  });

  it('mask protected identities also in the report', async () => {
    const town = smallTown();
    const protectedIds = town.persons
      .filter((person) => aPupil(person) && person['securityMarking'] !== 'Ingen')
      .map(({ id }) => id);
    expect(protectedIds.length).toBeGreaterThan(0);
    const twist = (resource: string, entity: Entity) =>
      resource === 'persons' && protectedIds.includes(entity.id)
        ? { ...entity, familyName: 'x'.repeat(200) }
        : entity;
    await reading({ twist }, async ({ register, records }) => {
      const problems = await problemsOfRun(records.db, register.id);
      expect(problems.filter(({ field }) => field === 'familyName')).not.toEqual([]);
      const told = JSON.stringify([problems, register.report]);
      for (const id of protectedIds) expect(told).not.toContain(id);
      for (const person of town.persons) {
        const civicNo = Object(person['civicNo']).value;
        if (typeof civicNo === 'string') expect(told).not.toContain(civicNo);
      }
    });
  });

  it('without anything in them stop nobody', () => {
    const broken = [null, 7, 'x', [], {}, { id: null }];
    let n = 0;
    const twist = (_resource: string, entity: Entity) =>
      (n += 1) % 6 === 0 && n < 40 ? broken[(n / 6) % broken.length] : entity;
    return reading({ twist }, ({ register, absence }) => {
      expect([register.status, absence.status]).toEqual(['done', 'done']);
      const unreadable = Object.values(register.report.resources).reduce(
        (sum, one) => sum + one.unreadable,
        0,
      );
      expect(unreadable).toBeGreaterThan(3);
    });
  });
});

describe('a reader that is killed', () => {
  let records: FreshDatabase;
  let fake: FakeSource;
  let kill: (asked: Asked) => void = () => {};
  beforeAll(async () => {
    records = await recordsWithCalendar();
    fake = await startFakeSource({ town: smallTown(), pageSize, onAsked: (asked) => kill(asked) });
  });
  afterAll(async () => {
    await fake.close();
    await records.drop();
  });

  it(
    'goes on where it was, in another process, with the same rows in the end',
    { timeout: 300_000 },
    async () => {
      const sourceId = await aSource(records.db, fake);
      const file = new URL('read-process.ts', import.meta.url).pathname;
      const run = async (after: number): Promise<boolean> => {
        const child = spawn(
          process.execPath,
          ['--import', 'tsx', file, records.url, fake.baseUrl, fake.tokenUrl, sourceId],
          { stdio: ['ignore', 'ignore', 'inherit'] },
        );
        const begun = fake.asked.length;
        kill = () => {
          if (fake.asked.length - begun >= after) child.kill('SIGKILL');
        };
        const [code] = await once(child, 'exit');
        return code === 0;
      };
      let kills = 0;
      // Each goes a little further than the one before; every page is asked for but a few times.
      for (const after of [3, 9, 12, 20]) if (!(await run(after))) kills += 1;
      expect(kills).toBe(4);
      expect(await run(Number.POSITIVE_INFINITY)).toBe(true);
      expect(await rowsOf(records.db)).toEqual(undisturbed);
      const pages = fake.asked.filter(({ resource }) => resource === 'persons').map(({ page }) => page);
      expect(pages.length).toBeLessThan(new Set(pages).size + 5);
    },
  );
});

const minutesByDay = ({ absence }: Rows): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const row of absence) {
    const { civic_no, date, subject, kind, minutes } = Object(row);
    const key = [civic_no, date, subject, kind].join(' ');
    sums[key] = (sums[key] ?? 0) + Number(minutes);
  }
  return Object.fromEntries(Object.entries(sums).sort());
};
