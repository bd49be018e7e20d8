/** The world is told: one effect of a case becomes the mails that it asks for. */
import { isVoluntary } from '../domain/case/voluntary.ts';
import type { Undeliverable } from '../domain/case/parts.ts';
import { findCase } from '../records/cases.ts';
import { enqueueMail } from '../records/mail.ts';
import type { CaseActivities, Delivery } from './contract.ts';
import { composeEffect } from './mail/compose.ts';
import { marking, newMail, postMail } from './mail/post.ts';
import { recipientsOf } from './mail/recipients.ts';
import type { MailDeps } from './mail/settings.ts';
import { mailWording } from './mail/words.ts';

/**
 * Makes the activity `deliver`. An effect to a role becomes one mail for each person who holds it, under the key
 * `<effect.key>/<personId>`; every mail goes once, but for the gap of SMTP itself (mail/post.ts). A relay that is
 * away is thrown, after which a new attempt goes on with those who haven't got theirs. A protected family, a
 * missing or a bounced address is an answer: the case makes a duty of it.
 */
export const createDelivery =
  (deps: MailDeps): CaseActivities['deliver'] =>
  async (effect): Promise<Delivery> => {
    const file = await findCase(deps.db, effect.caseId);
    // The projection is on its way: the engine tries again.
    if (file === null) throw new Error(`case ${effect.caseId} is not in the records yet`);

    const recipients = await recipientsOf(deps.db, effect, file);
    // Nobody holds the role: somebody must be told all the same, so it isn't called delivered.
    if (recipients.length === 0) return { delivered: false, why: 'missing' };

    const told = { caseNumber: file.number, voluntary: isVoluntary(file.state) };
    const mark = marking(deps.db);
    const words = await mailWording(deps);
    const unreached: Pick<Undeliverable, 'to' | 'why'>[] = [];
    for (const { key, ref, audience, address: found } of recipients) {
      const address = found === 'protected' ? null : found;
      const { mail } = await enqueueMail(
        deps.db,
        newMail(deps, {
          key,
          caseId: effect.caseId,
          toRef: ref,
          address,
          mail: composeEffect({ ...deps, words }, effect, { audience, address }, told),
          at: effect.at,
        }),
      );
      const posted = await postMail(deps, mark, mail, found === 'protected' ? 'protected' : 'missing');
      if (!posted.delivered) unreached.push({ to: ref, why: posted.why });
    }
    const [first, ...more] = unreached;
    if (first === undefined) return { delivered: true };
    return { delivered: false, ...first, ...(more.length > 0 && { more }) };
  };
