/** Duties around consent (domain.md §2 step 6): who is still to give it, what runs out, what 18 changes. */
import type { SchoolCalendar } from '../calendar.ts';
import { previousWorkday } from '../calendar.ts';
import { ageOfMajority } from '../case/open.ts';
import type { ConsentRecord, Giver } from '../case/consent-parts.ts';
import type { CaseState } from '../case/state.ts';
import { assignmentPurpose, giverKey, requiredGivers, sameGiver, serves } from '../consent.ts';
import type { LocalDate } from '../time.ts';
import { addDays, addMonths, maxDate } from '../time.ts';
import type { Duty } from './duty.ts';
import { coordinatorsElseRector } from './owners.ts';

/** A missing consent is wanted within two weeks; the reminders go on by the policy. */
const giveWithinDays = 14;

/** Not withdrawn, and its end not yet come: what stands without asking a clock. */
const stands = (consent: ConsentRecord): boolean =>
  consent.withdrawnOn === null && consent.expiredOn === null && consent.kinds.length > 0;

const givenBy = (state: CaseState, giver: Giver): ConsentRecord[] =>
  state.consents.filter(
    (consent) =>
      consent.receiver === 'coordinators' &&
      sameGiver(consent.giver, giver) &&
      serves(consent, assignmentPurpose) &&
      stands(consent),
  );

/** Each giver whose consent to the coordinators is required and doesn't stand. */
export const missingGivers = (state: CaseState): Giver[] =>
  requiredGivers(state).filter((giver) => givenBy(state, giver).length === 0);

/** The day on which the last of the required consents was recorded; null where one is missing. */
export const coveredSince = (state: CaseState): LocalDate | null => {
  const days = requiredGivers(state).map((giver) => {
    const [first, ...rest] = givenBy(state, giver).map((c) => c.recordedOn);
    return first === undefined ? null : rest.reduce((least, day) => (day < least ? day : least), first);
  });
  return days.reduce<LocalDate | null>(
    (latest, day, i) =>
      day === null || (i > 0 && latest === null) ? null : latest === null ? day : maxDate(latest, day),
    null,
  );
};

export const eighteenthBirthday = (state: CaseState): LocalDate =>
  addMonths(state.pupil.birthDate, ageOfMajority * 12);

/** Since when this giver's consent is wanted: the phase's first day, or what made it needed again. */
export const wantedSince = (state: CaseState, giver: Giver): LocalDate => {
  const ended = state.consents
    .filter((c) => c.receiver === 'coordinators' && sameGiver(c.giver, giver))
    .flatMap((c) => [c.withdrawnOn, c.expiredOn])
    .filter((day) => day !== null);
  const own =
    giver.role === 'pupil'
      ? [
          ...(state.ofAge ? [eighteenthBirthday(state)] : []),
          ...(state.maturity === null ? [] : [state.maturity.judgedOn]),
        ]
      : [];
  return maxDate(state.stand.since, ...ended, ...own);
};

/** The day of this giver's first no, a refusal or a withdrawal of all, since they last said yes. */
const saidNoOn = (state: CaseState, giver: Giver): LocalDate | null => {
  const own = state.consents.filter((c) => c.receiver === 'coordinators' && sameGiver(c.giver, giver));
  const lastYes = own
    .map((c) => c.recordedOn)
    .reduce((last, day) => (day > last ? day : last), state.openedOn);
  const noes = [
    ...state.refusals
      .filter((r) => r.receiver === 'coordinators' && sameGiver(r.giver, giver))
      .map((r) => r.on),
    ...own.flatMap((c) => (c.withdrawnOn === null ? [] : [c.withdrawnOn])),
  ];
  return noes.filter((day) => day >= lastYes).sort()[0] ?? null;
};

const giveConsent = (state: CaseState): Duty[] =>
  missingGivers(state).map((giver) => {
    const since = wantedSince(state, giver);
    const saidNo = saidNoOn(state, giver);
    const duty: Duty = {
      kind: 'giveConsent',
      key: `giveConsent/${giverKey(giver)}`,
      owner: coordinatorsElseRector(state),
      subjectId: giver.role === 'pupil' ? state.pupil.pupilId : giver.guardianId,
      since,
      reckoned: addDays(since, giveWithinDays),
    };
    // Where only sharing needs it, a missing consent stops nothing but the sharing.
    if (state.policy.consent.neededFor === 'sharing')
      return { ...duty, escalate: 'never', quiet: saidNo !== null };
    // A no is respected: nobody is nagged, the team leader is told.
    return saidNo === null ? duty : { ...duty, quiet: true, escalate: addDays(maxDate(since, saidNo), 1) };
  });

/** The assignment's own end, past which no consent is asked to reach. */
const assignmentEnd = (state: CaseState): LocalDate | null =>
  state.stand.phase === 'assigned' ? (state.stand.assignment.cap?.nominalEnd ?? null) : null;

const isTakenOver = (state: CaseState, consent: ConsentRecord): boolean =>
  state.consents.some(
    (other) =>
      other.consentId !== consent.consentId &&
      stands(other) &&
      sameGiver(other.giver, consent.giver) &&
      other.receiver === consent.receiver &&
      serves(other, consent.purpose) &&
      // Of two that end together, the one recorded last is the one to renew.
      (other.until > consent.until ||
        (other.until === consent.until && state.consents.indexOf(other) > state.consents.indexOf(consent))) &&
      consent.kinds.every((kind) => other.kinds.includes(kind)),
  );

const renewConsent = (state: CaseState, cal: SchoolCalendar): Duty[] => {
  const givers = new Set(requiredGivers(state).map(giverKey));
  const end = assignmentEnd(state);
  const birthday = eighteenthBirthday(state);
  return state.consents
    .filter((c) => stands(c) && givers.has(giverKey(c.giver)) && !isTakenOver(state, c))
    .filter((c) => end === null || c.until < end)
    .filter((c) => c.giver.role === 'pupil' || c.until < birthday)
    .map((c) => ({
      kind: 'renewConsent',
      key: `renewConsent/${c.consentId}`,
      owner: coordinatorsElseRector(state),
      subjectId: c.consentId,
      since: maxDate(c.recordedOn, addDays(c.until, -state.policy.consent.expiryWarningDays)),
      reckoned: previousWorkday(cal, c.until),
    }));
};

const prepareComingOfAge = (state: CaseState, cal: SchoolCalendar): Duty[] => {
  if (state.ofAge) return [];
  const birthday = eighteenthBirthday(state);
  // Younger pupils have years left, and their stage changes before that.
  const isNear = state.pupil.stage === 'upperSecondary' || birthday <= addMonths(state.stand.since, 12);
  if (!isNear) return [];
  const ownReachesPast = givenBy(state, { role: 'pupil' }).some((c) => c.until >= birthday);
  if (ownReachesPast) return [];
  return [
    {
      kind: 'prepareComingOfAge',
      key: 'prepareComingOfAge',
      owner: coordinatorsElseRector(state),
      subjectId: state.pupil.pupilId,
      since: addDays(birthday, -7 * state.policy.comingOfAge.warnWeeksBefore),
      reckoned: previousWorkday(cal, addDays(birthday, -1)),
    },
  ];
};

/** domain.md §2 step 6 and §3: missing, running out, and the pupil's own at 18. */
export const consentDuties = (state: CaseState, cal: SchoolCalendar): Duty[] => [
  ...giveConsent(state),
  ...renewConsent(state, cal),
  ...prepareComingOfAge(state, cal),
];
