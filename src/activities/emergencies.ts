/** Mails to the team leaders about emergency accesses: one to each for each access, on the same day, naming nobody. */
import { untoldEmergencies, writeEmergencyMails } from '../records/emergency-access.ts';
import { peopleWithRole } from '../records/people.ts';
import { emergencyMail } from '../texts/mail/emergency.ts';
import { newMail } from './mail/post.ts';
import { linksOf, type MailDeps } from './mail/settings.ts';
import { mailWording } from './mail/words.ts';

/** Writes what hasn't been written; cut off in the middle, the next attempt goes on with the rest. */
export const tellEmergencies = async (
  deps: Pick<MailDeps, 'db' | 'from' | 'publicUrl' | 'language' | 'now'>,
): Promise<void> => {
  const untold = await untoldEmergencies(deps.db);
  if (untold.length === 0) return;
  const [leaders, at, words] = await Promise.all([
    peopleWithRole(deps.db, 'teamLeader', null),
    deps.now(),
    mailWording(deps),
  ]);
  const mail = { ...emergencyMail(words, { url: linksOf(deps.publicUrl).team }), calendar: null };
  for (const accessId of untold) {
    const mails = leaders.map(({ id, email }) =>
      newMail(deps, {
        key: `emergencyAccess/${accessId}/${id}`,
        caseId: null,
        toRef: { personId: id },
        address: email?.trim() || null,
        mail: { ...mail, kind: 'emergencyAccess' },
        at,
      }),
    );
    await writeEmergencyMails(deps.db, accessId, mails);
  }
};
