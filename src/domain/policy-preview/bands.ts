/** A pupil's bands of absence over some days by a policy's limit: the figure of each school day, one after another. */
import { absenceBand, absenceWindow } from '../absence.ts';
import { type AbsentDay, type PupilTime, timeOn } from '../absence-figures.ts';
import { previousSchoolDay, schoolDaysBetween, type SchoolCalendar } from '../calendar.ts';
import type { AbsenceBand, Policy } from '../policy.ts';
import { addDays, type LocalDate } from '../time.ts';

/** The band before the first day that was asked about, and each change after it. */
export type Bands = { before: AbsenceBand; changes: readonly BandChange[] };

/** Days from `from` to the day before `until`; null has no end on that side. */
export type Span = { from: LocalDate | null; until: LocalDate | null };

/** The changes within a span; what came before it is where it begins. */
export const bandsWithin = ({ before, changes }: Bands, { from, until }: Span): Bands => ({
  before: (from === null ? null : changes.findLast(({ on }) => on < from)?.band) ?? before,
  changes: changes.filter(({ on }) => (from === null || on >= from) && (until === null || on < until)),
});

/** From `on`'s figure on the pupil is in this band. */
export type BandChange = { on: LocalDate; band: AbsenceBand };

/** The days of a school that a limit is asked of, found once for all its pupils: a window's place for each. */
export type LimitDays = {
  limit: Policy['limit'];
  /** Every school day that any window holds, ascending. */
  days: readonly LocalDate[];
  /** For each day asked about: the window's first and last place among `days`; null where the limit has no window. */
  asked: readonly { on: LocalDate; window: { from: number; to: number } | null }[];
};

/** The day before `from` is asked about as well: it says in which band the pupil came to it. */
export const limitDays = (
  limit: Policy['limit'],
  cal: SchoolCalendar,
  { from, to }: { from: LocalDate; to: LocalDate },
): LimitDays => {
  const before = previousSchoolDay(cal, addDays(from, -1));
  const asked = [...(before === null ? [] : [before]), ...schoolDaysBetween(cal, from, to)];
  const windows = asked.map((on) => absenceWindow(limit, cal, on));
  const first = windows.reduce<LocalDate>(
    (least, one) => (one !== null && one.from < least ? one.from : least),
    from,
  );
  const days = schoolDaysBetween(cal, first, to);
  const placeFrom = (day: LocalDate) => days.findIndex((one) => one >= day);
  return {
    limit,
    days,
    asked: asked.map((on, index) => {
      const window = windows[index] ?? null;
      return { on, window: window === null ? null : { from: placeFrom(window.from), to: placeFrom(on) } };
    }),
  };
};

/** Sums up to each place, so that a window costs two look-ups however long it is. */
const sumsOf = (days: readonly LocalDate[], time: PupilTime, absent: readonly AbsentDay[]) => {
  const away = new Map(absent.map((day) => [day.date, day]));
  const given = new Map(time.given.map((day) => [day.date, day]));
  const sums = [{ counted: 0, offered: 0, valid: 0, invalid: 0 }];
  let last = { counted: 0, offered: 0, valid: 0, invalid: 0 };
  for (const date of days) {
    const { valid, invalid } = away.get(date) ?? { valid: 0, invalid: 0 };
    const day = { absence: valid + invalid, minutesPerDay: time.minutesPerDay, given: given.get(date) };
    const offered = timeOn(day, 'offered');
    // A day whose time isn't known counts neither as time nor as absence.
    if (offered !== null)
      last = {
        counted: last.counted + 1,
        offered: last.offered + offered,
        valid: last.valid + valid,
        invalid: last.invalid + invalid,
      };
    sums.push(last);
  }
  return sums;
};

/**
 * The band before the first day, and each change after it. A figure of which nothing can be said changes nothing
 * (`absenceBand`), so that a lov doesn't look like a recovery; before the first figure the pupil stands below.
 */
export const bandsOver = (
  { limit, days, asked }: LimitDays,
  time: PupilTime,
  absent: readonly AbsentDay[],
  from: LocalDate,
): Bands => {
  const sums = sumsOf(days, time, absent);
  let band: AbsenceBand = 'below';
  let before: AbsenceBand = 'below';
  const changes: BandChange[] = [];
  for (const { on, window } of asked) {
    if (window === null) continue;
    const [start, end] = [sums[window.from], sums[window.to + 1]];
    if (start === undefined || end === undefined) continue;
    const found = absenceBand(
      limit,
      { schoolDays: end.counted - start.counted },
      {
        offered: end.offered - start.offered,
        valid: end.valid - start.valid,
        invalid: end.invalid - start.invalid,
      },
    );
    if (found === null || found === band) continue;
    band = found;
    if (on < from) before = found;
    else changes.push({ on, band });
  }
  return { before, changes };
};
