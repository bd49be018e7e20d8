/** Forms about a pupil, reached by the pupil or by the case: who it is about, the way back, the way on. */
import { may } from '../../../domain/permissions.ts';
import { findPupil, type Pupil } from '../../../records/pupils.ts';
import { signedIn } from '../../granted.ts';
import { Problem } from '../../problem.ts';
import type { Reply } from '../../route.ts';
import { commandAnswer } from '../../schemas/answers.ts';
import { isNamed } from '../../visible.ts';
import { withDone, type FormCall } from '../form.ts';
import { backToCase } from './back.ts';

/** The pupil, and whether the reader stands too far away to see a protected one's names. */
export async function pupilOfForm(call: FormCall): Promise<{ pupil: Pupil; masked: boolean }> {
  const { granted, deps } = call;
  const pupil = granted.pupil ?? (await findPupil(deps.db, granted.case?.pupilId ?? ''));
  if (pupil === null) throw new Problem('not-found', { field: 'path/id' });
  const masked = pupil.securityMarking !== 'none' && !isNamed(signedIn(call).actor, granted.relation);
  return { pupil, masked };
}

export const backToSubject = (call: FormCall): { href: string; label: string } =>
  call.granted.case === null
    ? { href: `/pupils/${call.params['id']}`, label: call.ui.t('pupil.back') }
    : backToCase(call);

export const caseIdOf = (reply: Reply): string => commandAnswer.parse(reply.body).caseId;

/** To the case that the command went to or began; to the own day for who may not read it. */
export const toCase =
  (what: string) =>
  (call: FormCall, reply: Reply): string =>
    withDone(
      may(signedIn(call).actor, 'case.read', call.granted.relation) ? `/cases/${caseIdOf(reply)}` : '/',
      what,
    );
