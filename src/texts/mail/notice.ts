/** The mail of an urgent notice. Family gets the same few words whatever it is: the rest is behind sign-in. */
import type { NoticeKind } from '../../domain/case/effects.ts';
import type { LocalDate } from '../../domain/time.ts';
import { type Language, longDate } from '../dates.ts';
import { text } from '../text.ts';
import { type Block, composeMail, type ComposedMail } from './letter.ts';

export type NoticeFacts = {
  notice: NoticeKind;
  caseNumber: string;
  date: LocalDate | null;
  /** Whether the family may say no to all of it: then the mail says so. */
  voluntary: boolean;
  /** Behind sign-in. */
  url: string;
};

const dateLine = (lang: Language, notice: NoticeKind, date: LocalDate): string => {
  const params = { date: longDate(lang, date) };
  switch (notice) {
    case 'lapsed':
    case 'extended':
    case 'closed':
      return text(lang, `notice.date.${notice}`, params);
    default:
      return text(lang, 'notice.date.other', params);
  }
};

/** To staff: what to do now, and the day that it concerns. */
export const staffNoticeMail = (lang: Language, facts: NoticeFacts): ComposedMail => {
  const { notice, caseNumber, date, voluntary, url } = facts;
  const blocks: Block[] = [{ kind: 'paragraph', text: text(lang, `notice.${notice}.body`, { caseNumber }) }];
  if (date !== null) blocks.push({ kind: 'paragraph', text: dateLine(lang, notice, date) });
  if (voluntary) blocks.push({ kind: 'paragraph', text: text(lang, 'mail.voluntary') });
  return composeMail(lang, {
    subject: text(lang, `notice.${notice}.subject`, { caseNumber }),
    blocks,
    link: { label: text(lang, 'mail.open.case'), url },
  });
};

/** To a guardian or the pupil: that there is something to read, never what. */
export const familyNoticeMail = (
  lang: Language,
  { caseNumber, voluntary, url }: Pick<NoticeFacts, 'caseNumber' | 'voluntary' | 'url'>,
): ComposedMail =>
  composeMail(lang, {
    subject: text(lang, 'notice.family.subject', { caseNumber }),
    blocks: [
      { kind: 'paragraph', text: text(lang, 'notice.family.body', { caseNumber }) },
      ...(voluntary ? [{ kind: 'paragraph' as const, text: text(lang, 'mail.voluntary') }] : []),
    ],
    link: { label: text(lang, 'mail.open.case'), url },
  });
