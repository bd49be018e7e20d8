/** Reads a case with the eyes of whoever it is handed out to: the same rules as when they read it themselves. */
import type { Actor } from '../../../domain/case/parts.ts';
import { type ExportReceiver, type MaskableTag } from '../../../domain/export/masking.ts';
import type { Relation } from '../../../domain/permissions.ts';
import { grantedCase, signedIn } from '../../granted.ts';
import { Problem } from '../../problem.ts';
import { isNamed } from '../../visible.ts';
import type { PageCall } from '../page.ts';

export type Handing = {
  receiver: ExportReceiver;
  /** Of a guardian. */
  guardianId: string;
  /** What whoever hands it out masks; nothing for the family, where the rules do. */
  mask: ReadonlySet<MaskableTag>;
};

type Call = PageCall<{ id: string }, unknown>;
type Eyes = { actor: Actor; role: NonNullable<Call['session']>['role']; relation: Relation };

/**
 * A protected identity is handed out by those alone who are named to read of it (domain.md §3): nobody else's reading could be
 * given to the family without telling it.
 */
export function mayHandOut(call: Call): boolean {
  const { file, relation } = grantedCase(call);
  return !file.state.pupil.protectedIdentity || isNamed(signedIn(call).actor, relation);
}

function eyesOf(call: Call, { receiver, guardianId, mask }: Handing): Eyes {
  const { file, relation } = grantedCase(call);
  const { actor, role } = signedIn(call);
  if (receiver === 'guardian') {
    const isTheirs = !file.state.ofAge && file.state.pupil.guardianIds.includes(guardianId);
    if (!isTheirs) throw new Problem('unknown-id', { field: 'query/guardianId' });
    return { actor: { role: 'guardian', guardianId }, role: 'guardian', relation: new Set(['ownChild']) };
  }
  if (receiver === 'pupil')
    return { actor: { role: 'pupil', pupilId: file.pupilId }, role: 'pupil', relation: new Set(['self']) };
  // Elevhälsa's own part and the concern reports are what a mentor of the pupil doesn't read of a case.
  if (mask.has('strong')) {
    const nobody: Actor = { role: 'mentor', personId: 'export', schoolUnits: [] };
    return { actor: nobody, role: 'mentor', relation: new Set(['ownPupil']) };
  }
  return { actor, role, relation };
}

/** The same call with the receiver's eyes. Throws where the guardian isn't one of the pupil's. */
export function asReceiver(call: Call, handing: Handing): Call {
  const { actor, role, relation } = eyesOf(call, handing);
  return {
    ...call,
    session: { ...signedIn(call), actor, role },
    granted: { ...call.granted, relation },
  };
}
