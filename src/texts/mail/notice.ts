/** The mail of an urgent notice. Family gets the same few words whatever it is: the rest is behind sign-in. */
import type { NoticeKind } from '../../domain/case/effects.ts';
import type { LocalDate } from '../../domain/time.ts';
import { longDate } from '../dates.ts';
import { type Block, composeMail, type ComposedMail } from './letter.ts';
import type { Wording } from './wording.ts';

export type NoticeFacts = {
  notice: NoticeKind;
  caseNumber: string;
  date: LocalDate | null;
  /** Whether the family may say no to all of it: then the mail says so. */
  voluntary: boolean;
  /** Behind sign-in. */
  url: string;
};

const dateLine = (words: Wording, notice: NoticeKind, date: LocalDate): string => {
  const params = { date: longDate(words.lang, date) };
  switch (notice) {
    case 'lapsed':
    case 'extended':
    case 'closed':
      return words.say(`notice.date.${notice}`, params);
    default:
      return words.say('notice.date.other', params);
  }
};

/** To staff: what to do now, and the day that it concerns. */
export const staffNoticeMail = (words: Wording, facts: NoticeFacts): ComposedMail => {
  const { notice, caseNumber, date, voluntary, url } = facts;
  const blocks: Block[] = [{ kind: 'paragraph', text: words.say(`notice.${notice}.body`, { caseNumber }) }];
  if (date !== null) blocks.push({ kind: 'paragraph', text: dateLine(words, notice, date) });
  if (voluntary) blocks.push({ kind: 'paragraph', text: words.say('mail.voluntary') });
  return composeMail(words, {
    subject: words.say(`notice.${notice}.subject`, { caseNumber }),
    blocks,
    link: { label: words.say('mail.open.case'), url },
  });
};

/** To a guardian or the pupil: that there is something to read, never what. */
export const familyNoticeMail = (
  words: Wording,
  { caseNumber, voluntary, url }: Pick<NoticeFacts, 'caseNumber' | 'voluntary' | 'url'>,
): ComposedMail =>
  composeMail(words, {
    subject: words.say('notice.family.subject', { caseNumber }),
    blocks: [
      { kind: 'paragraph', text: words.say('notice.family.body', { caseNumber }) },
      ...(voluntary ? [{ kind: 'paragraph' as const, text: words.say('mail.voluntary') }] : []),
    ],
    link: { label: words.say('mail.open.case'), url },
  });
