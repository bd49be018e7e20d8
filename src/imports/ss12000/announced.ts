/** Absence that guardians or the school announced beforehand: how much of a day it covers. */
import { localDateOf, localTimeOf, type SchoolCalendar } from '../../domain/calendar.ts';
import { instant, type LocalDate } from '../../domain/time.ts';
import type { AnnouncedTold } from './absence.ts';
import { factShapes } from './facts.ts';

/** Between these a school day lies; an announcement of a whole day often runs from midnight to midnight. */
const dayBegins = 8 * 60;
const dayEnds = 16 * 60;

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Minutes of the day's school hours that an announcement covers; null when it isn't one. */
export const announcedMinutes = (
  facts: unknown,
  date: LocalDate,
  zone: SchoolCalendar,
): AnnouncedTold | null => {
  const read = factShapes.absence.safeParse(facts);
  if (!read.success) return null;
  const { from, to, type } = read.data;
  const [first, last] = [instant(from), instant(to)];
  const begins = localDateOf(zone, first) < date ? 0 : minuteOf(localTimeOf(zone, first));
  const ends = localDateOf(zone, last) > date ? 24 * 60 : minuteOf(localTimeOf(zone, last));
  return { minutes: Math.max(0, Math.min(ends, dayEnds) - Math.max(begins, dayBegins)), type };
};
