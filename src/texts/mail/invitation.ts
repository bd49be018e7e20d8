/** The mail that carries an invitation, its change, its cancellation or a reminder. */
import type { MeetingKind, MeetingTime } from '../../domain/case/meeting-parts.ts';
import { longDateTime } from '../dates.ts';
import { type Block, composeMail, type ComposedMail } from './letter.ts';
import type { Wording } from './wording.ts';

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
export const meetingSummary = (words: Wording, kind: MeetingKind, caseNumber: string): string =>
  words.say('invitation.summary', { meeting: words.say(`meeting.${kind}`), caseNumber });

/** The invitation as a mail: kind of meeting, time, case number and link; never who or what it is about. */
export const invitationMail = (words: Wording, facts: InvitationFacts): ComposedMail => {
  const when = longDateTime(words.lang, facts.time.date, facts.time.from);
  const meeting = words.say(`meeting.${facts.kind}`).toLowerCase().replace('sip', 'SIP');
  const how = facts.method === 'request' && facts.sequence > 0 && !facts.first ? 'update' : facts.method;
  const paragraph = (line: string): Block => ({ kind: 'paragraph', text: line });
  const blocks = [
    paragraph(words.say(`invitation.${how}.body`, { meeting, caseNumber: facts.caseNumber })),
    paragraph(words.say('invitation.when', { when, minutes: facts.time.minutes })),
  ];
  if (how !== 'cancel') blocks.push(paragraph(words.say('invitation.behindSignIn')));
  if (how !== 'cancel' && facts.voluntary) blocks.push(paragraph(words.say('mail.voluntary')));
  if (how === 'request' || how === 'update') blocks.push(paragraph(words.say('invitation.answer')));
  return composeMail(words, {
    subject: words.say(`invitation.${how}.subject`, { meeting, when, caseNumber: facts.caseNumber }),
    blocks,
    link: { label: words.say('mail.open.meeting'), url: facts.url },
  });
};
