/**
 * What a source tells of a day's time, put together from its lessons or activities (SS 12000: `attendances`,
 * `aggregatedAttendance`). What it doesn't tell stays unknown: the year's offered time then stands in.
 */
import type { GivenDay } from './absence-figures.ts';

/** Minutes of one lesson, or of one activity of a day; null where the source doesn't say. */
export type ToldTime = { offered: number | null; reported: number | null };

/** What an attendance of one lesson says, in minutes. */
export type LessonTold = {
  isReported: boolean | null;
  attendance: number | null;
  valid: number | null;
  invalid: number | null;
  other: number | null;
};

const minutesOfADay = 24 * 60;

/** Minutes that can be; null for the others. */
const within = (minutes: number | null): number | null =>
  minutes === null || minutes < 0 || minutes > minutesOfADay ? null : minutes;

/**
 * A lesson's time: it is reported as a whole or not at all. How much was offered it never says: the lessons that
 * nobody has reported may have no attendance, so that a sum of those told of would make the day too short.
 */
export const timeOfLesson = ({ isReported, attendance, valid, invalid, other }: LessonTold): ToldTime => {
  if (isReported === false) return { offered: null, reported: 0 };
  if (attendance === null) return { offered: null, reported: null };
  return { offered: null, reported: within(attendance + (valid ?? 0) + (invalid ?? 0) + (other ?? 0)) };
};

/** An activity's sums of one day: `offeredSum` counts its unreported lessons too, `reportedSum` doesn't. */
export const timeOfActivity = (sums: ToldTime): ToldTime => ({
  offered: within(sums.offered),
  reported: within(sums.reported),
});

/**
 * A pupil's day: each sum is known only when all of its parts are, so that no day is shorter than it was. Nothing is
 * reported of time that wasn't offered: where the source says so, the longer time is meant. Null: nothing is known.
 *
 *     timeOfDay([{ offered: 60, reported: 60 }, { offered: 80, reported: null }])  // { offered: 140, reported: null }
 */
export const timeOfDay = (parts: readonly ToldTime[]): Omit<GivenDay, 'date'> | null => {
  const sum = (kind: keyof ToldTime): number | null =>
    parts.length === 0
      ? null
      : within(
          parts.reduce<number | null>((all, part) => {
            const more = part[kind];
            return all === null || more === null ? null : all + more;
          }, 0),
        );
  const [offered, reported] = [sum('offered'), sum('reported')];
  if (offered === null && reported === null) return null;
  return { offered: offered === null ? null : Math.max(offered, reported ?? 0), reported };
};
