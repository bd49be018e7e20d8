/** The mail that carries an invitation, its change, its cancellation or a reminder. */
import type { MeetingKind, MeetingTime } from '../../domain/case/meeting-parts.ts';
import { type Language, longDateTime } from '../dates.ts';
import { text } from '../text.ts';
import { type Block, composeMail, type ComposedMail } from './letter.ts';

export type InvitationFacts = {
  method: 'request' | 'cancel' | 'remind';
  kind: MeetingKind;
  time: MeetingTime;
  /** iCalendar SEQUENCE: above 0 the mail replaces an earlier one. */
  sequence: number;
  /** The first that this guest hears of the meeting, whatever others heard before. */
  first: boolean;
  caseNumber: string;
  /** Whether the family may say no to all of it: then the mail says so. */
  voluntary: boolean;
  /** Behind sign-in. */
  url: string;
};

/** What a calendar shows as the entry's name: `Samverkansmöte, ärende 2026-0001`. */
export const meetingSummary = (lang: Language, kind: MeetingKind, caseNumber: string): string =>
  text(lang, 'invitation.summary', { meeting: text(lang, `meeting.${kind}`), caseNumber });

/** The invitation as a mail: kind of meeting, time, case number and link; never who or what it is about. */
export const invitationMail = (lang: Language, facts: InvitationFacts): ComposedMail => {
  const when = longDateTime(lang, facts.time.date, facts.time.from);
  const meeting = text(lang, `meeting.${facts.kind}`).toLowerCase().replace('sip', 'SIP');
  const how = facts.method === 'request' && facts.sequence > 0 && !facts.first ? 'update' : facts.method;
  const paragraph = (line: string): Block => ({ kind: 'paragraph', text: line });
  const blocks = [
    paragraph(text(lang, `invitation.${how}.body`, { meeting, caseNumber: facts.caseNumber })),
    paragraph(text(lang, 'invitation.when', { when, minutes: facts.time.minutes })),
  ];
  if (how !== 'cancel') blocks.push(paragraph(text(lang, 'invitation.behindSignIn')));
  if (how !== 'cancel' && facts.voluntary) blocks.push(paragraph(text(lang, 'mail.voluntary')));
  if (how === 'request' || how === 'update') blocks.push(paragraph(text(lang, 'invitation.answer')));
  return composeMail(lang, {
    subject: text(lang, `invitation.${how}.subject`, { meeting, when, caseNumber: facts.caseNumber }),
    blocks,
    link: { label: text(lang, 'mail.open.meeting'), url: facts.url },
  });
};
