/** What a meeting left behind: minutes, and decisions that somebody owes (domain.md §2 step 12). */
import type { CommandOf } from './commands.ts';
import type { DecideContext } from './context.ts';
import type { CaseEvent } from './events.ts';
import type { Decided } from './refusal.ts';
import { accept, refuse } from './refusal.ts';
import { openSip } from './sip.ts';
import type { CaseState } from './state.ts';
import { atMost, firstDuplicate, notAfterToday, notBefore } from './working.ts';

const mostDecisions = 60;

/**
 * Minutes of a called meeting: who of the invited attended, and decisions each with an owner and a due day. A
 * receiver whose invitation was taken back with the consent isn't among the invited.
 */
export const decideRecordMinutes = (
  state: CaseState,
  { meetingId, minutes }: CommandOf<'recordMinutes'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  const meeting = state.meetings.find((m) => m.meetingId === meetingId);
  if (!meeting) return refuse('unknown-id', 'meetingId');
  if (meeting.status !== 'called') return refuse('already-done', 'meetingId', { status: meeting.status });
  const no =
    notAfterToday('minutes/heldOn', minutes.heldOn, ctx.today) ??
    notBefore('minutes/heldOn', minutes.heldOn, meeting.calledOn) ??
    atMost('minutes/decisions', minutes.decisions, mostDecisions);
  if (no) return no;
  const stranger = minutes.attended.findIndex(
    (id) => !meeting.participants.some((p) => p.participantId === id),
  );
  if (stranger >= 0) return refuse('unknown-id', `minutes/attended/${stranger}`);
  const attendedTwice = firstDuplicate(minutes.attended);
  if (attendedTwice !== null) return refuse('duplicate-id', 'minutes/attended', { id: attendedTwice });
  const ids = [...state.decisions, ...minutes.decisions].map((d) => d.decisionId);
  const sameId = firstDuplicate(ids);
  if (sameId !== null) return refuse('duplicate-id', 'minutes/decisions', { id: sameId });
  const early = minutes.decisions.findIndex((d) => d.due < minutes.heldOn);
  if (early >= 0)
    return refuse('end-before-start', `minutes/decisions/${early}/due`, { earliest: minutes.heldOn });
  if (minutes.endsSip === true && meeting.sip === null && openSip(state) === null)
    return refuse('invalid-value', 'minutes/endsSip', { kind: meeting.kind });
  return accept({ type: 'minutesRecorded', meetingId, minutes });
};

/** What came of a decision; as often as there is news, until it's reported done. */
export const decideReportDecision = (
  state: CaseState,
  { report }: CommandOf<'reportDecision'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  const decision = state.decisions.find((d) => d.decisionId === report.decisionId);
  if (!decision) return refuse('unknown-id', 'report/decisionId');
  const done = decision.reports.find((r) => r.result === 'done');
  if (done) return refuse('already-done', 'report/decisionId', { on: done.reportedOn });
  const heldOn = state.meetings.find((m) => m.meetingId === decision.meetingId)?.minutes?.heldOn;
  return (
    notAfterToday('report/reportedOn', report.reportedOn, ctx.today) ??
    (heldOn === undefined ? null : notBefore('report/reportedOn', report.reportedOn, heldOn)) ??
    accept({ type: 'decisionReported', report })
  );
};
