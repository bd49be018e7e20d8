/** One clock for a rehearsal: where it moves, and where it says why it doesn't. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clockRecords } from '../../src/records/coming-moments.ts';
import { createCaseEngine, EngineAway } from '../../src/temporal/case-engine.ts';
import { connectEngine } from '../../src/temporal/client.ts';
import { ClockUnavailable, RehearsalClock } from '../../src/temporal/rehearsal-clock.ts';
import { startTemporal } from '../../src/temporal/server/start.ts';
import { actors, aPlannedCase, at, orderSteps } from '../factories/case.ts';
import { aMunicipality, type TestMunicipality } from '../setup/municipality.ts';
import { temporalBinary } from '../setup/temporal.ts';
import { eventually } from '../setup/eventually.ts';

const reasonOf = async (asked: Promise<unknown>): Promise<string> => {
  const error: unknown = await asked.catch((failure: unknown) => failure);
  if (!(error instanceof ClockUnavailable)) throw error;
  return error.reason;
};

describe('the rehearsal’s clock', () => {
  let town: TestMunicipality;
  beforeAll(async () => {
    town = await aMunicipality();
  });
  afterAll(() => town.close());
  const minutes = (n: number) => n * 60_000;

  it('moves with nobody there, and never backwards', async () => {
    expect(await town.clock.moveTo(at('2026-09-01'))).toBeGreaterThanOrEqual(at('2026-09-01'));
    expect(await reasonOf(town.clock.moveTo(at('2026-08-31')))).toBe('in-the-past');
  });

  it('brings a case up only when a command is about to reach it', async () => {
    const caseId = await town.open();
    await town.moveTo('2026-09-03');
    const answer = await town.command(caseId, actors.rector, orderSteps[0]![2]);
    expect(answer.events).toContain('orderPlaced');
    const { stand } = await town.stateOf(caseId);
    expect(stand).toMatchObject({ phase: 'ordered', since: '2026-09-03' });
  });

  it('moved to the next moment shows that moment, and the case has lived it', async () => {
    const caseId = await town.open({ state: aPlannedCase() });
    await eventually(async () => expect((await town.stateOf(caseId)).version).toBeGreaterThan(0));
    const [next] = await clockRecords(town.records.db).comingMoments({ until: null, limit: 1 });
    const before = next?.at ?? 0;
    const now = await town.clock.moveToNext();
    expect(now - before).toBeGreaterThanOrEqual(0);
    expect(now - before).toBeLessThan(minutes(1));
    const [after] = await clockRecords(town.records.db).comingMoments({ until: null, limit: 1 });
    expect(after?.at).toBeGreaterThan(before);
  });

  it('goes on in another process where the first was cut off', async () => {
    const caseId = await town.open({ state: aPlannedCase() });
    await town.moveTo('2026-10-05');
    const other = new RehearsalClock({
      engine: town.engine,
      records: clockRecords(town.records.db),
      mode: 'rehearsal',
    });
    await other.moveTo(at('2026-10-19'));
    const { slots } = await town.stateOf(caseId);
    expect(slots.map(({ slot }) => slot.key)).toContain('2026-W41');
  });

  it('says that a case stands still when no worker carries it, and goes on when one does', async () => {
    await town.open({ state: aPlannedCase() });
    await town.stopWorker();
    const impatient = new RehearsalClock({
      engine: town.engine,
      records: clockRecords(town.records.db),
      mode: 'rehearsal',
      followWithinMs: 1500,
    });
    expect(await reasonOf(impatient.moveTo(at('2026-11-09')))).toBe('stuck');
    await town.startWorker();
    expect(await town.clock.moveTo(at('2026-11-09'))).toBeGreaterThanOrEqual(at('2026-11-09'));
  });

  it('does not move in a live municipality', async () => {
    const live = new RehearsalClock({
      engine: town.engine,
      records: clockRecords(town.records.db),
      mode: 'live',
    });
    expect(await reasonOf(live.moveTo(at('2027-01-01')))).toBe('live');
  });

  it('does not move on a server that can’t skip time, and says what it lacks', async () => {
    const server = await startTemporal({
      binary: await temporalBinary(),
      port: null,
      uiPort: null,
      dbFile: null,
      pidFile: null,
      namespace: 'ovning',
      searchAttributes: {},
      timeSkipping: false,
      logFile: null,
      say: () => {},
    });
    const engine = await connectEngine({ ...server, keys: null });
    const clock = new RehearsalClock({ engine, records: clockRecords(town.records.db), mode: 'rehearsal' });
    expect(await reasonOf(clock.moveToNext())).toBe('no-time-skipping');
    await engine.close();
    await server.stop();
  });
});

describe('a case that nobody carries while the clock moves', () => {
  let town: TestMunicipality;
  beforeAll(async () => {
    town = await aMunicipality();
  });
  afterAll(() => town.close());

  it('a command never overtakes the move of its case: it is to be sent again, and is judged by the day it is', async () => {
    await town.stopWorker();
    const caseId = await town.open();
    await town.moveTo('2026-09-03');
    const cases = createCaseEngine(town.engine.client, { clock: town.clock });
    const message = {
      commandId: randomUUID(),
      actor: actors.rector,
      command: orderSteps[0]![2],
      ifRevision: null,
    };
    await expect(cases.command(caseId, message)).rejects.toThrow(EngineAway);
    await town.startWorker();
    expect(await cases.command(caseId, message)).toMatchObject({ ok: true });
    const { stand } = await town.stateOf(caseId);
    expect(stand).toMatchObject({ phase: 'ordered', since: '2026-09-03' });
  });
});
