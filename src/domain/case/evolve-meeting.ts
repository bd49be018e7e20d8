/** Folds what happens to meetings, their guests and their decisions. */
import type { LocalDate } from '../time.ts';
import type { EventOf, RecordedEvent } from './events.ts';
import type { MeetingInput, Participant, ParticipantStanding } from './meeting-parts.ts';
import type { CaseState, Meeting } from './state.ts';

const withMeeting = (
  state: CaseState,
  meetingId: string,
  change: (meeting: Meeting) => Meeting,
): CaseState => ({
  ...state,
  meetings: state.meetings.map((m) => (m.meetingId === meetingId ? change(m) : m)),
});

const invited = ({ participantId }: { participantId: string }): ParticipantStanding => ({
  participantId,
  rsvp: 'none',
  invitation: 'sent',
});

const callOff = (answer: ParticipantStanding): ParticipantStanding => ({
  ...answer,
  invitation: 'cancelled',
});

const called = (
  meeting: MeetingInput,
  on: Meeting['calledOn'],
  askedForOn: Meeting['askedForOn'],
): Meeting => ({
  ...meeting,
  calledOn: on,
  askedForOn,
  sequence: 0,
  status: 'called',
  answers: meeting.participants.map(invited),
  remindedOn: null,
  minutes: null,
});

const isSameTime = (a: Meeting['time'], b: Meeting['time']): boolean =>
  a.date === b.date && a.from === b.from && a.minutes === b.minutes;

/** A yes to another time says nothing: with a new time the answers and the reminder begin anew. */
const changed = (meeting: Meeting, event: EventOf<'meetingChanged'>): Meeting => {
  const keepsTime = isSameTime(meeting.time, event.time);
  const standing = event.participants.map((p) => {
    const before = meeting.answers.find(
      (a) => a.participantId === p.participantId && a.invitation === 'sent',
    );
    return keepsTime && before ? before : invited(p);
  });
  const isInvited = new Set(event.participants.map((p) => p.participantId));
  return {
    ...meeting,
    time: event.time,
    where: event.where,
    participants: event.participants,
    sequence: meeting.sequence + 1,
    answers: [...standing, ...meeting.answers.filter((a) => !isInvited.has(a.participantId)).map(callOff)],
    remindedOn: keepsTime ? meeting.remindedOn : null,
  };
};

const minutesRecorded = (state: CaseState, { meetingId, minutes }: EventOf<'minutesRecorded'>): CaseState => {
  const { decisions, ...rest } = minutes;
  const held = withMeeting(state, meetingId, (m) => ({ ...m, status: 'held', minutes: rest }));
  return {
    ...held,
    decisions: [...state.decisions, ...decisions.map((d) => ({ ...d, meetingId, reports: [] }))],
  };
};

const meetingCancelled = (state: CaseState, meetingId: string): CaseState => {
  const cancelled = withMeeting(state, meetingId, (m) => ({
    ...m,
    status: 'cancelled',
    sequence: m.sequence + 1,
    answers: m.answers.map(callOff),
  }));
  return { ...cancelled, meetingAskedForOn: state.meetingAskedForOn ?? askedAgain(cancelled, meetingId) };
};

/** What the family asked for is owed anew, from when they asked, unless another meeting has been called since. */
const askedAgain = ({ meetings, stand }: CaseState, meetingId: string): LocalDate | null => {
  const asked = meetings.find((m) => m.meetingId === meetingId)?.askedForOn ?? null;
  if (asked === null || stand.phase !== 'assigned' || asked < stand.assignment.allocatedOn) return null;
  return meetings.some((m) => m.status !== 'cancelled' && m.calledOn >= asked) ? null : asked;
};

/** A SEQUENCE above what either of them has had, so that who comes back is invited anew (RFC 5546). */
const takenOver = (meeting: Meeting, { removed, added, chair }: EventOf<'meetingTakenOver'>): Meeting => {
  const isAmong = (list: readonly Participant[]) => (row: { participantId: string }) =>
    list.some((p) => p.participantId === row.participantId);
  const answers = meeting.answers.filter((a) => !isAmong(added)(a));
  return {
    ...meeting,
    sequence: meeting.sequence + 1,
    participants: [...meeting.participants.filter((p) => !isAmong(removed)(p)), ...added],
    answers: [...answers.map((a) => (isAmong(removed)(a) ? callOff(a) : a)), ...added.map(invited)],
    sip: meeting.sip === null || chair === null ? meeting.sip : { ...meeting.sip, chair },
  };
};

export const evolveMeeting = (state: CaseState, { event, on }: RecordedEvent): CaseState => {
  switch (event.type) {
    case 'meetingAskedFor':
      // The first asking counts: the meeting is owed from then.
      return { ...state, meetingAskedForOn: state.meetingAskedForOn ?? on };
    case 'meetingCalled':
      return {
        ...state,
        meetings: [...state.meetings, called(event.meeting, on, state.meetingAskedForOn)],
        meetingAskedForOn: null,
      };
    case 'meetingChanged':
      return withMeeting(state, event.meetingId, (m) => changed(m, event));
    case 'meetingTakenOver':
      return withMeeting(state, event.meetingId, (m) => takenOver(m, event));
    case 'invitationCancelled':
      return withMeeting(state, event.meetingId, (m) => ({
        ...m,
        // The CANCEL must stand above the REQUEST that it takes back (RFC 5546).
        sequence: m.sequence + 1,
        participants: m.participants.filter((p) => p.participantId !== event.participant.participantId),
        answers: m.answers.map((a) => (a.participantId === event.participant.participantId ? callOff(a) : a)),
      }));
    case 'meetingCancelled':
      return meetingCancelled(state, event.meetingId);
    case 'meetingReminded':
      return withMeeting(state, event.meetingId, (m) => ({ ...m, remindedOn: on }));
    case 'invitationAnswered':
      return withMeeting(state, event.meetingId, (m) => ({
        ...m,
        answers: m.answers.map((a) =>
          a.participantId === event.participantId ? { ...a, rsvp: event.rsvp } : a,
        ),
      }));
    case 'minutesRecorded':
      return minutesRecorded(state, event);
    case 'decisionReported':
      return {
        ...state,
        decisions: state.decisions.map((d) =>
          d.decisionId === event.report.decisionId ? { ...d, reports: [...d.reports, event.report] } : d,
        ),
      };
    default:
      return state;
  }
};
