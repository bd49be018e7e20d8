/** What moves a running case without being a step of its own: deadlines, policy, attendance, the monthly review. */
import { obligations } from '../obligations/derive.ts';
import { ownsDuty } from '../obligations/owners.ts';
import { checkPolicy } from '../presets.ts';
import type { LocalDate } from '../time.ts';
import { addMonths, monthOf } from '../time.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext } from './context.ts';
import { notBegun, stopInvitations } from './coverage.ts';
import type { CaseEvent, EventOf, RecordedEvent } from './events.ts';
import type { Decided } from './refusal.ts';
import { accept, refuse } from './refusal.ts';
import { rhythmFrom } from './rhythm.ts';
import type { CaseState } from './state.ts';
import { upgradePolicy } from './upgrade.ts';
import { notAfterToday, notBefore, runningAssignment, wrongPhase } from './working.ts';

/** The cap moves by an extension alone. */
const fixedKinds: ReadonlySet<string> = new Set(['decideOnExtension', 'cap']);
const mostMonthsAhead = 12;
const mostMonthsAheadByOwner = 1;

/**
 * Another due day for something that is owed now, with a reason. Not into the past, and never the cap. The case's
 * coordinators and the team leader steer all of it; mentors, EHT and rectors move what is theirs, by a month at most
 * from today, since a moved duty goes upwards later.
 */
export const decideMoveDeadline = (
  state: CaseState,
  { key, to, reasonContentId }: CommandOf<'moveDeadline'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  if (fixedKinds.has(key.split('/')[0] ?? key)) return refuse('deadline-fixed', 'key');
  const duty = obligations(state, ctx.calendar).find((o) => o.key === key);
  if (duty === undefined) return refuse('unknown-id', 'key');
  const steers = ctx.actor.role === 'coordinator' || ctx.actor.role === 'teamLeader';
  if (!steers && !ownsDuty(ctx.actor, duty.owner)) return refuse('not-permitted', 'key');
  const latest = addMonths(ctx.today, steers ? mostMonthsAhead : mostMonthsAheadByOwner);
  if (to > latest) return refuse('invalid-date', 'to', { date: to, latest });
  return notBefore('to', to, ctx.today) ?? accept({ type: 'deadlineMoved', key, to, reasonContentId });
};

/** Moves the case to another policy, or to a newer version of its own. A running cap stays as it was decided. */
export const decideChangePolicy = (
  state: CaseState,
  command: CommandOf<'changePolicy'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  // One that was sent before the school's side was known, in a run that goes on.
  const policy = upgradePolicy(command.policy);
  const [problem] = checkPolicy(policy);
  if (problem) return refuse('invalid-value', `policy/${problem.field}`, { problem: problem.problem });
  if (policy.id === state.policy.id && policy.version <= state.policy.version)
    return refuse('already-done', 'policy/version', { version: state.policy.version });
  // Where consent was needed for sharing alone, the assignment itself may need it now.
  const stopped = stopInvitations({ ...state, policy }, notBegun(ctx), 'consentMissing');
  return accept<CaseEvent>({ type: 'policyChanged', policy }, ...stopped);
};

/** A new figure changes the case only when it changes the band; one older than the last counted says nothing. */
export const decideReportAttendance = (
  state: CaseState,
  { attendance }: CommandOf<'reportAttendance'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  const no = notAfterToday('attendance/asOf', attendance.asOf, ctx.today);
  if (no) return no;
  const isStale = state.bandAsOf !== null && attendance.asOf < state.bandAsOf;
  return isStale || attendance.band === state.band ? accept() : accept({ type: 'bandChanged', attendance });
};

/** EHT and coordinator have gone through the pupil (seed 000): once for each month, the month of the day held. */
export const decideRecordMonthlyReview = (
  state: CaseState,
  { heldOn, contentId, outcome }: CommandOf<'recordMonthlyReview'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  const begun = state.stand.phase === 'noticed' ? state.stand.since : runningAssignment(state)?.start;
  if (begun === undefined) return wrongPhase(state);
  if (!state.policy.followUp.monthlyReview) return refuse('policy-forbids', null, { what: 'monthlyReview' });
  const no = notAfterToday('heldOn', heldOn, ctx.today) ?? notBefore('heldOn', heldOn, begun);
  if (no) return no;
  const month = monthOf(heldOn);
  // A month recorded as missed that was gone through after all is fulfilled by the honest record.
  if (state.monthlyReviews.some((r) => r.month === month && r.how === 'held'))
    return refuse('already-done', 'heldOn', { month });
  return accept<CaseEvent>({
    type: 'monthlyReviewHeld',
    month,
    heldOn,
    contentId,
    ...(outcome === undefined ? {} : { outcome }),
  });
};

const isDaily = ({ band, policy }: Pick<CaseState, 'band' | 'policy'>): boolean =>
  // seed 000: near-daily at 100 % absence.
  band === 'total' && policy.followUp.dailyAtTotalAbsence;

const withRhythm = (state: CaseState, on: LocalDate): CaseState => ({
  ...state,
  rhythm: rhythmFrom(state.rhythm, on, isDaily(state)),
});

const settleMonth = (state: CaseState, review: CaseState['monthlyReviews'][number]): CaseState => ({
  ...state,
  monthlyReviews: [...state.monthlyReviews.filter((r) => r.month !== review.month), review],
});

const deadlineMoved = (state: CaseState, { key, to }: EventOf<'deadlineMoved'>): CaseState => {
  // A new day, a new count: what went upwards for the old one is answered by the move.
  const { [key]: _answered, ...escalations } = state.escalations;
  return { ...state, moved: { ...state.moved, [key]: to }, escalations };
};

const policyChanged = (state: CaseState, { policy }: EventOf<'policyChanged'>): CaseState => {
  const { stand } = state;
  // Where the new policy has no cap there is none to lapse at; where it has one it begins with the next assignment.
  const uncapped =
    stand.phase === 'assigned' && policy.cap.kind === 'none'
      ? { ...stand, assignment: { ...stand.assignment, cap: null } }
      : stand;
  return { ...state, policy, stand: uncapped };
};

export const evolveRunning = (state: CaseState, { event, on }: RecordedEvent): CaseState => {
  switch (event.type) {
    case 'deadlineMoved':
      return deadlineMoved(state, event);
    case 'escalated':
      return { ...state, escalations: { ...state.escalations, [event.key]: on } };
    case 'policyChanged':
      return withRhythm(policyChanged(state, event), on);
    case 'absenceNoticed':
    case 'bandChanged': {
      const { band, asOf } = event.attendance;
      // From the limit to all of it the pupil stays at the limit: the month's review counts from when it began.
      const bandSince = state.band === 'below' || band === 'below' ? on : state.bandSince;
      return withRhythm({ ...state, band, bandSince, bandAsOf: asOf }, on);
    }
    case 'monthlyReviewHeld':
      return settleMonth(state, { month: event.month, how: 'held' });
    case 'monthlyReviewMissed':
      return settleMonth(state, { month: event.month, how: 'missed' });
    default:
      return state;
  }
};
