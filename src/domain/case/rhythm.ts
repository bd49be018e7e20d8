/**
 * The rhythm of follow-ups (domain.md §2 step 11): each ISO week of an active plan, each school day at 100 %
 * absence (seed 000). One turn of it is a slot; slots are settled in their order, each once.
 *
 * Invariants:
 * 1. Under the weekly rhythm every ISO week with a weekday left has one slot; under the daily one every school day.
 *    In a week of change the days take over, unless the week's own day has passed before them.
 * 2. No key is given twice.
 * 3. A week without a school day is *not held because of lov*, never missed (domain.md §4).
 */
import type { SchoolCalendar } from '../calendar.ts';
import { addSchoolDays, isSchoolDay, nextSchoolDay } from '../calendar.ts';
import type { LocalDate } from '../time.ts';
import { addDays, isoWeekKey, maxDate, minDate, mondayOf, weekdayOf } from '../time.ts';
import type { FollowUpSlot } from './assignment-parts.ts';
import type { CaseState } from './state.ts';

type RhythmState = Pick<CaseState, 'stand' | 'plans' | 'slots' | 'rhythm' | 'policy'>;

const isDailyKey = (key: string): boolean => !key.includes('W');
const sundayOf = (d: LocalDate): LocalDate => addDays(mondayOf(d), 6);

/** Whether the rhythm is daily on a day. */
const isDailyOn = (state: RhythmState, d: LocalDate): boolean =>
  state.rhythm.findLast((turn) => turn.from <= d)?.daily ?? false;

/** The first change to the asked rhythm after `d`. */
const changeAfter = (state: RhythmState, d: LocalDate, daily: boolean): LocalDate | null =>
  state.rhythm.find((turn) => turn.from > d && turn.daily === daily)?.from ?? null;

/** The last day that a settled slot speaks for: its own, or its week's up to where the days begin to count. */
const coverEnd = (state: RhythmState, slot: FollowUpSlot): LocalDate => {
  if (isDailyKey(slot.key)) return slot.due;
  const sunday = sundayOf(slot.from);
  const daily = state.rhythm.find((turn) => turn.from >= slot.from && turn.daily)?.from;
  return daily === undefined ? sunday : maxDate(slot.from, minDate(sunday, addDays(daily, -1)));
};

/** The last school day of `from`–`wanted`, else the first one after it in the week; null when there is none. */
const dayOfWeek = (calendar: SchoolCalendar, from: LocalDate, wanted: LocalDate): LocalDate | null => {
  for (let d = wanted; d >= from; d = addDays(d, -1)) if (isSchoolDay(calendar, d)) return d;
  const sunday = sundayOf(from);
  for (let d = addDays(wanted, 1); d <= sunday; d = addDays(d, 1)) if (isSchoolDay(calendar, d)) return d;
  return null;
};

const weekSlot = (calendar: SchoolCalendar, policy: RhythmState['policy'], from: LocalDate): FollowUpSlot => {
  const { weekday, graceSchoolDays } = policy.followUp;
  const wanted = maxDate(from, addDays(mondayOf(from), weekday - 1));
  const due = dayOfWeek(calendar, from, wanted);
  const key = isoWeekKey(from);
  return due === null
    ? { key, from, due: wanted, missedAfter: sundayOf(from) }
    : { key, from, due, missedAfter: addSchoolDays(calendar, due, graceSchoolDays) ?? due };
};

const daySlot = (calendar: SchoolCalendar, day: LocalDate): FollowUpSlot => ({
  key: day,
  from: day,
  due: day,
  missedAfter: addSchoolDays(calendar, day, 1) ?? day,
});

/** No school at all from the slot's first day to its week's end: it's not held because of lov, never missed. */
export const isLovSlot = (slot: FollowUpSlot, calendar: SchoolCalendar): boolean =>
  !isDailyKey(slot.key) && dayOfWeek(calendar, slot.from, slot.due) === null;

/** The week's slot for `day`, or the day from which to look on. */
const weekFrom = (state: RhythmState, calendar: SchoolCalendar, day: LocalDate): FollowUpSlot | LocalDate => {
  const nextMonday = addDays(sundayOf(day), 1);
  const daily = changeAfter(state, day, true);
  const [key, monday] = [isoWeekKey(day), mondayOf(day)];
  // A week whose rest is a weekend isn't owed, nor one that has its slot, or a day of its own that was held.
  const isDone = state.slots.some(
    ({ slot, how }) =>
      slot.key === key ||
      (how === 'held' && isDailyKey(slot.key) && monday <= slot.due && slot.due < nextMonday),
  );
  const slot = weekSlot(calendar, state.policy, day);
  if (weekdayOf(day) > 5 || isDone) return daily === null ? nextMonday : minDate(daily, nextMonday);
  // The days take over before the week's own day has come.
  if (daily !== null && daily <= slot.due && daily < nextMonday) return daily;
  return slot;
};

/** The school day's slot on or after `day`, or the day from which to look on; null when the calendar ends. */
const dayFrom = (
  state: RhythmState,
  calendar: SchoolCalendar,
  day: LocalDate,
): FollowUpSlot | LocalDate | null => {
  const weekly = changeAfter(state, day, false);
  const school = nextSchoolDay(calendar, day);
  if (weekly !== null && (school === null || school >= weekly)) return weekly;
  if (school === null) return null;
  return state.slots.some(({ slot }) => slot.key === school) ? addDays(school, 1) : daySlot(calendar, school);
};

/**
 * The earliest slot that isn't settled, in the rhythm that holds on its days; null while no plan is active, and
 * where the school calendar ends under a daily rhythm. Ask `isLovSlot` whether it's one to pass over.
 */
export const nextSlot = (state: RhythmState, calendar: SchoolCalendar): FollowUpSlot | null => {
  const start = state.plans[0]?.start;
  if (start === undefined || state.stand.phase !== 'assigned') return null;
  const last = state.slots.at(-1);
  let day = last ? maxDate(start, addDays(coverEnd(state, last.slot), 1)) : start;
  for (;;) {
    const found = isDailyOn(state, day) ? dayFrom(state, calendar, day) : weekFrom(state, calendar, day);
    if (typeof found !== 'string') return found;
    day = found;
  }
};

/** The state's rhythm after a day's change; the same when nothing changes. A day's last word counts. */
export const rhythmFrom = (
  rhythm: CaseState['rhythm'],
  from: LocalDate,
  daily: boolean,
): CaseState['rhythm'] => {
  const earlier = rhythm.filter((turn) => turn.from < from);
  const was = earlier.at(-1)?.daily ?? false;
  return was === daily ? earlier : [...earlier, { from, daily }];
};
