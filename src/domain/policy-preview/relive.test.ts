import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diceOf } from '../../../test/random/dice.ts';
import { lives } from '../../../test/random/live.ts';
import { makeMove } from '../../../test/random/moves.ts';
import { pickType } from '../../../test/random/sense.ts';
import { newCase, threeYears } from '../../../test/random/world.ts';
import { aCalendar } from '../../../test/factories/calendar.ts';
import { aCase, asking, eventsOf, noticingSteps, record, type Step } from '../../../test/factories/case.ts';
import { allocationSteps, orderSteps, planSteps } from '../../../test/factories/case.ts';
import { anId, aPolicy } from '../../../test/factories/parts.ts';
import { instantOf, localDateOf } from '../calendar.ts';
import { applyCommand, passTime } from '../case/core.ts';
import type { RecordedEvent } from '../case/events.ts';
import { evolveAll } from '../case/evolve.ts';
import type { CaseState } from '../case/state.ts';
import { coming, nextMoment } from '../case/time-passing.ts';
import type { Policy } from '../policy.ts';
import { presets } from '../presets.ts';
import { addDays, localDate, localTime } from '../time.ts';
import { livedUnder, relive, type Life } from './relive.ts';

const cal = aCalendar();
const days = { from: localDate('2026-08-17'), to: localDate('2027-02-26') };

const lifeOf = (steps: readonly Step[], change: Partial<Life> = {}): Life => {
  const opened = aCase();
  let state = opened;
  const events: RecordedEvent[] = [];
  for (const [date, actor, command] of steps) {
    const ctx = asking(actor, date);
    const happened = record(state, eventsOf(state, command, ctx), ctx);
    events.push(...happened);
    state = evolveAll(state, happened);
  }
  const { caseId, previousCaseId, pupil, openedOn } = opened;
  return { caseId, previousCaseId, pupil, openedOn, events, bands: null, ...change };
};

const assigned = lifeOf([...orderSteps, ...allocationSteps, ...planSteps]);
const count = (life: Life, policy: Policy, kind: string): number =>
  relive(life, policy, cal, days).filter((one) => one.kind === kind).length;

const uppsala = aPolicy();

describe('a case lived again', () => {
  it('owes on the days that the policy says', () => {
    const [six] = relive(assigned, uppsala, cal, days).filter(({ kind }) => kind === 'evaluate');
    const [three] = relive(assigned, { ...uppsala, evaluation: { everyWeeks: 3 } }, cal, days).filter(
      ({ kind }) => kind === 'evaluate',
    );
    expect([three?.due, six?.due]).toEqual(['2026-10-05', '2026-11-06']);
  });

  it('counts what was done before its day, and each week that a follow-up was owed in', () => {
    // Three mapping parts were recorded ahead of their day.
    const kinds = relive(assigned, uppsala, cal, days).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.startsWith('map'))).toHaveLength(3);
    // From the plan's first week to the assignment's last but those of lov: nobody held one.
    const followUps = relive(assigned, uppsala, cal, days).filter(({ kind }) => kind === 'followUp');
    expect(followUps.length).toBeGreaterThan(15);
    expect(followUps.every(({ due }) => due !== '2026-10-30' && due !== '2026-12-25')).toBe(true);
  });

  it('has no cap to decide on where the policy has none, and goes on where it would have lapsed', () => {
    const late = { from: localDate('2027-03-01'), to: localDate('2027-05-31') };
    const of = (policy: Policy, kind: string) =>
      relive(assigned, policy, cal, late).filter((one) => one.kind === kind).length;
    const uncapped: Policy = { ...uppsala, cap: { kind: 'none' } };
    expect(count(assigned, uppsala, 'decideOnExtension') + of(uppsala, 'decideOnExtension')).toBe(1);
    expect(count(assigned, uncapped, 'decideOnExtension') + of(uncapped, 'decideOnExtension')).toBe(0);
    expect(of(uppsala, 'followUp')).toBe(0);
    expect(of(uncapped, 'followUp')).toBeGreaterThan(8);
  });

  it('begins by the figures where they pass the limit, and not where they don’t', () => {
    const noticed = lifeOf(noticingSteps);
    const by = (changes: NonNullable<Life['bands']>['changes']): Life => ({
      ...noticed,
      bands: { from: days.from, before: 'below', changes },
    });
    expect(relive(by([]), uppsala, cal, days)).toEqual([]);
    const passed = relive(by([{ on: localDate('2026-10-02'), band: 'limit' }]), uppsala, cal, days);
    // The day that counts is that of the figure.
    expect(passed.find(({ kind }) => kind === 'guardianTalk')?.due).toBe('2026-10-16');
    expect(passed.find(({ kind }) => kind === 'reportToEht')?.due).toBe('2026-10-09');
  });

  it('lets a pupil who came over the limit before the first day begin nothing', () => {
    const nobody: Life = { ...lifeOf([]), bands: { from: days.from, before: 'limit', changes: [] } };
    expect(relive(nobody, uppsala, cal, days)).toEqual([]);
  });
});

/** A random life under one policy, with every event as it was recorded. */
const randomLife = ({ beginning, steps }: { beginning: number[]; steps: number[][] }) => {
  const opened = newCase(diceOf(beginning));
  let state: CaseState = opened;
  let now = instantOf(threeYears, state.openedOn, localTime('08:00'));
  let made = 1_000;
  const newId = () => anId((made += 1));
  const events: RecordedEvent[] = [];
  const take = (done: { state: CaseState; recorded: readonly RecordedEvent[] }) => {
    state = done.state;
    events.push(...done.recorded);
  };
  for (const numbers of steps.slice(0, 45)) {
    const dice = diceOf(numbers);
    const today = addDays(localDateOf(threeYears, now), 1 + dice.below(9));
    now = instantOf(threeYears, today, localTime('10:00'));
    // Each night at its own moment, as the engine wakes a case.
    for (let next = nextMoment(state, threeYears); next !== null && next <= now;) {
      take(passTime(state, threeYears, next));
      next = nextMoment(state, threeYears);
    }
    const type = pickType(state, today, dice);
    const move = type === 'changePolicy' ? null : makeMove(type, { state, today, newId, dice });
    if (move === null) continue;
    const applied = applyCommand(state, { ...move, ifRevision: null }, threeYears, now);
    if (applied.ok) take(applied);
    if (state.stand.phase === 'ended') break;
  }
  return { opened, state, events, now };
};

it('is the same life by the policy that it was lived by', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(lives, (numbers) => {
      const { opened, state, events, now } = randomLife(numbers);
      const { caseId, previousCaseId, pupil, openedOn, policy } = opened;
      const life: Life = { caseId, previousCaseId, pupil, openedOn, events, bands: null };
      const last = [...livedUnder(life, policy, threeYears, now)].at(-1)?.state ?? opened;
      // A person's command may have been counted that made no event.
      expect({ ...last, revision: 0 }).toEqual({ ...state, revision: 0 });
    }),
    { numRuns: 15, seed: 20_260_831, endOnFailure: true },
  );
});

it('stays within the days that were asked about', () => {
  fc.assert(
    fc.property(lives, fc.nat(200), fc.nat(120), (numbers, after, length) => {
      const { opened, events } = randomLife(numbers);
      const { caseId, previousCaseId, pupil, openedOn } = opened;
      const from = addDays(openedOn, after);
      const asked = { from, to: addDays(from, length) };
      const life: Life = { caseId, previousCaseId, pupil, openedOn, events, bands: null };
      const found = relive(life, presets.uppsala, threeYears, asked);
      // What is told upwards changes nothing of what is owed.
      expect(found).toEqual(relive(life, presets.uppsala, threeYears, asked, coming));
      for (const { due } of found) {
        expect(due >= asked.from && due <= asked.to).toBe(true);
      }
    }),
    { numRuns: 15, seed: 20_260_831, endOnFailure: true },
  );
}, 60_000);
