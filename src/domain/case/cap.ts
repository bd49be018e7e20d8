/**
 * The cap of an assignment and its extension by a new decision (seed 002; domain.md §2 step 15). Six months are a
 * municipal rule: lag 1930:173 is applied by analogy. A lov doesn't stop the cap.
 */
import type { SchoolCalendar } from '../calendar.ts';
import { actBy, isSummer, previousSchoolDay, previousWorkday } from '../calendar.ts';
import type { Policy } from '../policy.ts';
import type { LocalDate } from '../time.ts';
import { addDays, addMonths, daysBetween, maxDate } from '../time.ts';
import { monitoringStand } from './check-ups.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext } from './context.ts';
import type { CaseEvent, RecordedEvent } from './events.ts';
import type { Decided, Refusal } from './refusal.ts';
import { accept, refuse } from './refusal.ts';
import type { Assignment, CaseState } from './state.ts';
import { notAfterToday, notBefore, runningAssignment, wrongPhase } from './working.ts';

export type Cap = { nominalEnd: LocalDate; actBy: LocalDate };

const capEndingOn = (nominalEnd: LocalDate, calendar: SchoolCalendar): Cap => ({
  nominalEnd,
  actBy: actBy(calendar, nominalEnd),
});

/** So many calendar months from `start`: 2026-08-31 and six months end on 2027-02-28, to be acted on by 03-01. */
export const capOf = (start: LocalDate, months: number, calendar: SchoolCalendar): Cap =>
  capEndingOn(addMonths(start, months), calendar);

/** No summer is longer; past the calendar's last läsår nobody knows, and the plain rule holds. */
const longestSummerDays = 100;

/**
 * The day by which the extension is decided: `actBy`, or the last school day before a summer that the cap falls
 * in (domain.md §4: decided before the term ends). Null without a cap.
 */
export const capDecisionDue = (state: CaseState, calendar: SchoolCalendar): LocalDate | null => {
  const assignment = runningAssignment(state);
  if (!assignment?.cap) return null;
  const { nominalEnd, actBy: lastDayToAct } = assignment.cap;
  const lastDay = isSummer(calendar, nominalEnd) ? previousSchoolDay(calendar, nominalEnd) : null;
  if (lastDay === null || lastDay < assignment.start) return lastDayToAct;
  return daysBetween(lastDay, nominalEnd) <= longestSummerDays ? lastDay : lastDayToAct;
};

/**
 * The workday on which the cap is first warned of: so many weeks ahead as the policy says; before a summer, so
 * many weeks ahead of the day by which it's decided. Not before the assignment's start. Null without a cap.
 */
export const capWarningOn = (state: CaseState, calendar: SchoolCalendar): LocalDate | null => {
  const assignment = runningAssignment(state);
  const due = capDecisionDue(state, calendar);
  if (!assignment?.cap || due === null || state.policy.cap.kind === 'none') return null;
  const { warnWeeksBefore, warnWeeksBeforeSummer } = state.policy.cap;
  const isBeforeSummer = due < assignment.cap.nominalEnd && isSummer(calendar, assignment.cap.nominalEnd);
  const weeks = isBeforeSummer ? Math.max(warnWeeksBefore, warnWeeksBeforeSummer) : warnWeeksBefore;
  const from = isBeforeSummer ? due : assignment.cap.nominalEnd;
  return maxDate(assignment.start, previousWorkday(calendar, addDays(from, -7 * weeks)));
};

type ByMonths = Extract<Policy['cap'], { kind: 'months' }>;
type Running = { assignment: Assignment; cap: Cap; policy: ByMonths };

/** The capped assignment that the actor may decide on, or why not. */
const decidable = (
  state: CaseState,
  ctx: DecideContext,
): { ok: true; running: Running } | { ok: false; refusal: Refusal } => {
  const assignment = runningAssignment(state);
  if (!assignment) return wrongPhase(state);
  const policy = state.policy.cap;
  if (policy.kind === 'none' || assignment.cap === null)
    return refuse('extension-not-allowed', null, { why: 'no-cap' });
  const { decidedBy } = policy.extension;
  if (!decidedBy.some((role) => role === ctx.actor.role))
    return refuse('not-permitted', null, { decidedBy: decidedBy.join(', ') });
  if (ctx.today > assignment.cap.actBy)
    return refuse('extension-not-allowed', null, { why: 'cap-passed', actBy: assignment.cap.actBy });
  return { ok: true, running: { assignment, cap: assignment.cap, policy } };
};

/**
 * The last day that so many months more may reach. Reckoned from the assignment's start where the cap is whole months
 * from it: from 31 August by way of 28 February to 31 August again.
 */
const longestFrom = (start: LocalDate, nominalEnd: LocalDate, months: number): LocalDate => {
  const monthNumber = (d: LocalDate) => Number(d.slice(0, 4)) * 12 + Number(d.slice(5, 7));
  const passed = monthNumber(nominalEnd) - monthNumber(start);
  return addMonths(start, passed) === nominalEnd
    ? addMonths(start, passed + months)
    : addMonths(nominalEnd, months);
};

/** A new decision: who, reason, until when, and the evaluation that shows why (seed 002). */
export const decideExtend = (
  state: CaseState,
  { extension }: CommandOf<'extend'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  const may = decidable(state, ctx);
  if (!may.ok) return may;
  const { assignment, cap, policy } = may.running;
  const { maxTimes, maxMonths } = policy.extension;
  if (maxTimes !== null && assignment.extensions.length >= maxTimes)
    return refuse('extension-not-allowed', null, { why: 'max-times', most: maxTimes });
  if (!('personId' in ctx.actor) || ctx.actor.personId !== extension.decidedBy)
    return refuse('invalid-value', 'extension/decidedBy');
  const no =
    notAfterToday('extension/decidedOn', extension.decidedOn, ctx.today) ??
    notBefore('extension/decidedOn', extension.decidedOn, assignment.start);
  if (no) return no;
  if (extension.until <= cap.nominalEnd)
    return refuse('end-before-start', 'extension/until', { after: cap.nominalEnd });
  const latest = longestFrom(assignment.start, cap.nominalEnd, maxMonths);
  if (extension.until > latest) return refuse('policy-forbids', 'extension/until', { latest, maxMonths });
  const evaluations = state.evaluations.filter((e) => e.heldOn >= assignment.start);
  if (evaluations.length === 0) return refuse('evaluation-missing', 'extension/evaluationId');
  const evaluation = evaluations.find((e) => e.evaluationId === extension.evaluationId);
  if (!evaluation) return refuse('unknown-id', 'extension/evaluationId');
  if (evaluation.heldOn > extension.decidedOn)
    return refuse('end-before-start', 'extension/decidedOn', { evaluationHeldOn: evaluation.heldOn });
  return accept({ type: 'extended', extension, cap: capEndingOn(extension.until, ctx.calendar) });
};

/** The decision not to extend: the assignment may then be closed with that reason, or lapses at its cap. */
export const decideRefuseExtension = (
  state: CaseState,
  { decidedOn, reasonContentId }: CommandOf<'refuseExtension'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  const may = decidable(state, ctx);
  if (!may.ok) return may;
  const { assignment } = may.running;
  if (assignment.extensionRefusedOn !== null)
    return refuse('already-done', null, { on: assignment.extensionRefusedOn });
  return (
    notAfterToday('decidedOn', decidedOn, ctx.today) ??
    notBefore('decidedOn', decidedOn, assignment.start) ??
    accept({ type: 'extensionRefused', decidedOn, reasonContentId })
  );
};

export const evolveCap = (state: CaseState, { event, on }: RecordedEvent): CaseState => {
  const { stand } = state;
  if (stand.phase !== 'assigned') return state;
  const change = (part: Partial<Assignment>, awaiting = state.awaiting): CaseState => ({
    ...state,
    awaiting,
    stand: { ...stand, assignment: { ...stand.assignment, ...part } },
  });
  switch (event.type) {
    case 'extended':
      // A new decision stands above the refusal before it, and above an evaluation that said end.
      return change(
        {
          cap: event.cap,
          extensions: [...stand.assignment.extensions, event.extension],
          extensionRefusedOn: null,
        },
        state.awaiting?.what === 'closing' ? null : state.awaiting,
      );
    case 'extensionRefused':
      return change({ extensionRefusedOn: event.decidedOn });
    case 'lapsed':
      return monitoringStand(state, stand.assignment, {
        reason: 'lapsed',
        on,
        effectiveOn: event.effectiveOn,
      });
    default:
      return state;
  }
};
