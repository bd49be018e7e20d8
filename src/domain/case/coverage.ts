/** What follows when consent no longer reaches someone: sharing and meetings stop at once (domain.md §2 step 6). */
import { instantOf } from '../calendar.ts';
import type { Coverage } from '../consent.ts';
import { giverKey, isCovered, meetingSharing } from '../consent.ts';
import type { LocalDate } from '../time.ts';
import type { DecideContext } from './context.ts';
import type { CaseEvent, EventOf } from './events.ts';
import type { Participant } from './meeting-parts.ts';
import type { Refusal } from './refusal.ts';
import { refuse } from './refusal.ts';
import type { CaseState, Meeting } from './state.ts';

/** A no that tells whose consent for whom and for what is missing, as opaque keys: `guardian/<id>`, `pupil`. */
export const refuseUncovered = (
  field: string,
  { receiver, purpose, missing }: Extract<Coverage, { covered: false }>,
): { ok: false; refusal: Refusal } =>
  refuse('consent-missing', field, {
    receiver,
    purpose,
    missing: missing.map(giverKey).join(','),
    missingCount: missing.length,
  });

/** Which meetings a change can still stop. */
export type Ahead = (meeting: Meeting) => boolean;

/** Those that haven't begun when somebody decides. */
export const notBegun =
  ({ calendar, now }: Pick<DecideContext, 'calendar' | 'now'>): Ahead =>
  ({ time }) =>
    instantOf(calendar, time.date, time.from) > now;

/** Those of a day and after, seen from its night. */
export const fromNightOf =
  (on: LocalDate): Ahead =>
  ({ time }) =>
    time.date >= on;

/** Participants whose invitation stands. */
export const stillInvited = (meeting: Meeting): Participant[] => {
  const cancelled = new Set(
    meeting.answers.filter((a) => a.invitation === 'cancelled').map((a) => a.participantId),
  );
  return meeting.participants.filter((p) => !cancelled.has(p.participantId));
};

type StopReason = EventOf<'invitationCancelled'>['why'];

/** Why a guest may no longer come to a meeting in a case as it stands; null when nothing is in the way. */
export const stopReason = (
  after: CaseState,
  { as }: Pick<Participant, 'as'>,
  { kind, time }: Pick<Meeting, 'kind' | 'time'>,
  why: StopReason,
): StopReason | null => {
  switch (as.kind) {
    case 'guardian':
      // domain.md §3: at 18 the guardians' invitations stop.
      if (after.ofAge) return 'cameOfAge';
      return after.pupil.guardianIds.includes(as.guardianId) ? null : 'noLongerGuardian';
    case 'receiver':
      return isCovered(after, meetingSharing(kind, as.receiver), time.date).covered ? null : why;
    case 'pupil':
    case 'staff':
      return null;
  }
};

/**
 * Whether a meeting has lost what it was called for: only its own coordinators are left; of a SIP (SoL 10:8), the
 * chair or the last other authority. Family and school may meet without the receiver whom consent doesn't cover.
 */
const isPointless = (after: CaseState, meeting: Meeting, left: readonly Participant[]): boolean => {
  const own = after.stand.phase === 'assigned' ? after.stand.assignment.coordinatorIds : [];
  if (left.every(({ as }) => as.kind === 'staff' && own.includes(as.personId))) return true;
  if (meeting.sip === null) return false;
  const { chair } = meeting.sip;
  return !left.some((p) => p.as.kind === 'receiver') || !left.some((p) => p.participantId === chair);
};

/**
 * What stops in a case as it stands after a change: the invitation of each receiver that consent doesn't cover on
 * the meeting's day, and of each guardian whose part has ended; with them a meeting that nobody is left for.
 */
export const stopInvitations = (after: CaseState, ahead: Ahead, why: StopReason): CaseEvent[] =>
  after.meetings
    .filter((meeting) => meeting.status === 'called' && ahead(meeting))
    .flatMap((meeting): CaseEvent[] => {
      const { meetingId } = meeting;
      const invited = stillInvited(meeting);
      const stopped = invited.flatMap((participant): EventOf<'invitationCancelled'>[] => {
        const reason = stopReason(after, participant, meeting, why);
        return reason === null ? [] : [{ type: 'invitationCancelled', meetingId, participant, why: reason }];
      });
      const [first] = stopped;
      if (first === undefined) return [];
      const out = new Set(stopped.map((s) => s.participant.participantId));
      const left = invited.filter((p) => !out.has(p.participantId));
      return isPointless(after, meeting, left)
        ? [...stopped, { type: 'meetingCancelled', meetingId, reasonContentId: null, why: first.why }]
        : stopped;
    });
