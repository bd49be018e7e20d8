/** A municipality's empty records, a client for a fake source, and the rows by which two readings are compared. */
import { sql } from 'kysely';
import { readFileSync } from 'node:fs';
import type { SourceReading, SourceRun } from '../../src/domain/source-run.ts';
import type { ImportKind } from '../../src/domain/import-rows.ts';
import { instant, type Instant } from '../../src/domain/time.ts';
import { importFile } from '../../src/imports/import-file.ts';
import { readSource } from '../../src/imports/ss12000/read-source.ts';
import { createSourceClient } from '../../src/integrations/ss12000/client.ts';
import type { Patience } from '../../src/integrations/ss12000/http.ts';
import { clientCredentials, fixedBearer } from '../../src/integrations/ss12000/token.ts';
import type { Db } from '../../src/records/connect.ts';
import { addSource } from '../../src/records/sources/sources.ts';
import { freshDatabase, type FreshDatabase } from '../setup/database.ts';
import { credentials, type FakeSource } from './fake-server.ts';

/** Friday of the sample's last week, after school. */
export const afterTheSample: Instant = instant(Date.parse('2026-11-20T17:00:00+01:00'));

export const patience: Patience = {
  tries: 8,
  firstPauseMs: 1000,
  longestPauseMs: 60_000,
  timeoutMs: 5000,
};

/** Records that hold what SS 12000 doesn't tell: the school year and the time offered. */
export const recordsWithCalendar = async (): Promise<FreshDatabase> => {
  const records = await freshDatabase();
  await importCsv(records, 'calendar', 'lasar.csv');
  await importCsv(records, 'offeredTime', 'erbjuden_tid.csv');
  return records;
};

export const importCsv = async ({ db }: Pick<FreshDatabase, 'db'>, kind: ImportKind, fileName: string) => {
  const content = readFileSync(`sample/${fileName}`);
  // The calendar names a school of its own: it must be there before.
  const report = await importFile(db, {
    kind,
    fileName,
    content,
    mode: kind === 'calendar' ? 'good-rows' : 'all-or-nothing',
    by: 'system',
  });
  if (report.status !== 'applied') throw new Error(JSON.stringify(report.bad));
};

export const aSource = async (db: Db, fake: Pick<FakeSource, 'baseUrl' | 'tokenUrl'>): Promise<string> => {
  const source = await addSource(
    db,
    {
      name: 'Skolsystemet',
      kind: 'ss12000',
      baseUrl: fake.baseUrl,
      auth: { kind: 'oauth2', tokenUrl: fake.tokenUrl, clientId: credentials.clientId, scope: null },
      secretRef: 'SKOLA',
      subscribes: false,
    },
    'system',
  );
  if (source === null) throw new Error('there is one already');
  return source.id;
};

export type Pauses = number[];

export const readWith = async (
  { db }: Pick<FreshDatabase, 'db'>,
  fake: Pick<FakeSource, 'baseUrl' | 'tokenUrl'>,
  sourceId: string,
  what: SourceReading,
  options: { at?: Instant; bearer?: string; pauses?: Pauses; progress?(what: string): void } = {},
): Promise<SourceRun> => {
  // The waits are noted, not waited for: what counts is that they are asked for.
  const pause = async (ms: number) => {
    options.pauses?.push(ms);
  };
  const clock = () => Date.now();
  const bearer =
    options.bearer === undefined
      ? clientCredentials({
          tokenUrl: new URL(fake.tokenUrl),
          clientId: credentials.clientId,
          secret: credentials.clientSecret,
          scope: null,
          timeoutMs: 5000,
          clock,
        })
      : fixedBearer(options.bearer);
  const client = createSourceClient({
    baseUrl: new URL(fake.baseUrl),
    bearer,
    surroundings: { patience, pause, clock },
    limit: 500,
  });
  const deps = { db, client, patience, pause, progress: options.progress ?? (() => {}) };
  return readSource(deps, { sourceId, what, at: options.at ?? afterTheSample });
};

/** Reads both, the register first. */
export const readAll = async (
  records: Pick<FreshDatabase, 'db'>,
  fake: FakeSource,
  options: Parameters<typeof readWith>[4] = {},
): Promise<{ sourceId: string; register: SourceRun; absence: SourceRun }> => {
  const sourceId = await aSource(records.db, fake);
  const register = await readWith(records, fake, sourceId, 'register', options);
  const absence = await readWith(records, fake, sourceId, 'absence', options);
  return { sourceId, register, absence };
};

/** What two ways in must give alike: ids that are drawn by lot left aside. */
export const rowsOf = async (db: Db) => {
  const rows = async (query: ReturnType<typeof sql>) => (await query.execute(db)).rows;
  return {
    schools: await rows(sql`select code, name, school_form, authority from school_unit order by code`),
    pupils: await rows(sql`
      select civic_no, given_name, family_name, birth_date, school_unit, school_form, year_label, year, stage,
        class, security_marking, municipality_code, active, left_on from pupil order by civic_no`),
    guardians: await rows(
      sql`select civic_no, given_name, family_name, email, mobile from guardian order by civic_no`,
    ),
    guardianships: await rows(sql`
      select p.civic_no as pupil, g.civic_no as guardian, relation from guardianship
      join pupil p on p.id = pupil_id join guardian g on g.id = guardian_id order by 1, 2`),
    staff: await rows(sql`
      select p.id, p.given_name, p.family_name, p.email, p.active, r.role, r.school_unit, r.class
      from person p join person_role r on r.person_id = p.id
      where r.role in ('rector', 'mentor', 'pupilHealth') order by p.id, r.role, r.school_unit, r.class`),
    mentors: await rows(sql`
      select person_id, title, school_unit, class from person_role where role = 'mentor' order by 1, 3, 4`),
    absence: await rows(sql`
      select p.civic_no, date, lesson, subject, minutes, kind, reason from absence
      join pupil p on p.id = pupil_id order by civic_no, date, lesson`),
  };
};
