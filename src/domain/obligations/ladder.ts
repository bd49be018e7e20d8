/** Duties before an order: the mentor's, EHT's, the rector's by law (domain.md §2 steps 2–5; seed 003). */
import { isInquiredInto } from '../case/inquired-into.ts';
import { unanswered } from '../case/ladder-evolve.ts';
import type { EhtDecisionRecord } from '../case/ladder-parts.ts';
import { newestStep, openInquiryStep } from '../case/ladder-rector.ts';
import { ladderRules } from '../case/rules-version.ts';
import type { PreconditionKind } from '../policy.ts';
import type { CaseState } from '../case/state.ts';
import type { LocalDate } from '../time.ts';
import { addDays, addMonths, localDate, maxDate, minDate } from '../time.ts';
import type { Duty } from './duty.ts';
import type { ObligationKind, Owner } from './obligation.ts';
import { coordinatorsElseRector, mentorOwner, pupilHealthOwner, schoolRectorOwner } from './owners.ts';

const duty = (
  kind: ObligationKind,
  owner: Owner,
  since: LocalDate,
  withinDays: number,
  subjectId: string | null = null,
): Duty => ({
  kind,
  key: subjectId === null ? kind : `${kind}/${subjectId}`,
  owner,
  subjectId,
  since,
  reckoned: addDays(since, withinDays),
});

/** seed 003 steps 2 and 3: who passed the limit is talked about with the guardians and reported to EHT. */
const mentorDuties = (state: CaseState): Duty[] => {
  const { ladder, policy } = state;
  if (ladder.limitPassedOn === null) return [];
  const owner = mentorOwner(state);
  const isReported = ladder.reports.length > 0 || ladder.ehtDecisions.length > 0;
  return [
    ...(ladder.talks.length > 0
      ? []
      : [duty('guardianTalk', owner, ladder.limitPassedOn, policy.ladder.guardianTalkWithinDays)]),
    ...(isReported
      ? []
      : [duty('reportToEht', owner, ladder.limitPassedOn, policy.ladder.reportToEhtWithinDays)]),
  ];
};

/** The newest decision, where it was to wait: EHT takes it up again on that day. */
const waiting = (newest: EhtDecisionRecord | undefined): { id: string; until: LocalDate } | null =>
  newest?.waitUntil ? { id: newest.ehtDecisionId, until: newest.waitUntil } : null;

const ehtDuties = (state: CaseState): Duty[] => {
  const { ladder, policy } = state;
  const owner = pupilHealthOwner(state);
  const waited = waiting(ladder.ehtDecisions.at(-1));
  return [
    ...unanswered(state).map(({ id, on }) =>
      duty('decideInEht', owner, on, policy.ladder.ehtDecidesWithinDays, id),
    ),
    ...(waited === null ? [] : [duty('decideInEht', owner, waited.until, 0, waited.id)]),
    ...ladder.ehtDecisions
      .filter((decision) => decision.mentorToldOn === null)
      .map(({ ehtDecisionId, decidedOn }) =>
        duty('tellMentor', owner, decidedOn, policy.ladder.mentorToldWithinDays, ehtDecisionId),
      ),
  ];
};

/** Whether the order that stands shows this: what it shows needn't be recorded a second time. */
const isShown = ({ stand }: CaseState, kind: PreconditionKind): boolean => {
  const order =
    stand.phase === 'ordering'
      ? stand.order
      : (stand.phase === 'ordered' || stand.phase === 'assigned') && stand.basis.by === 'order'
        ? stand.basis.order
        : null;
  return order?.preconditions.some((p) => p.kind === kind) ?? false;
};

/** 7:19 a: repeated or long absence, valid or invalid; or EHT's word that it's needed. */
const inquirySince = (state: CaseState): LocalDate | null => {
  const { limitPassedOn, ehtDecisions } = state.ladder;
  const asked = ehtDecisions.findLast((d) => d.outcome === 'inquiry')?.decidedOn ?? null;
  const answered = newestStep(state, 'inquiryOpened', 'inquiryUnneeded');
  if (answered === undefined) {
    if (limitPassedOn === null || asked === null) return limitPassedOn ?? asked;
    return minDate(limitPassedOn, asked);
  }
  // EHT asks for one after it was judged unneeded: the rector looks at it again.
  return answered.kind === 'inquiryUnneeded' && asked !== null && asked > answered.on ? asked : null;
};

const rectorDuties = (state: CaseState): Duty[] => {
  const { policy, pupil } = state;
  if (!isInquiredInto(pupil.schoolForm)) return [];
  const owner = schoolRectorOwner(state);
  const { inquiryWithinDays, authorityToldWithinDays } = policy.ladder;
  const since = isShown(state, 'inquiryMade') ? null : inquirySince(state);
  const open = isShown(state, 'inquiryMade') ? null : openInquiryStep(state);
  const opened = newestStep(state, 'inquiryOpened');
  const isTold = (kind: 'authorityTold' | 'homeMunicipalityTold'): boolean =>
    opened === undefined ||
    state.ladder.rectorSteps.findLast((s) => s.kind === kind && s.on >= opened.on) !== undefined;
  return [
    ...(since === null ? [] : [duty('openInquiry', owner, since, inquiryWithinDays)]),
    ...(open === null ? [] : [duty('completeInquiry', owner, open.on, inquiryWithinDays)]),
    ...(opened === undefined || isTold('authorityTold') || isShown(state, 'reportedToAuthority')
      ? []
      : [duty('tellAuthority', owner, opened.on, authorityToldWithinDays)]),
    ...(opened === undefined || isTold('homeMunicipalityTold') || pupil.schoolAuthority === 'municipal'
      ? []
      : [duty('tellHomeMunicipality', owner, opened.on, authorityToldWithinDays)]),
  ];
};

/** seed 002: where the rector orders, EHT's word alone starts nothing. */
const placeOrder = (state: CaseState): Duty[] => {
  const { policy, ladder, stand } = state;
  const newest = ladder.ehtDecisions.at(-1);
  if (newest?.outcome !== 'coordinator' || policy.start.by.includes('ehtDecision')) return [];
  // In monitoring it's a reopening: a decision from before the closing was answered by what was closed.
  if (stand.phase === 'monitoring' && newest.decidedOn < stand.since) return [];
  return [duty('placeOrder', schoolRectorOwner(state), newest.decidedOn, policy.ladder.orderWithinDays)];
};

const leftWithinDays = 14;

const pupilLeft = (state: CaseState): Duty[] => {
  const { pupilLeftOn, stand } = state;
  if (pupilLeftOn === null) return [];
  // Closed after the move, or asked once more after it: somebody has decided what the watch is to be.
  const isDecided =
    stand.phase === 'monitoring' &&
    ((stand.closure.reason !== 'lapsed' && stand.closure.on >= pupilLeftOn) ||
      stand.checkUps.some(
        ({ result }) => result !== null && result !== 'missed' && result.heldOn >= pupilLeftOn,
      ));
  return isDecided ? [] : [duty('pupilLeft', coordinatorsElseRector(state), pupilLeftOn, leftWithinDays)];
};

const considerWithinDays = 28;

const lastOf = (month: string): LocalDate => addDays(addMonths(localDate(`${month}-01`), 1), -1);

/** The last day on which somebody did or decided something; the key changes with it, so that it's told anew. */
const lastDone = (state: CaseState): LocalDate => {
  const { ladder, supportMeasures, stand } = state;
  return maxDate(
    stand.since,
    ...ladder.talks.map((t) => t.heldOn),
    ...ladder.ehtDecisions.map((d) => d.decidedOn),
    ...ladder.ehtDecisions.flatMap((d) => d.mentorToldOn ?? []),
    ...ladder.rectorSteps.map((s) => s.on),
    ...supportMeasures.flatMap((m) => [m.beganOn, ...(m.endedOn === null ? [] : [m.endedOn])]),
    ...state.monthlyReviews.filter(({ how }) => how === 'held').map(({ month }) => lastOf(month)),
    ...(state.band === 'below' && state.bandSince > stand.since ? [state.bandSince] : []),
  );
};

/** Nothing else is owed in a noticed case and it's still open: somebody decides how to go on, or ends it. */
export const considerNoticed = (state: CaseState): Duty[] => {
  if (state.stand.phase !== 'noticed' || state.rulesVersion < ladderRules) return [];
  const since = lastDone(state);
  return [duty('considerNoticed', pupilHealthOwner(state), since, considerWithinDays, since)];
};

export const ladderDuties = (state: CaseState): Duty[] =>
  state.rulesVersion < ladderRules
    ? []
    : [
        ...mentorDuties(state),
        ...ehtDuties(state),
        ...rectorDuties(state),
        ...placeOrder(state),
        ...pupilLeft(state),
      ];
