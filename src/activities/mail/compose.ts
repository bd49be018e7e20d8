/** One recipient's mail for one effect: subject, text, HTML and where it is an invitation the calendar file. */
import type { Effect } from '../../domain/case/effects.ts';
import { meetingCalendar } from '../../integrations/ics.ts';
import type { OutgoingMail } from '../../integrations/smtp.ts';
import { invitationMail, meetingSummary } from '../../texts/mail/invitation.ts';
import type { ComposedMail } from '../../texts/mail/letter.ts';
import { familyNoticeMail, staffNoticeMail } from '../../texts/mail/notice.ts';
import type { Wording } from '../../texts/mail/wording.ts';
import { linksOf, type MailDeps } from './settings.ts';

export type Composed = ComposedMail & { kind: string; calendar: OutgoingMail['calendar'] };

type Settings = Pick<MailDeps, 'from' | 'publicUrl'> & { words: Wording };

/** `address` only goes into the calendar file's ATTENDEE; null makes the mail as it would have been. */
export const composeEffect = (
  settings: Settings,
  effect: Effect,
  to: { audience: 'staff' | 'family' | 'guest'; address: string | null },
  { caseNumber, voluntary: isFree }: { caseNumber: string; voluntary: boolean },
): Composed => {
  const { words, publicUrl } = settings;
  const links = linksOf(publicUrl);
  // Other authorities learn nothing of it: it hints at a child in preschool.
  const voluntary = isFree && to.audience !== 'guest';
  if (effect.type === 'notice') {
    const { notice, date, caseId } = effect;
    const url = links.case(caseId);
    const mail =
      to.audience === 'family'
        ? familyNoticeMail(words, { caseNumber, voluntary, url })
        : staffNoticeMail(words, { notice, caseNumber, date, voluntary, url });
    return { ...mail, kind: `notice/${notice}`, calendar: null };
  }
  const { method, kind, time, sequence, meetingId, caseId } = effect;
  const url = links.meeting(caseId, meetingId);
  return {
    ...invitationMail(words, {
      method,
      kind,
      time,
      sequence,
      first: effect.first === true,
      caseNumber,
      voluntary,
      url,
    }),
    kind: `invitation/${method}`,
    calendar:
      method === 'remind' || to.address === null
        ? null
        : calendarOf(settings, effect, method, to.address, caseNumber, url),
  };
};

const calendarOf = (
  { from, words }: Settings,
  effect: Extract<Effect, { type: 'invitation' }>,
  method: 'request' | 'cancel',
  address: string,
  caseNumber: string,
  url: string,
): OutgoingMail['calendar'] => ({
  method: method === 'cancel' ? 'CANCEL' : 'REQUEST',
  file: meetingCalendar({
    method,
    meetingId: effect.meetingId,
    sequence: effect.sequence,
    time: effect.time,
    summary: meetingSummary(words, effect.kind, caseNumber),
    url,
    organizer: from,
    attendee: address,
    at: effect.at,
  }),
});
