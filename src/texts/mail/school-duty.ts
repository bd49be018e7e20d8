/**
 * What a school owes beside its cases, as mails say it: the class and how many, never who (domain.md §3). The
 * digest's lines, and the two mails that don't wait for it.
 */
import type { LocalDate } from '../../domain/time.ts';
import { type Language, longDate } from '../dates.ts';
import { text } from '../text.ts';
import { composeMail, type ComposedMail } from './letter.ts';

export type SchoolDutyLine =
  | { kind: 'weeklyReview'; class: string; week: string; overLimit: number; toSee: number }
  /** Some pupils' calls in one line. */
  | { kind: 'firstDayCall'; class: string; count: number }
  | { kind: 'yearWheelTask'; class: null; title: string }
  /** `since`: the last day of which the school's data tells. */
  | { kind: 'dataSilence'; class: null; school: string; since: LocalDate };

export const isSchoolLine = <T extends object>(line: T | (T & SchoolDutyLine)): line is T & SchoolDutyLine =>
  !('caseNumber' in line);

/** `2026-W36` → `36`. */
const weekNumber = (week: string): number => Number(week.slice(-2));

const counted = (lang: Language, key: 'firstDay' | 'overLimit' | 'toSee', count: number): string =>
  count === 1 ? text(lang, `school.${key}.one`) : text(lang, `school.${key}.many`, { count });

/** `Klass 7A: veckans närvaro, vecka 36 (3 elever över gränsen, 5 att titta på)`. */
export const schoolDutyWhat = (lang: Language, line: SchoolDutyLine): string => {
  switch (line.kind) {
    case 'weeklyReview':
      return text(lang, 'school.weeklyReview', {
        class: line.class,
        week: weekNumber(line.week),
        overLimit: counted(lang, 'overLimit', line.overLimit),
        toSee: counted(lang, 'toSee', line.toSee),
      });
    case 'firstDayCall':
      return text(lang, 'school.firstDayCall', {
        class: line.class,
        count: counted(lang, 'firstDay', line.count),
      });
    case 'yearWheelTask':
      return line.title;
    case 'dataSilence':
      return text(lang, 'school.dataSilence', { school: line.school, date: longDate(lang, line.since) });
  }
};

type Line<K extends SchoolDutyLine['kind']> = Extract<SchoolDutyLine, { kind: K }> & {
  /** Of the class's page, behind sign-in. */
  url: string;
};

/** The mentor's one mail a week (seed 003 step 1), a line for each class. `reviews` is not empty. */
export const weeklyReviewMail = (
  lang: Language,
  { reviews, due }: { reviews: Line<'weeklyReview'>[]; due: LocalDate },
): ComposedMail => {
  const [first] = reviews;
  const only = reviews.length === 1 && first !== undefined;
  return composeMail(lang, {
    subject: only
      ? schoolDutyWhat(lang, first)
      : text(lang, 'mail.weeklyReview.subject.many', { count: reviews.length }),
    blocks: [
      { kind: 'paragraph', text: text(lang, 'mail.weeklyReview.body', { due: longDate(lang, due) }) },
      {
        kind: 'list',
        heading: text(lang, 'mail.weeklyReview.classes'),
        lines: reviews.map((review) => ({ text: schoolDutyWhat(lang, review), url: review.url })),
      },
    ],
    link: { label: text(lang, 'mail.open.class'), url: first?.url ?? '' },
  });
};

/** Whom to call today (seed 004): told at once, since the talk belongs to the same day. `calls` is not empty. */
export const firstDayMail = (
  lang: Language,
  { calls, url }: { calls: Line<'firstDayCall'>[]; url: string },
): ComposedMail => {
  const count = calls.reduce((sum, one) => sum + one.count, 0);
  return composeMail(lang, {
    subject: text(lang, 'mail.firstDay.subject', {
      classes: calls.map((one) => one.class).join(', '),
      count: counted(lang, 'firstDay', count),
    }),
    blocks: [
      { kind: 'paragraph', text: text(lang, 'mail.firstDay.body') },
      {
        kind: 'list',
        heading: text(lang, 'mail.weeklyReview.classes'),
        lines: calls.map((one) => ({ text: schoolDutyWhat(lang, one), url: one.url })),
      },
    ],
    link: { label: text(lang, 'mail.open.duties'), url },
  });
};
