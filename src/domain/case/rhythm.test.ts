import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCalendar, aPlan, aPlannedCase } from '../../../test/factories/case.ts';
import { isSchoolDay, schoolDaysBetween } from '../calendar.ts';
import type { LocalDate } from '../time.ts';
import { addDays, daysBetween, isoWeekKey, localDate, mondayOf, weekdayOf } from '../time.ts';
import { isLovSlot, nextSlot, rhythmFrom } from './rhythm.ts';
import type { CaseState } from './state.ts';

const calendar = aCalendar();
const planned = aPlannedCase();

type Change = { startOn: string; settled?: CaseState['slots']; rhythm?: CaseState['rhythm'] };
const withPlan = ({ startOn, settled = [], rhythm = [] }: Change): CaseState => ({
  ...planned,
  plans: [{ ...aPlan({ start: localDate(startOn) }), planVersion: 1, madeOn: localDate(startOn) }],
  slots: settled,
  rhythm,
});
const settle = (state: CaseState, how: 'held' | 'missed' | 'lov' = 'held'): CaseState => {
  const slot = nextSlot(state, calendar);
  if (slot === null) throw new Error('nothing to settle');
  return { ...state, slots: [...state.slots, { slot, how }] };
};
const keysOf = (state: CaseState, times: number): string[] => {
  let at = state;
  for (let n = 0; n < times; n += 1) at = settle(at);
  return at.slots.slice(state.slots.length).map(({ slot }) => slot.key);
};
const turn = (from: string, daily: boolean) => ({ from: localDate(from), daily });

describe('the weekly rhythm', () => {
  it('begins in the week of the plan and is due on the policy’s weekday', () => {
    expect(nextSlot(withPlan({ startOn: '2026-09-14' }), calendar)).toEqual({
      key: '2026-W38',
      from: '2026-09-14',
      due: '2026-09-18',
      missedAfter: '2026-09-22',
    });
  });

  it('moves to the week’s last school day before a study day', () => {
    const slot = nextSlot(withPlan({ startOn: '2026-09-21' }), calendar);
    // 2026-09-25 is a Friday without school.
    expect(slot).toMatchObject({ key: '2026-W39', due: '2026-09-24' });
  });

  it('takes the next school day when the week has none before its weekday', () => {
    const monday = { ...planned.policy, followUp: { ...planned.policy.followUp, weekday: 1 as const } };
    const state = { ...withPlan({ startOn: '2026-09-15' }), policy: monday };
    expect(nextSlot(state, calendar)).toMatchObject({
      key: '2026-W38',
      from: '2026-09-15',
      due: '2026-09-15',
    });
    const study = { ...withPlan({ startOn: '2026-11-16' }), policy: monday };
    // 2026-11-16 is a Monday without school.
    expect(nextSlot(study, calendar)).toMatchObject({ key: '2026-W47', due: '2026-11-17' });
  });

  it('calls a week without school a lov, which isn’t missed before it is over', () => {
    const slot = nextSlot(withPlan({ startOn: '2026-10-26' }), calendar);
    expect(slot).toMatchObject({ key: '2026-W44', missedAfter: '2026-11-01' });
    expect(slot && isLovSlot(slot, calendar)).toBe(true);
  });

  it('gives the last week before a lov its grace in the school days after it', () => {
    const slot = nextSlot(withPlan({ startOn: '2026-10-19' }), calendar);
    expect(slot).toMatchObject({ due: '2026-10-23', missedAfter: '2026-11-03' });
  });

  it('passes over a week of which only the weekend is left', () => {
    expect(nextSlot(withPlan({ startOn: '2026-09-19' }), calendar)).toMatchObject({
      key: '2026-W39',
      from: '2026-09-21',
    });
  });

  it('counts the 53 weeks of 2026 and goes on with week 1', () => {
    expect(keysOf(withPlan({ startOn: '2026-12-14' }), 4)).toEqual([
      '2026-W51',
      '2026-W52',
      '2026-W53',
      '2027-W01',
    ]);
  });

  it('owes nothing before a plan and outside an assignment', () => {
    expect(nextSlot({ ...planned, plans: [] }, calendar)).toBeNull();
    const ended = { phase: 'ended', since: localDate('2026-10-01'), closure: null } as const;
    expect(nextSlot({ ...planned, stand: ended }, calendar)).toBeNull();
  });
});

describe('the daily rhythm', () => {
  const daily = [turn('2026-09-23', true)];

  it('takes over in the week in which the absence becomes total, and skips what isn’t a school day', () => {
    const state = settle(withPlan({ startOn: '2026-09-14', rhythm: daily }));
    expect(keysOf(state, 4)).toEqual(['2026-09-23', '2026-09-24', '2026-09-28', '2026-09-29']);
  });

  it('takes over the same week that already was followed up', () => {
    const week38 = settle(withPlan({ startOn: '2026-09-14' }));
    const week39 = settle(week38);
    expect(keysOf({ ...week39, rhythm: daily }, 1)).toEqual(['2026-09-23']);
  });

  it('leaves a week owed whose own day came before it', () => {
    const friday = [turn('2026-09-25', true)];
    expect(keysOf(settle(withPlan({ startOn: '2026-09-14', rhythm: friday })), 2)).toEqual([
      '2026-W39',
      '2026-09-28',
    ]);
  });

  it('goes back to weeks from the next one when a day of this one was held', () => {
    const both = [...daily, turn('2026-09-29', false)];
    const state = settle(withPlan({ startOn: '2026-09-14', rhythm: both }));
    expect(keysOf(state, 4)).toEqual(['2026-09-23', '2026-09-24', '2026-09-28', '2026-W41']);
  });

  it('goes back to this very week when none of its days was held', () => {
    const both = [...daily, turn('2026-09-29', false)];
    let state = settle(withPlan({ startOn: '2026-09-14', rhythm: both }));
    for (let n = 0; n < 3; n += 1) state = settle(state, 'missed');
    expect(nextSlot(state, calendar)).toMatchObject({ key: '2026-W40', from: '2026-09-29' });
  });

  it('ends with the calendar', () => {
    expect(
      nextSlot(withPlan({ startOn: '2028-06-12', rhythm: [turn('2028-06-12', true)] }), calendar),
    ).toBeNull();
  });
});

describe('rhythmFrom', () => {
  const on = localDate('2026-09-23');
  it('keeps changes only, and of one day the last word', () => {
    expect(rhythmFrom([], on, false)).toEqual([]);
    const daily = rhythmFrom([], on, true);
    expect(daily).toEqual([{ from: on, daily: true }]);
    expect(rhythmFrom(daily, addDays(on, 3), true)).toEqual(daily);
    expect(rhythmFrom(daily, on, false)).toEqual([]);
  });
});

/** Lives day by day: at each day's start what has run out is settled, then today's slot is held or not. */
const live = (state: CaseState, days: number, isHeld: (n: number) => boolean, daily: readonly boolean[]) => {
  let at = state;
  const start = at.plans[0]?.start ?? localDate('2026-09-14');
  for (let n = 0; n <= days; n += 1) {
    const today = addDays(start, n);
    at = { ...at, rhythm: rhythmFrom(at.rhythm, today, daily[Math.floor(n / 5) % daily.length] ?? false) };
    for (
      let slot = nextSlot(at, calendar);
      slot !== null && slot.missedAfter < today;
      slot = nextSlot(at, calendar)
    )
      at = settle(at, isLovSlot(slot, calendar) ? 'lov' : 'missed');
    const slot = nextSlot(at, calendar);
    if (slot !== null && slot.from <= today && !isLovSlot(slot, calendar) && isHeld(n)) at = settle(at);
  }
  return at;
};

const starts = fc.integer({ min: 0, max: 250 }).map((n) => addDays(localDate('2026-08-18'), n));
const holding = fc.array(fc.boolean(), { minLength: 1, maxLength: 20 });

describe('over years of calendar', () => {
  it('settles every ISO week of a weekly plan exactly once: held, missed or lov', () => {
    fc.assert(
      fc.property(starts, holding, (start, held) => {
        const state = live(withPlan({ startOn: start }), 400, (n) => held[n % held.length] ?? false, [false]);
        const last = state.slots.at(-1)?.slot.from ?? start;
        const weeks: string[] = [];
        const first = weekdayOf(start) > 5 ? addDays(mondayOf(start), 7) : mondayOf(start);
        for (let d = first; d <= last; d = addDays(d, 7)) weeks.push(isoWeekKey(d));
        expect(state.slots.map(({ slot }) => slot.key)).toEqual(weeks);
        expect(weeks.length).toBeGreaterThan(50);
        for (const { slot, how } of state.slots) {
          const hasSchool =
            schoolDaysBetween(calendar, slot.from, addDays(mondayOf(slot.from), 6)).length > 0;
          expect(how === 'lov').toBe(!hasSchool);
          if (hasSchool) expect(isSchoolDay(calendar, slot.due)).toBe(true);
          expect(slot.from <= slot.due && slot.due <= slot.missedAfter).toBe(true);
        }
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  it('gives no key twice and leaves no school week without a turn, however the rhythm changes', () => {
    const changes = fc.array(fc.boolean(), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(starts, holding, changes, (start, held, daily) => {
        const state = live(withPlan({ startOn: start }), 300, (n) => held[n % held.length] ?? false, daily);
        const keys = state.slots.map(({ slot }) => slot.key);
        expect(new Set(keys).size).toBe(keys.length);
        const dues = state.slots.map(({ slot }) => slot.from);
        expect(dues).toEqual([...dues].sort());
        const lived = new Set(dues.map((d) => mondayOf(d)));
        const last: LocalDate = dues.at(-1) ?? start;
        const firstFull = addDays(mondayOf(start), 7);
        for (let d = firstFull; daysBetween(d, last) > 7; d = addDays(d, 7))
          if (schoolDaysBetween(calendar, d, addDays(d, 6)).length > 0) expect(lived.has(d)).toBe(true);
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});
