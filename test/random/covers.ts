import type { ConsentPurpose, InformationKind, ReceiverKind } from '../../src/domain/case/consent-parts.ts';
import type { CaseState } from '../../src/domain/case/state.ts';
import type { LocalDate } from '../../src/domain/time.ts';

/** Coverage said once more, in other words than the domain's: everyone required, each with the kinds and purpose asked for. */
export const covers = (
  state: CaseState,
  receiver: ReceiverKind,
  kinds: InformationKind[],
  purpose: ConsentPurpose,
  on: LocalDate,
): boolean =>
  coversAlone(state, receiver, kinds, purpose, on) &&
  (state.policy.consent.neededFor === 'sharing' ||
    coversAlone(state, 'coordinators', [], 'increaseAttendance', on));

const coversAlone = (
  state: CaseState,
  receiver: ReceiverKind,
  kinds: InformationKind[],
  purpose: ConsentPurpose,
  on: LocalDate,
): boolean => {
  const { pupil, ofAge, maturity } = state;
  const speaksForSelf = ofAge || maturity?.speaksForSelf === true || pupil.guardianIds.length === 0;
  const required = [...(ofAge ? [] : pupil.guardianIds), ...(speaksForSelf ? ['pupil'] : [])];
  return required.every((who) => {
    const given = state.consents.filter(
      (c) =>
        (c.giver.role === 'pupil' ? 'pupil' : c.giver.guardianId) === who &&
        c.receiver === receiver &&
        c.purpose === purpose &&
        c.withdrawnOn === null &&
        c.from <= on &&
        c.until >= on,
    );
    const all = new Set(given.flatMap((c) => c.kinds));
    return all.size > 0 && kinds.every((kind) => all.has(kind));
  });
};
