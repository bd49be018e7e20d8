/** One person's morning: every duty that a reminder has come for, late ones first. */
import type { CaseDutyKind } from '../../domain/flags.ts';
import type { LocalDate } from '../../domain/time.ts';
import { longDate } from '../dates.ts';
import { type Block, composeMail, type ComposedMail } from './letter.ts';
import { isSchoolLine, schoolDutyWhat, type SchoolDutyLine } from './school-duty.ts';
import type { Wording } from './wording.ts';

export type CaseDutyLine = {
  caseNumber: string;
  kind: CaseDutyKind;
  /** The reader stands in for the coordinator whose it is. */
  asDeputy?: boolean;
};

export type DigestDuty = (CaseDutyLine | SchoolDutyLine) & {
  due: LocalDate;
  /** The reader isn't the owner: the duty has gone upwards to them. */
  escalated: boolean;
  /** Behind sign-in. */
  url: string;
};

type Group = 'escalated' | 'overdue' | 'due' | 'coming';
const groups: readonly Group[] = ['escalated', 'overdue', 'due', 'coming'];

const groupOf = (duty: DigestDuty, morning: LocalDate): Group => {
  if (duty.escalated) return 'escalated';
  if (duty.due < morning) return 'overdue';
  return duty.due === morning ? 'due' : 'coming';
};

const orderOf = (duty: DigestDuty): string =>
  `${duty.due} ${isSchoolLine(duty) ? (duty.class ?? '') : duty.caseNumber} ${duty.kind}`;
const byDueThenCase = (a: DigestDuty, b: DigestDuty): number => (orderOf(a) < orderOf(b) ? -1 : 1);

const lineOf = (words: Wording, duty: DigestDuty): string => {
  const due = longDate(words.lang, duty.due);
  if (isSchoolLine(duty)) return words.say('digest.line.school', { what: schoolDutyWhat(words, duty), due });
  const { caseNumber, kind, asDeputy } = duty;
  return words.say(asDeputy === true ? 'digest.line.deputy' : 'digest.line', {
    caseNumber,
    what: words.say(`duty.${kind}`),
    due,
  });
};

/** `duties` is not empty; `url` leads to all of the reader's duties. */
export const digestMail = (
  words: Wording,
  { morning, duties, url }: { morning: LocalDate; duties: DigestDuty[]; url: string },
): ComposedMail => {
  const sorted = duties.toSorted(byDueThenCase);
  const blocks = groups.flatMap((group): Block[] => {
    const lines = sorted
      .filter((duty) => groupOf(duty, morning) === group)
      .map((duty) => ({ text: lineOf(words, duty), url: duty.url }));
    return lines.length === 0 ? [] : [{ kind: 'list', heading: words.say(`digest.group.${group}`), lines }];
  });
  const overdue = duties.filter((duty) => duty.due < morning).length;
  const date = longDate(words.lang, morning);
  const subject = () => {
    if (duties.length === 1) return words.say('digest.subject.one', { date });
    if (overdue === 0) return words.say('digest.subject.many', { count: duties.length, date });
    return words.say('digest.subject.overdue', { count: duties.length, overdue, date });
  };
  return composeMail(words, {
    subject: subject(),
    blocks: [{ kind: 'paragraph', text: words.say('digest.intro') }, ...blocks],
    link: { label: words.say('mail.open.duties'), url },
  });
};
