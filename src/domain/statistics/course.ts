/**
 * A pupil's absence around an assignment: three months before it, while it ran, three months after. Of groups alone.
 * "Be prepared not to see results at once" (seed 000): it tells how it was, and not that the work made it so.
 */
import type { WindowFigure } from '../absence-figures.ts';
import { addDays, addMonths, type LocalDate } from '../time.ts';

export const courseParts = ['before', 'during', 'after'] as const;
export type CoursePart = (typeof courseParts)[number];

/** Minutes of offered time, and of absence in it, valid and invalid. */
export type CourseMinutes = { minutes: number; absent: number };
export type Course = Record<CoursePart, CourseMinutes>;

/** Fewer school days with known time say nothing of a window (the limit's own fifteen: domain.md §1). */
export const leastCourseDays = 15;

const months = 3;

export type Days = { from: LocalDate; to: LocalDate };

/** The windows of an assignment from `start` to its end `on`: the days before, of and after it, none in two. */
export const courseWindows = ({
  start,
  on,
}: {
  start: LocalDate;
  on: LocalDate;
}): Record<CoursePart, Days> => ({
  before: { from: addMonths(start, -months), to: addDays(start, -1) },
  during: { from: start, to: on },
  after: { from: addDays(on, 1), to: addMonths(on, months) },
});

/** Null where a window has too few days whose offered time is known: the case counts in none of the three. */
export function courseOf(figures: Record<CoursePart, WindowFigure>): Course | null {
  const isKnown = ({ countedDays, minutes, denominator }: WindowFigure) =>
    denominator === 'offered' && countedDays >= leastCourseDays && minutes > 0;
  if (!courseParts.every((part) => isKnown(figures[part]))) return null;
  const minutes = ({ minutes: offered, total }: WindowFigure) => ({ minutes: offered, absent: total });
  return { before: minutes(figures.before), during: minutes(figures.during), after: minutes(figures.after) };
}

export const percentIn = ({ minutes, absent }: CourseMinutes): number =>
  Math.min(100, (100 * absent) / minutes);
