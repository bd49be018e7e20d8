/**
 * Who must consent, and to what it reaches (domain.md §2 step 6). Consent is given per person, for a named
 * receiver, kinds of information, a purpose and a time. There is no fixed age: maturity is judged and noted.
 */
import type { ConsentRecord, Giver, InformationKind, ReceiverKind } from './case/parts.ts';
import type { CaseState } from './case/state.ts';
import type { LocalDate } from './time.ts';

/** What coverage asks of a case; the whole state has it. */
export type ConsentBasis = Pick<CaseState, 'consents' | 'pupil' | 'ofAge' | 'maturity'>;

/** `pupil` or `guardian/<id>`: stable, opaque. */
export const giverKey = (giver: Giver): string =>
  giver.role === 'pupil' ? 'pupil' : `guardian/${giver.guardianId}`;

export const sameGiver = (a: Giver, b: Giver): boolean => giverKey(a) === giverKey(b);

/** The school is the case's own ground; every other receiver stands behind a secrecy border (OSL). */
export const needsConsent = (receiver: ReceiverKind): boolean => receiver !== 'school';

/**
 * Each guardian whose consent counts, and the pupil once mature enough. At 18 the guardians' part ends
 * (domain.md §3) and the pupil's own takes over.
 */
export const requiredGivers = (state: ConsentBasis): Giver[] => {
  const pupil: Giver = { role: 'pupil' };
  if (state.ofAge) return [pupil];
  const guardians = state.pupil.guardianIds.map((guardianId): Giver => ({ role: 'guardian', guardianId }));
  const speaksForSelf = state.maturity?.speaksForSelf === true;
  // A pupil without any guardian in the data (god man not yet appointed) answers alone.
  return speaksForSelf || guardians.length === 0 ? [...guardians, pupil] : guardians;
};

/** Consents in force on a day: not withdrawn, within their time, by someone whose consent still counts. */
export const activeConsents = (state: ConsentBasis, on: LocalDate): ConsentRecord[] => {
  const givers = new Set(requiredGivers(state).map(giverKey));
  return state.consents.filter(
    (consent) =>
      consent.withdrawnOn === null &&
      consent.kinds.length > 0 &&
      consent.from <= on &&
      on <= consent.until &&
      givers.has(giverKey(consent.giver)),
  );
};

export type Coverage = { covered: true } | { covered: false; missing: Giver[] };

/**
 * Whether everyone whose consent is required lets `receiver` take part on a day. `kinds` 'any' asks for at least
 * one kind from each; a list asks for all of it from each, in one consent or several.
 */
export const isCovered = (
  state: ConsentBasis,
  receiver: ReceiverKind,
  kinds: InformationKind[] | 'any',
  on: LocalDate,
): Coverage => {
  if (!needsConsent(receiver)) return { covered: true };
  const active = activeConsents(state, on).filter((consent) => consent.receiver === receiver);
  const missing = requiredGivers(state).filter((giver) => {
    const given = new Set(active.filter((c) => sameGiver(c.giver, giver)).flatMap((c) => c.kinds));
    return kinds === 'any' ? given.size === 0 : !kinds.every((kind) => given.has(kind));
  });
  return missing.length === 0 ? { covered: true } : { covered: false, missing };
};
