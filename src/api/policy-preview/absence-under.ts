/** What absence says by the limits of two policies, and what their rules make the schools owe beside their cases. */
import { absenceWindow } from '../../domain/absence.ts';
import { hasDutyToAttend } from '../../domain/absence-figures.ts';
import { previousSchoolDay, type SchoolCalendar } from '../../domain/calendar.ts';
import type { PupilId, SchoolUnitCode } from '../../domain/ids.ts';
import type { Policy } from '../../domain/policy.ts';
import {
  type Bands,
  bandsOver,
  type LimitDays,
  limitDays,
  type Span,
} from '../../domain/policy-preview/bands.ts';
import { bandsWithin } from '../../domain/policy-preview/bands.ts';
import { add, type Tally } from '../../domain/policy-preview/compare.ts';
import type { Days, Life } from '../../domain/policy-preview/relive.ts';
import { callsDue, reviewsDue } from '../../domain/policy-preview/school-rules.ts';
import { policyAmong } from '../../domain/presets.ts';
import { addDays, minDate } from '../../domain/time.ts';
import type { Db } from '../../records/connect.ts';
import { type PupilAway, pupilsAway } from '../../records/policy-preview.ts';
import { ladderSchools } from '../../records/school-day/look-data.ts';

export const sides = ['today', 'proposed'] as const;
export type Side = (typeof sides)[number];

/** The municipality's policies in their order, as they are and as they would be. */
export type TwoWays = Record<Side, readonly Policy[]>;

export type CalendarOf = (schoolUnit: SchoolUnitCode) => Promise<SchoolCalendar>;

export type AbsenceUnder = {
  /** A case's bands by that side's limit, of the days that are its own; null where figures begin nothing. */
  bandsOf(side: Side, pupil: Life['pupil'], span: Span): Life['bands'];
  /** Who passes by either limit, by id. */
  passing: PupilId[];
};

/** Adds the schools' own duties to the tallies, and gives what the figures say. */
export async function absenceUnder(
  db: Db,
  ways: TwoWays,
  days: Days,
  calendarOf: CalendarOf,
  tallies: Record<Side, Tally>,
): Promise<AbsenceUnder> {
  const bands: Record<Side, Map<PupilId, Bands>> = { today: new Map(), proposed: new Map() };
  const schools = await ladderSchools(db);
  for (const { code, schoolForm } of schools) {
    const calendar = await calendarOf(code);
    const reach = { from: firstDayOf(ways, calendar, days), to: days.to };
    const pupils = await pupilsAway(db, code, reach);
    // A school that sends no absence has nothing to look through, and full attendance isn't known of it.
    if (!pupils.some(({ absent }) => absent.length > 0)) continue;
    const classes = new Set(pupils.map((pupil) => pupil.class)).size;
    const daysOf = limitDaysOf(calendar, days);
    for (const side of sides) {
      const rule = policyAmong(ways[side], schoolForm)?.ladder.weeklyReview;
      const reviews = rule === undefined ? [] : reviewsDue(rule, calendar, days);
      for (const due of reviews) add(tallies[side], 'weeklyReview', due, classes);
      for (const pupil of pupils) {
        const policy = policyAmong(ways[side], pupil.schoolForm);
        if (policy === null) continue;
        for (const due of callsDue(policy.ladder.firstDayCall, calendar, pupil, days)) {
          add(tallies[side], 'firstDayCall', due);
        }
        const found = bandsOver(daysOf(policy.limit), pupil.time, pupil.absent, days.from);
        if (isSomething(pupil, found)) bands[side].set(pupil.pupilId, found);
      }
    }
  }
  const codes = new Set(schools.map(({ code }) => code));
  const passing = sides.flatMap((side) => [...bands[side]].filter(([, one]) => one.changes.length > 0));
  return {
    bandsOf(side, pupil, span) {
      if (!codes.has(pupil.schoolUnit) || !hasDutyToAttend(pupil.schoolForm)) return null;
      const found = bands[side].get(pupil.pupilId) ?? { before: 'below', changes: [] };
      return { from: days.from, ...bandsWithin(found, span) };
    },
    passing: [...new Set(passing.map(([id]) => id))].sort(),
  };
}

const isSomething = ({ absent }: PupilAway, { before, changes }: Bands): boolean =>
  absent.length > 0 && (before !== 'below' || changes.length > 0);

/** The first day that any limit's window reaches back to, from the day before the first that is asked about. */
const firstDayOf = ({ today, proposed }: TwoWays, calendar: SchoolCalendar, { from }: Days): Days['from'] => {
  const before = previousSchoolDay(calendar, addDays(from, -1)) ?? from;
  return [...today, ...proposed]
    .map(({ limit }) => absenceWindow(limit, calendar, before)?.from ?? before)
    .reduce((first, day) => minDate(first, day), before);
};

const limitDaysOf = (calendar: SchoolCalendar, days: Days): ((limit: Policy['limit']) => LimitDays) => {
  const known = new Map<string, LimitDays>();
  return (limit) => {
    const key = JSON.stringify(limit);
    const found = known.get(key) ?? limitDays(limit, calendar, days);
    known.set(key, found);
    return found;
  };
};
