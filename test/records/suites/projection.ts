import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applyCommand } from '../../../src/domain/case/core.ts';
import type { CaseState } from '../../../src/domain/case/state.ts';
import type { RecordedEvent } from '../../../src/domain/case/events.ts';
import { obligations } from '../../../src/domain/obligations/derive.ts';
import { findCase, listCases } from '../../../src/records/cases.ts';
import { denialsOf, denyConsent } from '../../../src/records/consent-denials.ts';
import { saveContents } from '../../../src/records/contents.ts';
import { dutiesOfCase } from '../../../src/records/obligations.ts';
import { type CaseProjection, writeProjection } from '../../../src/records/projection.ts';
import { openAssignments, reserveCaseload, reserveOpenCase } from '../../../src/records/reservations.ts';
import { readTimeline } from '../../../src/records/timeline.ts';
import { localDate } from '../../../src/domain/time.ts';
import { aCalendar, aCase, actors, anId, at, caseAt, ids } from '../../factories/case.ts';
import { seedMunicipality } from '../../factories/municipality.ts';
import { type Server, useDatabase } from './suite.ts';

const calendar = aCalendar();

/** The projection of a state as the worker would write it. */
const projectionOf = (state: CaseState, change: Partial<CaseProjection> = {}): CaseProjection => ({
  state,
  obligations: obligations(state, calendar),
  events: [],
  nextMoment: at('2026-10-01'),
  commandIds: [],
  ...change,
});

const event = (seq: number): RecordedEvent => ({
  seq,
  at: at('2026-09-01'),
  on: localDate('2026-09-01'),
  by: actors.rector,
  event: { type: 'reopened' },
});

/** The same case with another id and pupil. */
const asCase = (state: CaseState, n: number): CaseState => ({
  ...state,
  caseId: anId(n),
  pupil: { ...state.pupil, pupilId: anId(n + 1) },
});

export const projectionSuite = (server: Server) =>
  describe('the projection of a case', () => {
    const { db } = useDatabase(server);
    beforeAll(() => seedMunicipality(db()));
    const assigned = caseAt('assigned');
    let n = 1000;
    beforeEach(() => {
      n += 10;
    });

    test('shows the case, its coordinators, its duties and its time line', async () => {
      const state = asCase(assigned, n);
      await writeProjection(db(), projectionOf(state, { events: [event(1), event(2)] }));
      const file = await findCase(db(), state.caseId);
      expect(file).toMatchObject({
        phase: 'assigned',
        revision: state.revision,
        version: state.version,
        openedOn: '2026-08-31',
        capNominalEnd: '2027-02-28',
        capActBy: '2027-03-01',
        coordinatorIds: [ids.coordinator],
        state,
      });
      expect(file?.number).toMatch(/^2026-\d{4}$/);
      expect(file?.nextMoment?.getTime()).toBe(at('2026-10-01'));
      const duties = await dutiesOfCase(db(), state.caseId, localDate('2026-09-01'));
      expect(duties.map((duty) => duty.key).sort()).toEqual(
        obligations(state, calendar)
          .map((duty) => duty.key)
          .sort(),
      );
      expect((await readTimeline(db(), state.caseId)).map((one) => one.seq)).toEqual([1, 2]);
    });

    test('written twice it is the same, with the same number', async () => {
      const state = asCase(assigned, n);
      const projection = projectionOf(state, { events: [event(1)] });
      await writeProjection(db(), projection);
      const before = await findCase(db(), state.caseId);
      expect(await writeProjection(db(), projection)).toEqual({ written: true });
      expect(await findCase(db(), state.caseId)).toEqual(before);
      expect(await readTimeline(db(), state.caseId)).toHaveLength(1);
    });

    test('an older version that arrives late changes nothing but adds the events that were missing', async () => {
      const newer = { ...asCase(assigned, n), version: 12, revision: 7 };
      const older = { ...asCase(caseAt('ordered'), n), version: 5, revision: 2 };
      await writeProjection(db(), projectionOf(newer, { events: [event(12)] }));
      const before = await findCase(db(), newer.caseId);
      const duties = await dutiesOfCase(db(), newer.caseId, localDate('2026-09-01'));
      const late = projectionOf(older, { events: [event(5)], nextMoment: at('2026-09-02') });
      expect(await writeProjection(db(), late)).toEqual({ written: false });
      expect(await findCase(db(), newer.caseId)).toEqual(before);
      expect(await dutiesOfCase(db(), newer.caseId, localDate('2026-09-01'))).toEqual(duties);
      expect((await readTimeline(db(), newer.caseId)).map((one) => one.seq)).toEqual([5, 12]);
    });

    test('many versions at once end with the newest', async () => {
      const state = asCase(assigned, n);
      const versions = [3, 9, 1, 7, 10, 2, 8, 4, 6, 5];
      await Promise.all(
        versions.map((version) =>
          writeProjection(db(), projectionOf({ ...state, version }, { events: [event(version)] })),
        ),
      );
      expect((await findCase(db(), state.caseId))?.version).toBe(10);
      expect((await readTimeline(db(), state.caseId)).map((one) => one.seq)).toEqual(
        versions.sort((a, b) => a - b),
      );
    });

    test('confirms what its commands saved, and takes away the denial that the case now shows itself', async () => {
      const state = asCase(assigned, n);
      const commandId = `command-${n}`;
      const from = { caseId: state.caseId, createdBy: ids.coordinator };
      await saveContents(db(), [{ id: anId(n + 2), kind: 'note', body: {} }], { ...from, commandId });
      await saveContents(db(), [{ id: anId(n + 3), kind: 'note', body: {} }], {
        ...from,
        commandId: `other-${n}`,
      });
      await denyConsent(db(), { caseId: state.caseId, consentId: anId(100), kinds: null, commandId });
      await writeProjection(db(), projectionOf(state, { commandIds: [commandId] }));
      const rows = await db()
        .selectFrom('content')
        .select(['id', 'confirmed'])
        .where('case_id', '=', state.caseId)
        .orderBy('id')
        .execute();
      expect(rows.map((row) => row.confirmed)).toEqual([true, false]);
      expect(await denialsOf(db(), state.caseId)).toEqual([]);
    });

    test('gives the places in a caseload back when the assignment ends, and the pupil when the case does', async () => {
      const coordinator = anId(n + 4);
      const handed = asCase(assigned, n);
      if (handed.stand.phase !== 'assigned') throw new Error('not assigned');
      const assignment = { ...handed.stand.assignment, coordinatorIds: [coordinator] };
      const state: CaseState = { ...handed, stand: { ...handed.stand, assignment } };
      const { caseId } = state;
      const { pupilId } = state.pupil;
      await writeProjection(db(), projectionOf(state));
      expect(await openAssignments(db(), coordinator)).toBe(1);

      const closure = {
        reason: 'moved' as const,
        on: localDate('2026-12-01'),
        effectiveOn: localDate('2026-12-01'),
      };
      const since = localDate('2026-12-01');
      const monitoring: CaseState = {
        ...state,
        version: state.version + 1,
        stand: { phase: 'monitoring', since, assignment, closure, checkUps: [] },
      };
      await writeProjection(db(), projectionOf(monitoring));
      expect(await openAssignments(db(), coordinator)).toBe(0);
      const wish = { pupilId, caseId: anId(n + 5), commandId: 'another' };
      expect(await reserveOpenCase(db(), wish)).toEqual({ ok: false, otherCaseId: caseId });

      const ended: CaseState = {
        ...monitoring,
        version: state.version + 2,
        stand: { phase: 'ended', since, closure },
      };
      await writeProjection(db(), projectionOf(ended));
      expect(await reserveOpenCase(db(), wish)).toEqual({ ok: true });
    });

    test('leaves a place alone that a command under way has reserved', async () => {
      const coordinator = anId(n + 4);
      const state = asCase(caseAt('ordered'), n);
      await reserveCaseload(db(), {
        personIds: [coordinator],
        caseId: state.caseId,
        limit: 5,
        commandId: `allocate-${n}`,
      });
      await writeProjection(db(), projectionOf(state));
      expect(await openAssignments(db(), coordinator)).toBe(1);
    });

    test('lists find it by phase, school, coordinator, number and pupil, and only what may be seen', async () => {
      const state = asCase(assigned, n);
      await writeProjection(db(), projectionOf(state));
      const file = await findCase(db(), state.caseId);
      const found = async (filter: Parameters<typeof listCases>[1]) =>
        (await listCases(db(), { pupilIds: [state.pupil.pupilId], ...filter })).total;
      expect(await found({})).toBe(1);
      expect(await found({ phases: ['assigned'], schoolUnits: [state.pupil.schoolUnit] })).toBe(1);
      expect(await found({ number: file?.number ?? '', coordinatorId: ids.coordinator })).toBe(1);
      expect(await found({ number: '%' })).toBe(0);
      expect(await found({ phases: ['ended'] })).toBe(0);
      expect(await found({ schoolUnits: [] })).toBe(0);
      expect(await found({ coordinatorId: ids.secondCoordinator })).toBe(0);
      expect((await listCases(db(), { schoolUnits: [] })).cases).toEqual([]);
    });

    test('holds nothing that isn’t in the state: a case lived by commands reads back as it was', async () => {
      const state = { ...aCase(), caseId: anId(n) };
      const done = applyCommand(
        state,
        {
          actor: actors.rector,
          command: {
            type: 'placeOrder',
            order: { preconditions: [], attachments: [], questionContentId: null },
          },
          ifRevision: null,
        },
        calendar,
        at('2026-08-31'),
      );
      if (!done.ok) throw new Error(done.refusal.code);
      await writeProjection(db(), projectionOf(done.state, { events: done.recorded }));
      expect((await findCase(db(), anId(n)))?.state).toEqual(done.state);
      expect(await readTimeline(db(), anId(n))).toEqual(done.recorded);
    });
  });
