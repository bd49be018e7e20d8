/** Collaboration meetings, from asking to the invitation's answer (domain.md §2 step 12). */
import { instantOf } from '../calendar.ts';
import { giverKey, requiredGivers } from '../consent.ts';
import type { MeetingId } from '../ids.ts';
import type { LocalDate } from '../time.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext } from './context.ts';
import { notBegun, stillInvited } from './coverage.ts';
import type { CaseEvent, EventOf } from './events.ts';
import { checkParticipants, checkSip, checkTime, inviteeKey } from './meeting-checks.ts';
import type { Giver } from './consent-parts.ts';
import type { Participant } from './meeting-parts.ts';
import type { Actor } from './parts.ts';
import type { Decided, Refusal } from './refusal.ts';
import { accept, refuse } from './refusal.ts';
import type { CaseState, Meeting } from './state.ts';
import { runningAssignment, wrongPhase } from './working.ts';

export { decideRecordMinutes, decideReportDecision } from './minutes.ts';
export { evolveMeeting } from './evolve-meeting.ts';

type No = { ok: false; refusal: Refusal };

const isSelf = (actor: Actor, giver: Giver): boolean => {
  if (actor.role === 'guardian') return giver.role === 'guardian' && giver.guardianId === actor.guardianId;
  if (actor.role === 'pupil') return giver.role === 'pupil';
  return true;
};

/** The pupil, of any age, and the guardians until the pupil is of age may ask; staff note that they did. */
export const decideAskForMeeting = (
  state: CaseState,
  { askedBy, contentId }: CommandOf<'askForMeeting'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  if (!runningAssignment(state)) return wrongPhase(state);
  if (!isSelf(ctx.actor, askedBy)) return refuse('not-permitted', 'askedBy');
  if (askedBy.role === 'guardian') {
    // domain.md §3: at 18 the guardians' part ends.
    if (state.ofAge) return refuse('invalid-value', 'askedBy', { reason: 'of-age' });
    const isKnown = requiredGivers(state).some((giver) => giverKey(giver) === giverKey(askedBy));
    if (!isKnown) return refuse('unknown-id', 'askedBy/guardianId');
  }
  return accept({ type: 'meetingAskedFor', askedBy, contentId });
};

/** Calls a meeting that lies ahead, for people whom consent covers on its day. */
export const decideCallMeeting = (
  state: CaseState,
  { meeting }: CommandOf<'callMeeting'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  if (!runningAssignment(state)) return wrongPhase(state);
  if (state.meetings.some((m) => m.meetingId === meeting.meetingId))
    return refuse('duplicate-id', 'meeting/meetingId', { id: meeting.meetingId });
  return (
    checkTime(meeting.time, 'meeting/time', ctx) ??
    checkParticipants(state, meeting, 'meeting/participants') ??
    checkSip(meeting) ??
    accept({ type: 'meetingCalled', meeting })
  );
};

/** The called meeting of an id; a refusal when it's unknown, held or cancelled. */
const calledMeeting = (state: CaseState, meetingId: MeetingId): { ok: true; meeting: Meeting } | No => {
  const meeting = state.meetings.find((m) => m.meetingId === meetingId);
  if (!meeting) return refuse('unknown-id', 'meetingId');
  if (meeting.status !== 'called') return refuse('already-done', 'meetingId', { status: meeting.status });
  return { ok: true, meeting };
};

/** An id stays with whom it was given to: an answer or a CANCEL must reach the one who was invited. */
const changedInvitee = (before: readonly Participant[], after: readonly Participant[]): number => {
  const known = new Map(before.map((p) => [p.participantId, inviteeKey(p)]));
  return after.findIndex((p) => {
    const was = known.get(p.participantId);
    return was !== undefined && was !== inviteeKey(p);
  });
};

/** Another time, place or circle. Those who fall out get a cancellation, the rest a new invitation. */
export const decideChangeMeeting = (
  state: CaseState,
  { meetingId, time, where, participants }: CommandOf<'changeMeeting'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  const called = calledMeeting(state, meetingId);
  if (!called.ok) return called;
  const { meeting } = called;
  const no =
    checkTime(time, 'time', ctx) ??
    checkParticipants(state, { kind: meeting.kind, time, participants }, 'participants');
  if (no) return no;
  const other = changedInvitee(meeting.participants, participants);
  if (other >= 0) return refuse('duplicate-id', `participants/${other}/participantId`);
  const kept = new Set(participants.map((p) => p.participantId));
  if (meeting.sip && !kept.has(meeting.sip.chair))
    return refuse('unknown-id', 'participants', { missing: 'chair' });
  const removed = stillInvited(meeting).filter((p) => !kept.has(p.participantId));
  return accept({ type: 'meetingChanged', meetingId, time, where, participants, removed });
};

/** Also one whose day has passed: it never took place, and no minutes are owed. */
export const decideCancelMeeting = (
  state: CaseState,
  { meetingId, reasonContentId }: CommandOf<'cancelMeeting'>,
): Decided<CaseEvent> => {
  const called = calledMeeting(state, meetingId);
  if (!called.ok) return called;
  return accept({ type: 'meetingCancelled', meetingId, reasonContentId, why: 'asked' });
};

/** Guests, family and invited staff answer for themselves; those who work with the case note others' answers. */
const answersFor = (actor: Actor, { participantId, as }: Participant): boolean => {
  switch (actor.role) {
    case 'guest':
      return actor.participantId === participantId;
    case 'guardian':
      return as.kind === 'guardian' && as.guardianId === actor.guardianId;
    case 'pupil':
      return as.kind === 'pupil';
    case 'coordinator':
    case 'teamLeader':
    case 'system':
      return true;
    case 'rector':
    case 'mentor':
    case 'pupilHealth':
    case 'attendanceOfficer':
    case 'registrar':
      return as.kind === 'staff' && as.personId === actor.personId;
  }
};

/** An answer to a standing invitation, any number of times before the meeting begins. The same again is nothing. */
export const decideAnswerInvitation = (
  state: CaseState,
  { meetingId, participantId, rsvp }: CommandOf<'answerInvitation'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  const called = calledMeeting(state, meetingId);
  if (!called.ok) return called;
  const { meeting } = called;
  const participant = stillInvited(meeting).find((p) => p.participantId === participantId);
  if (!participant) return refuse('unknown-id', 'participantId');
  if (!answersFor(ctx.actor, participant)) return refuse('not-permitted', 'participantId');
  if (instantOf(ctx.calendar, meeting.time.date, meeting.time.from) <= ctx.now)
    return refuse('date-in-past', 'meetingId', { date: meeting.time.date });
  const standing = meeting.answers.find((a) => a.participantId === participantId);
  return standing?.rsvp === rsvp
    ? accept()
    : accept({ type: 'invitationAnswered', meetingId, participantId, rsvp });
};

const cancelledOnEnd = ({ meetingId }: Meeting): EventOf<'meetingCancelled'> => ({
  type: 'meetingCancelled',
  meetingId,
  reasonContentId: null,
  why: 'assignmentEnded',
});

/** Cancels each called meeting on `today` or later: nobody leads them once the assignment is over. */
export const cancellationsOnEnd = (state: CaseState, today: LocalDate): CaseEvent[] =>
  state.meetings.filter((m) => m.status === 'called' && m.time.date >= today).map(cancelledOnEnd);

/** The same at a moment of the day: a meeting that began earlier today keeps its minutes to write. */
export const cancellationsAt = (state: CaseState, ctx: DecideContext): CaseEvent[] =>
  state.meetings.filter((m) => m.status === 'called' && notBegun(ctx)(m)).map(cancelledOnEnd);
