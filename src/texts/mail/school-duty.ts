/**
 * What a school owes beside its cases, as mails say it: the class and how many, never who (domain.md §3). The
 * digest's lines, and the two mails that don't wait for it.
 */
import type { LocalDate } from '../../domain/time.ts';
import { longDate } from '../dates.ts';
import { composeMail, type ComposedMail } from './letter.ts';
import type { Wording } from './wording.ts';

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

const counted = (words: Wording, key: 'firstDay' | 'overLimit' | 'toSee', count: number): string =>
  count === 1 ? words.say(`school.${key}.one`) : words.say(`school.${key}.many`, { count });

/** `Klass 7A: veckans närvaro, vecka 36 (3 elever över gränsen, 5 att titta på)`. */
export const schoolDutyWhat = (words: Wording, line: SchoolDutyLine): string => {
  switch (line.kind) {
    case 'weeklyReview':
      return words.say('school.weeklyReview', {
        class: line.class,
        week: weekNumber(line.week),
        overLimit: counted(words, 'overLimit', line.overLimit),
        toSee: counted(words, 'toSee', line.toSee),
      });
    case 'firstDayCall':
      return words.say('school.firstDayCall', {
        class: line.class,
        count: counted(words, 'firstDay', line.count),
      });
    case 'yearWheelTask':
      return line.title;
    case 'dataSilence':
      return words.say('school.dataSilence', { school: line.school, date: longDate(words.lang, line.since) });
  }
};

type Line<K extends SchoolDutyLine['kind']> = Extract<SchoolDutyLine, { kind: K }> & {
  /** Of the class's page, behind sign-in. */
  url: string;
};

/** The mentor's one mail a week (seed 003 step 1), a line for each class. `reviews` is not empty. */
export const weeklyReviewMail = (
  words: Wording,
  { reviews, due }: { reviews: Line<'weeklyReview'>[]; due: LocalDate },
): ComposedMail => {
  const [first] = reviews;
  const only = reviews.length === 1 && first !== undefined;
  return composeMail(words, {
    subject: only
      ? schoolDutyWhat(words, first)
      : words.say('mail.weeklyReview.subject.many', { count: reviews.length }),
    blocks: [
      { kind: 'paragraph', text: words.say('mail.weeklyReview.body', { due: longDate(words.lang, due) }) },
      {
        kind: 'list',
        heading: words.say('mail.weeklyReview.classes'),
        lines: reviews.map((review) => ({ text: schoolDutyWhat(words, review), url: review.url })),
      },
    ],
    link: { label: words.say('mail.open.class'), url: first?.url ?? '' },
  });
};

/** Whom to call today (seed 004): told at once, since the talk belongs to the same day. `calls` is not empty. */
export const firstDayMail = (
  words: Wording,
  { calls, url }: { calls: Line<'firstDayCall'>[]; url: string },
): ComposedMail => {
  const count = calls.reduce((sum, one) => sum + one.count, 0);
  return composeMail(words, {
    subject: words.say('mail.firstDay.subject', {
      classes: calls.map((one) => one.class).join(', '),
      count: counted(words, 'firstDay', count),
    }),
    blocks: [
      { kind: 'paragraph', text: words.say('mail.firstDay.body') },
      {
        kind: 'list',
        heading: words.say('mail.weeklyReview.classes'),
        lines: calls.map((one) => ({ text: schoolDutyWhat(words, one), url: one.url })),
      },
    ],
    link: { label: words.say('mail.open.duties'), url },
  });
};
