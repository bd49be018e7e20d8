/**
 * Who must consent, and to what it reaches (domain.md §2 step 6). Consent is given per person, for a named
 * receiver, kinds of information, a purpose and a time. There is no fixed age: maturity is judged and noted.
 */
import type { ConsentRecord, Giver, InformationKind, ReceiverKind } from './case/consent-parts.ts';
import type { CaseState } from './case/state.ts';
import type { LocalDate } from './time.ts';

/** What coverage asks of a case; the whole state has it. */
export type ConsentBasis = Pick<CaseState, 'consents' | 'pupil' | 'ofAge' | 'maturity' | 'policy'>;

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

/** `receiver`: whose consent is missing; the coordinators' own where theirs carries the rest. */
export type Coverage = { covered: true } | { covered: false; receiver: ReceiverKind; missing: Giver[] };

/** The required givers whose consents in `given` don't hold what is asked for a receiver. */
const lacking = (
  state: ConsentBasis,
  given: readonly ConsentRecord[],
  receiver: ReceiverKind,
  kinds: InformationKind[] | 'any',
): Giver[] =>
  requiredGivers(state).filter((giver) => {
    const held = new Set(
      given.filter((c) => c.receiver === receiver && sameGiver(c.giver, giver)).flatMap((c) => c.kinds),
    );
    return kinds === 'any' ? held.size === 0 : !kinds.every((kind) => held.has(kind));
  });

const coverageBy = (
  state: ConsentBasis,
  given: readonly ConsentRecord[],
  receiver: ReceiverKind,
  kinds: InformationKind[] | 'any',
): Coverage => {
  if (!needsConsent(receiver)) return { covered: true };
  const missing = lacking(state, given, receiver, kinds);
  if (missing.length > 0) return { covered: false, receiver, missing };
  // seed 002: it's the coordinators' own consent that lifts the secrecy; without it they share with nobody.
  if (receiver === 'coordinators' || state.policy.consent.neededFor === 'sharing') return { covered: true };
  return coverageBy(state, given, 'coordinators', 'any');
};

/**
 * Whether everyone whose consent is required lets `receiver` take part on a day. `kinds` 'any' asks for at least
 * one kind from each; a list asks for all of it from each, in one consent or several. Where the policy needs consent
 * for the assignment itself, nobody outside is covered without the one for the coordinators.
 */
export const isCovered = (
  state: ConsentBasis,
  receiver: ReceiverKind,
  kinds: InformationKind[] | 'any',
  on: LocalDate,
): Coverage => coverageBy(state, activeConsents(state, on), receiver, kinds);

/** Not withdrawn, and its end not yet recorded as come. */
const stands = (consent: ConsentRecord): boolean =>
  consent.withdrawnOn === null && consent.expiredOn === null && consent.kinds.length > 0;

/** The same by what stands in the case, without a day: what is owed follows from the case alone. */
export const isCoveredAsItStands = (
  state: ConsentBasis,
  receiver: ReceiverKind,
  kinds: InformationKind[] | 'any',
): Coverage => coverageBy(state, state.consents.filter(stands), receiver, kinds);
