/**
 * Who must consent, and to what it reaches (domain.md §2 step 6). Consent is given per person, for a named
 * receiver, kinds of information, a purpose and a time. There is no fixed age: maturity is judged and noted.
 */
import type {
  ConsentPurpose,
  ConsentRecord,
  Giver,
  InformationKind,
  ReceiverKind,
} from './case/consent-parts.ts';
import type { PaperRequest } from './case/assignment-parts.ts';
import type { MeetingKind } from './case/meeting-parts.ts';
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

/** What the assignment is for, and what the coordinators' own consent must name. */
export const assignmentPurpose: ConsentPurpose = 'increaseAttendance';

/** What each kind of meeting is for: a SIP has its own ground (SoL 10:8–9, HSL 16:4) and wants its own consent. */
const meetingPurposes: Record<MeetingKind, ConsentPurpose> = {
  startMeeting: assignmentPurpose,
  collaboration: assignmentPurpose,
  sip: 'sip',
};

/** Consent is given for a purpose and reaches no other (domain.md §2 step 6). */
export const serves = (consent: ConsentRecord, purpose: ConsentPurpose): boolean =>
  !consent.boundToPurpose || consent.purpose === purpose;

/** What is to be shared, and what for. `kinds` 'any' asks for at least one kind. */
export type Sharing = {
  receiver: ReceiverKind;
  kinds: InformationKind[] | 'any';
  purpose: ConsentPurpose;
};

/** `receiver` and `purpose`: the consent that is missing; the coordinators' own where theirs carries the rest. */
export type Coverage =
  { covered: true } | { covered: false; receiver: ReceiverKind; purpose: ConsentPurpose; missing: Giver[] };

/** The required givers whose consents in `given` don't hold what is asked for a receiver and purpose. */
const lacking = (
  state: ConsentBasis,
  given: readonly ConsentRecord[],
  { receiver, kinds, purpose }: Sharing,
): Giver[] =>
  requiredGivers(state).filter((giver) => {
    const held = new Set(
      given
        .filter((c) => c.receiver === receiver && sameGiver(c.giver, giver) && serves(c, purpose))
        .flatMap((c) => c.kinds),
    );
    return kinds === 'any' ? held.size === 0 : !kinds.every((kind) => held.has(kind));
  });

const forCoordinators: Sharing = { receiver: 'coordinators', kinds: 'any', purpose: assignmentPurpose };

const coverageBy = (state: ConsentBasis, given: readonly ConsentRecord[], sharing: Sharing): Coverage => {
  const { receiver, purpose } = sharing;
  if (!needsConsent(receiver)) return { covered: true };
  const missing = lacking(state, given, sharing);
  if (missing.length > 0) return { covered: false, receiver, purpose, missing };
  // seed 002: it's the coordinators' own consent that lifts the secrecy; without it they share with nobody.
  if (receiver === 'coordinators' || state.policy.consent.neededFor === 'sharing') return { covered: true };
  return coverageBy(state, given, forCoordinators);
};

/**
 * Whether everyone whose consent is required lets the receiver take part for the purpose on a day. `kinds` 'any' asks
 * for at least one kind from each; a list asks for all of it from each, in one consent or several. Where the policy needs consent
 * for the assignment itself, nobody outside is covered without the one for the coordinators.
 */
export const isCovered = (state: ConsentBasis, sharing: Sharing, on: LocalDate): Coverage =>
  coverageBy(state, activeConsents(state, on), sharing);

/** Not withdrawn, and its end not yet recorded as come. */
const stands = (consent: ConsentRecord): boolean =>
  consent.withdrawnOn === null && consent.expiredOn === null && consent.kinds.length > 0;

/** The same by what stands in the case, without a day: what is owed follows from the case alone. */
export const isCoveredAsItStands = (state: ConsentBasis, sharing: Sharing): Coverage =>
  coverageBy(state, state.consents.filter(stands), sharing);

/** The coordinators' own part, without which an assignment can't be worked where the policy wants it. */
export const coordinatorsCovered = (state: ConsentBasis, on: LocalDate): Coverage =>
  isCovered(state, forCoordinators, on);

/** What a meeting of a kind shares with a receiver who takes part. */
export const meetingSharing = (kind: MeetingKind, receiver: ReceiverKind): Sharing => ({
  receiver,
  kinds: 'any',
  purpose: meetingPurposes[kind],
});

/** What a request for papers shares with whom they are asked of. */
export const papersSharing = ({ from, kinds, purpose }: PaperRequest): Sharing => ({
  receiver: from,
  kinds,
  purpose: purpose ?? assignmentPurpose,
});
