/** Who may give a consent, as a form offers them: `pupil` or `guardian/<id>`, by name where names are shown. */
import type { Giver } from '../../../domain/case/consent-parts.ts';
import type { Actor } from '../../../domain/case/parts.ts';
import { giverKey } from '../../../domain/consent.ts';
import { guardiansOf } from '../../../records/pupils.ts';
import type { Option, SimpleField } from '../../../ui/forms/spec.ts';
import { grantedCase, signedIn } from '../../granted.ts';
import { fullName } from '../../session.ts';
import { isNamed } from '../../visible.ts';
import type { FormCall } from '../form.ts';

/** The giver that a family's reader is; null for staff, who note what others give. */
export function ownGiver(actor: Actor): Giver | null {
  if (actor.role === 'guardian') return { role: 'guardian', guardianId: actor.guardianId };
  return actor.role === 'pupil' ? { role: 'pupil' } : null;
}

/** The giver of a control's value. */
export const giverOf = (value: unknown): Giver | undefined => {
  const words = String(value ?? '');
  if (words === 'pupil') return { role: 'pupil' };
  return words.startsWith('guardian/')
    ? { role: 'guardian', guardianId: words.slice('guardian/'.length) }
    : undefined;
};

/** `/giver/guardianId` → `giver`: the one control that says who it is. */
export const giverName = (pointer: string, otherwise: (pointer: string) => string): string =>
  pointer === '/giver' || pointer.startsWith('/giver/') ? 'giver' : otherwise(pointer);

/** Each guardian whose consent counts, and the pupil. */
export async function giverOptions(call: FormCall): Promise<Option[]> {
  const { file, relation } = grantedCase(call);
  const { ui, deps } = call;
  const { pupil, ofAge } = file.state;
  const hidden = pupil.protectedIdentity && !isNamed(signedIn(call).actor, relation);
  const names = new Map((await guardiansOf(deps.db, file.pupilId)).map((one) => [one.id, fullName(one)]));
  const guardians = ofAge
    ? []
    : pupil.guardianIds.map((guardianId, index): Option => ({
        value: giverKey({ role: 'guardian', guardianId }),
        label: hidden
          ? ui.t('consent.guardianNo', { no: index + 1 })
          : ui.t('consent.guardian', { name: names.get(guardianId) ?? '' }),
      }));
  return [...guardians, { value: 'pupil', label: ui.t('consent.pupil') }];
}

/** Asked of staff; of the family it's themselves. */
export async function giverField(call: FormCall, label: string): Promise<SimpleField> {
  const own = ownGiver(signedIn(call).actor);
  return own === null
    ? { kind: 'choice', name: 'giver', label, options: await giverOptions(call), as: 'radios' }
    : { kind: 'fixed', name: 'giver', value: giverKey(own) };
}
