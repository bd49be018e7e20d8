/** What stands in the way of a suggested time: other meetings at the same hour, and days on which the school is closed. */
import type { MeetingTime } from '../case/meeting-parts.ts';
import type { LocalDate, LocalTime } from '../time.ts';

const minuteOf = (time: LocalTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Whether two meetings share any minute of a day; one that ends as the other begins doesn't. */
export const overlaps = (a: MeetingTime, b: MeetingTime): boolean =>
  a.date === b.date &&
  minuteOf(a.from) < minuteOf(b.from) + b.minutes &&
  minuteOf(b.from) < minuteOf(a.from) + a.minutes;

/** Those of the meetings and closed spells that a time falls on, in their order. */
export const clashesWith = <M extends { time: MeetingTime }, P extends { from: LocalDate; to: LocalDate }>(
  time: MeetingTime,
  meetings: readonly M[],
  closed: readonly P[],
): { meetings: M[]; closed: P[] } => ({
  meetings: meetings.filter((one) => overlaps(one.time, time)),
  closed: closed.filter(({ from, to }) => from <= time.date && time.date <= to),
});
