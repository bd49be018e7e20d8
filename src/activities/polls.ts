/** A poll's mails: one to each guest who has an address, with a link of their own and nothing about whom it concerns. */
import { randomBytes } from 'node:crypto';
import { findCase } from '../records/cases.ts';
import { notePollUnreached, untoldGuests, writePollMail, type UntoldGuest } from '../records/polls/mails.ts';
import { pollMailKey } from '../records/polls/polls.ts';
import { findPupil } from '../records/pupils.ts';
import { readMunicipality } from '../records/settings.ts';
import { pollMail } from '../texts/mail/poll.ts';
import { newMail } from './mail/post.ts';
import { participantRecipient } from './mail/recipients.ts';
import { linksOf, type MailDeps } from './mail/settings.ts';
import { mailWording } from './mail/words.ts';

/** As long as the links of the surveys: none can be guessed. */
const tokenBytes = 24;

/**
 * Writes what hasn't been written. The token is made here and stands in the mail alone: neither the engine nor a log
 * ever holds it. Cut off in the middle, the next attempt goes on with those who have none.
 */
export const writePollMails = async (
  deps: Pick<MailDeps, 'db' | 'from' | 'publicUrl' | 'language' | 'now'>,
): Promise<void> => {
  const guests = await untoldGuests(deps.db);
  if (guests.length === 0) return;
  const [municipality, at, words] = await Promise.all([
    readMunicipality(deps.db),
    deps.now(),
    mailWording(deps),
  ]);
  for (const guest of guests) {
    const address = await addressOf(deps, guest);
    if (address === null || address === 'protected') {
      await notePollUnreached(deps.db, guest.guestId, address ?? 'missing');
      continue;
    }
    const token = randomBytes(tokenBytes).toString('base64url');
    const composed = pollMail(words, {
      municipality: municipality?.name ?? '',
      until: guest.expiresOn,
      url: linksOf(deps.publicUrl).times(token),
    });
    const mail = newMail(deps, {
      key: pollMailKey(guest.guestId),
      caseId: guest.caseId,
      toRef: { pollGuestId: guest.guestId },
      address,
      mail: { ...composed, kind: 'meetingPoll', calendar: null },
      at,
    });
    await writePollMail(deps.db, guest.guestId, token, mail);
  }
};

/** By the records as they stand when the mail is written; null where there is none. */
const addressOf = async (
  { db }: Pick<MailDeps, 'db'>,
  { caseId, guestId, as }: UntoldGuest,
): Promise<string | null | 'protected'> => {
  const file = await findCase(db, caseId);
  if (file === null) return null;
  const pupil = await findPupil(db, file.pupilId);
  const { address } = await participantRecipient(db, guestId, { participantId: guestId, as }, file, pupil);
  return address;
};
