/** Ways of working: the next version from a day, earlier ones kept, and what a new one would have asked for. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Policy } from '../../src/domain/policy.ts';
import { localDate } from '../../src/domain/time.ts';
import { policyFor } from '../../src/records/policies.ts';
import { aPolicy, ids } from '../factories/parts.ts';
import { allocated, consented, pupils, served, type Served, type SignedIn } from './served.ts';

let api: Served;
let leader: SignedIn;
let coordinator: SignedIn;
beforeAll(async () => {
  api = await served();
  leader = await api.as(ids.teamLeader, 'teamLeader');
  coordinator = await api.as(ids.coordinator, 'coordinator');
});
afterAll(() => api.close());

const next = (version: number, change: (policy: Policy) => unknown = () => {}): Policy => {
  const policy: Policy = JSON.parse(JSON.stringify({ ...aPolicy(), version }));
  change(policy);
  return policy;
};

type Compared = { key: string; today: number; proposed: number };

describe('a policy’s preview', () => {
  const preview = async (policy: Policy, period?: string) => {
    const answer = await leader.send('post', '/policies/preview', {
      policy,
      ...(period === undefined ? {} : { period }),
    });
    expect(answer.status).toBe(200);
    const { kinds, total, cases } = answer.body;
    const rows: Compared[] = Array.isArray(kinds) ? kinds : [];
    return { kinds: new Map(rows.map((one) => [one.key, one])), total, cases };
  };

  it('lives the half-year’s cases again, and writes nothing', async () => {
    const caseId = await allocated(api, pupils.first);
    await consented(api, pupils.second);
    await api.town.moveTo('2026-10-16');
    const before = await api.town.records.db.selectFrom('timeline').selectAll().execute();

    const same = await preview(next(2));
    expect(same.cases).toEqual({ all: 2, counted: 2 });
    for (const { today, proposed } of same.kinds.values()) expect(proposed).toBe(today);
    // One was done ahead of its day and the other not at all: both fell due.
    expect(same.kinds.get('allocate')).toMatchObject({ today: 2 });
    expect(same.kinds.get('mapPupil')).toMatchObject({ today: 1 });

    const patient = await preview(next(2, (policy) => (policy.work.mappingWithinDays = 60)));
    expect(patient.kinds.get('mapPupil')).toMatchObject({ today: 1, proposed: 0 });
    expect(patient.kinds.get('makePlan')).toMatchObject({ today: 1, proposed: 1 });

    const now = await api.town.records.db.selectFrom('timeline').selectAll().execute();
    expect(now).toEqual(before);
    expect((await leader.get(`/cases/${caseId}`)).status).toBe(200);
  });

  it('counts nothing in a half-year without cases', async () => {
    const { total, cases } = await preview(next(2), '2025-2');
    expect(total).toEqual({ today: 0, proposed: 0 });
    expect(cases).toEqual({ all: 0, counted: 0 });
  });

  it('is refused with each field named where the policy makes no sense', async () => {
    const policy = next(2, (one) => {
      one.evaluation.everyWeeks = 0;
      one.start.by = [];
    });
    const answer = await leader.send('post', '/policies/preview', { policy });
    expect(answer).toMatchObject({
      status: 422,
      body: {
        errors: [{ field: '/policy/evaluation/everyWeeks' }, { field: '/policy/start/by' }],
      },
    });
    expect(
      (await leader.send('post', '/policies/preview', { policy: { ...next(2), id: 'borås' } })).status,
    ).toBe(422);
  });

  it('is the team leader’s alone', async () => {
    expect((await coordinator.send('post', '/policies/preview', { policy: next(2) })).status).toBe(403);
  });
});

describe('a policy’s next version', () => {
  const shorter = next(2, (policy) => {
    policy.evaluation.everyWeeks = 4;
  });

  it('counts from its day on, and earlier ones are kept', async () => {
    const saved = await leader.send('post', '/policies', { policy: shorter, validFrom: '2026-11-01' });
    expect(saved.status).toBe(201);
    const { db } = api.town.records;
    const weeksOn = async (day: string) =>
      (await policyFor(db, 'compulsory', localDate(day)))?.evaluation.everyWeeks;
    expect([await weeksOn('2026-10-31'), await weeksOn('2026-11-01')]).toEqual([6, 4]);
    const { versions } = (await coordinator.get('/policies/uppsala/versions')).body;
    expect(versions).toMatchObject([
      { policy: { version: 2 }, validFrom: '2026-11-01', stands: false, savedBy: ids.teamLeader },
      { policy: { version: 1 }, validFrom: null, stands: true, savedBy: null },
    ]);
  });

  it('is refused when somebody saved one meanwhile, for a day that is past, and by others', async () => {
    const again = await leader.send('post', '/policies', { policy: shorter, validFrom: '2026-11-01' });
    expect(again).toMatchObject({ status: 409, body: { code: 'changed-meanwhile' } });
    const third = { policy: next(3), validFrom: '2026-10-15' };
    expect(await leader.send('post', '/policies', third)).toMatchObject({
      status: 422,
      body: { errors: [{ field: '/validFrom' }] },
    });
    const today = { ...third, validFrom: '2026-10-16' };
    expect((await coordinator.send('post', '/policies', today)).status).toBe(403);
    expect((await leader.send('post', '/policies', today)).status).toBe(201);
    // The last one that was saved counts from its day: what was planned before it is replaced.
    const { versions } = (await leader.get('/policies/uppsala/versions')).body;
    expect(versions).toMatchObject([{ policy: { version: 3 }, stands: true }, {}, {}]);
    expect((await policyFor(api.town.records.db, 'compulsory', localDate('2026-12-01')))?.version).toBe(3);
  });
});
