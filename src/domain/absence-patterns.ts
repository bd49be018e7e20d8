/**
 * What mapping asks of absence (domain.md §2.9): which days, which subjects, single lessons or whole days, when it
 * began and ended, and which way it goes. Shown over time, never as a verdict on a week (seed 000).
 */
import {
  type AbsentDay,
  figureOver,
  type GivenDay,
  type OpenWindow,
  type PupilTime,
  timeOn,
  type WindowFigure,
} from './absence-figures.ts';
import { type SchoolCalendar, schoolDaysBetween } from './calendar.ts';
import { addDays, isoWeekKey, type LocalDate, maxDate, minDate, mondayOf, weekdayOf } from './time.ts';
import type { Weekday } from './time.ts';

/** One lesson's absence, as the school reported it. */
export type AbsentLesson = {
  date: LocalDate;
  lesson: string;
  subject: string;
  minutes: number;
  kind: 'valid' | 'invalid';
};

type Minutes = { valid: number; invalid: number; total: number };

/** Consecutive school days with absence; a weekend or a lov between them doesn't end a spell. */
export type Spell = { from: LocalDate; to: LocalDate; schoolDays: number; wholeDays: number } & Minutes;

export type AbsencePatterns = {
  /** Monday to Friday, each with the school days that the window holds of it. */
  weekdays: { weekday: Weekday; figure: WindowFigure }[];
  /** Most minutes first. `lessons` is how many were missed, wholly or partly. */
  subjects: ({ subject: string; lessons: number } & Minutes)[];
  /** Days on which all of the time was missed, and days on which single lessons were. */
  extent: { wholeDays: number; partDays: number; daysPresent: number; lessonsOnPartDays: number };
  /** The latest first. */
  spells: Spell[];
};

/** Sums lessons by day: what figures are reckoned from. By date. */
export const byDay = (lessons: readonly AbsentLesson[]): AbsentDay[] => {
  const days = new Map<LocalDate, AbsentDay>();
  for (const { date, minutes, kind } of lessons) {
    const day = days.get(date) ?? { date, valid: 0, invalid: 0 };
    day[kind] += minutes;
    days.set(date, day);
  }
  return [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
};

/** The patterns of one pupil's absence within a window; what lies on other than its school days is left out. */
export const patternsOver = (
  window: OpenWindow,
  time: PupilTime,
  lessons: readonly AbsentLesson[],
): AbsencePatterns => {
  const days = new Set(window.days);
  const within = lessons.filter((lesson) => days.has(lesson.date));
  const absent = byDay(within);
  const whole = wholeDaysOf(time, absent);
  return {
    weekdays: weekdaysOf(window, time, absent),
    subjects: subjectsOf(within),
    extent: {
      wholeDays: whole.size,
      partDays: absent.length - whole.size,
      daysPresent: window.days.length - absent.length,
      lessonsOnPartDays: within.filter((lesson) => !whole.has(lesson.date)).length,
    },
    spells: spellsOf(window.days, absent, whole),
  };
};

const weekdaysOf = (window: OpenWindow, time: PupilTime, absent: AbsentDay[]) =>
  ([1, 2, 3, 4, 5] as const).map((weekday) => {
    const days = window.days.filter((day) => weekdayOf(day) === weekday);
    return { weekday, figure: figureOver({ ...window, schoolDays: days.length, days }, time, absent) };
  });

const subjectsOf = (lessons: readonly AbsentLesson[]): AbsencePatterns['subjects'] => {
  const subjects = new Map<string, AbsencePatterns['subjects'][number]>();
  for (const { subject, minutes, kind } of lessons) {
    const sum = subjects.get(subject) ?? { subject, lessons: 0, valid: 0, invalid: 0, total: 0 };
    sum.lessons += 1;
    sum[kind] += minutes;
    sum.total += minutes;
    subjects.set(subject, sum);
  }
  return [...subjects.values()].sort((a, b) => b.total - a.total || (a.subject < b.subject ? -1 : 1));
};

/** Days on which all of the offered time was missed. */
const wholeDaysOf = (time: PupilTime, absent: readonly AbsentDay[]): Set<LocalDate> => {
  const given = new Map<LocalDate, GivenDay>(time.given.map((day) => [day.date, day]));
  const whole = absent.filter(({ date, valid, invalid }) => {
    const absence = valid + invalid;
    const day = { absence, minutesPerDay: time.minutesPerDay, given: given.get(date) };
    const offered = timeOn(day, 'offered');
    return offered !== null && absence >= offered;
  });
  return new Set(whole.map((day) => day.date));
};

const spellsOf = (
  schoolDays: readonly LocalDate[],
  absent: readonly AbsentDay[],
  whole: ReadonlySet<LocalDate>,
): Spell[] => {
  const away = new Map(absent.map((day) => [day.date, day]));
  const spells: Spell[] = [];
  let open: Spell | null = null;
  for (const date of schoolDays) {
    const day = away.get(date);
    if (day === undefined) {
      open = null;
      continue;
    }
    if (open === null) {
      open = { from: date, to: date, schoolDays: 0, wholeDays: 0, valid: 0, invalid: 0, total: 0 };
      spells.push(open);
    }
    open.to = date;
    open.schoolDays += 1;
    open.wholeDays += whole.has(date) ? 1 : 0;
    open.valid += day.valid;
    open.invalid += day.invalid;
    open.total += day.valid + day.invalid;
  }
  return spells.toReversed();
};

/** A week's figure; `window` is what of the week lies within the asked stretch. */
export type WeekFigure = { week: string; figure: WindowFigure };

/** Figures by ISO week from `from` to `to`; weeks without a school day are left out. By week. */
export const weeksOf = (
  cal: SchoolCalendar,
  stretch: { from: LocalDate; to: LocalDate },
  time: PupilTime,
  absent: readonly AbsentDay[],
): WeekFigure[] => {
  const weeks: WeekFigure[] = [];
  for (let monday = mondayOf(stretch.from); monday <= stretch.to; monday = addDays(monday, 7)) {
    const from = maxDate(monday, stretch.from);
    const to = minDate(addDays(monday, 6), stretch.to);
    const days = schoolDaysBetween(cal, from, to);
    if (days.length === 0) continue;
    const window = { from, to, schoolDays: days.length, days };
    weeks.push({ week: isoWeekKey(monday), figure: figureOver(window, time, absent) });
  }
  return weeks;
};

export type Trend = {
  /** Total absence in per cent over the window, and over as long a stretch before it. */
  now: number;
  before: number;
  /** Percentage points, positive when absence rises. */
  change: number;
};

/** Which way absence goes; null when either stretch holds too few school days to say. */
export const trendOf = (now: WindowFigure, before: WindowFigure, leastDays: number): Trend | null => {
  if (now.percent === null || before.percent === null) return null;
  if (Math.min(now.countedDays, before.countedDays) < leastDays) return null;
  const change = now.percent.total - before.percent.total;
  return { now: now.percent.total, before: before.percent.total, change };
};
