/** A pupil's day at the source as rows of absence. Pure. */
import type { LocalDate } from '../../domain/time.ts';

export type LessonTold = {
  /** On the wall clock; null for aggregated attendance, which knows no lessons. */
  starts: string | null;
  subject: string;
  validMinutes: number;
  invalidMinutes: number;
  reason: string | null;
};

export type AnnouncedTold = {
  /** Of that day: minutes of the school's hours that the announcement covers. */
  minutes: number;
  type: string | null;
};

/** In preschool the whole day is one; elsewhere a lesson is known by when it begins, or else by its activity. */
const lessonName = (lesson: LessonTold, preschool: boolean): string =>
  preschool ? '' : (lesson.starts ?? lesson.subject).slice(0, 30);

/** A lesson that was partly valid and partly invalid is two rows. */
const invalidToo = (name: string): string => `${name} ogiltig`.trim();

type Part = { minutes: number; subject: string; reason: string | null };

/**
 * What the lessons say; where no lesson of the day has been told, what was announced. The keys are the names of the
 * CSV's columns. `offered` is how many minutes the pupil's year is offered in a day; null when nobody says.
 */
export const absenceSaid = (args: {
  civicNo: string;
  date: LocalDate;
  preschool: boolean;
  offered: number | null;
  lessons: readonly LessonTold[];
  announced: readonly AnnouncedTold[];
}): Record<string, string>[] => {
  const { civicNo, date, lessons, announced, offered } = args;
  const row = (lesson: string, kind: string, { minutes, subject, reason }: Part) => ({
    personnummer: civicNo,
    datum: date,
    lektion: lesson,
    ämne: subject,
    minuter: String(minutes),
    typ: kind,
    orsak: reason ?? '',
  });
  if (lessons.length > 0) {
    return [...byName(lessons, args.preschool)].flatMap(([name, { valid, invalid }]) => {
      if (valid.minutes === 0) return invalid.minutes === 0 ? [] : [row(name, 'ogiltig', invalid)];
      return [
        row(name, 'giltig', valid),
        ...(invalid.minutes === 0 ? [] : [row(invalidToo(name), 'ogiltig', invalid)]),
      ];
    });
  }
  const longest = announced.toSorted((a, b) => b.minutes - a.minutes)[0];
  if (longest === undefined) return [];
  const minutes = offered === null ? longest.minutes : Math.min(offered, longest.minutes);
  if (minutes <= 0) return [];
  const name = args.preschool ? '' : 'anmäld';
  return [row(name, 'giltig', { minutes, subject: '', reason: longest.type })];
};

const nothing: Part = { minutes: 0, subject: '', reason: null };

/** The minutes together; subject and reason are those of the first lesson that somebody was away from. */
const plus = (sum: Part, more: Part): Part =>
  sum.minutes === 0 ? more : { ...sum, minutes: sum.minutes + more.minutes };

/** Lessons of one name (two groups at the same time, two activities of a preschool's day) are one. */
const byName = (lessons: readonly LessonTold[], preschool: boolean) => {
  const named = new Map<string, { valid: Part; invalid: Part }>();
  for (const lesson of lessons) {
    const name = lessonName(lesson, preschool);
    const said = { subject: preschool ? '' : lesson.subject, reason: lesson.reason };
    const { valid, invalid } = named.get(name) ?? { valid: nothing, invalid: nothing };
    named.set(name, {
      valid: plus(valid, { ...said, minutes: lesson.validMinutes }),
      invalid: plus(invalid, { ...said, minutes: lesson.invalidMinutes }),
    });
  }
  return named;
};
