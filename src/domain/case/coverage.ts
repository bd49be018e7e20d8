/** What follows when consent no longer reaches someone: sharing and meetings stop at once (domain.md §2 step 6). */
import { giverKey, isCovered } from '../consent.ts';
import type { LocalDate } from '../time.ts';
import type { CaseEvent, EventOf } from './events.ts';
import type { Giver, Participant, ReceiverKind } from './parts.ts';
import type { Refusal } from './refusal.ts';
import { refuse } from './refusal.ts';
import type { CaseState, Meeting } from './state.ts';

/** A no that tells whose consent is missing, as opaque keys: `guardian/<id>`, `pupil`. */
export const refuseUncovered = (
  field: string,
  receiver: ReceiverKind,
  missing: readonly Giver[],
): { ok: false; refusal: Refusal } =>
  refuse('consent-missing', field, {
    receiver,
    missing: missing.map(giverKey).join(','),
    missingCount: missing.length,
  });

/** Called, and not before `on`: the meetings that a change can still stop. */
const aheadOf = (state: CaseState, on: LocalDate): Meeting[] =>
  state.meetings.filter((meeting) => meeting.status === 'called' && meeting.time.date >= on);

/** Participants whose invitation stands. */
export const stillInvited = (meeting: Meeting): Participant[] => {
  const cancelled = new Set(
    meeting.answers.filter((a) => a.invitation === 'cancelled').map((a) => a.participantId),
  );
  return meeting.participants.filter((p) => !cancelled.has(p.participantId));
};

const isUncovered = (state: CaseState, participant: Participant, on: LocalDate): boolean =>
  participant.as.kind === 'receiver' && !isCovered(state, participant.as.receiver, 'any', on).covered;

type StopReason = Exclude<EventOf<'invitationCancelled'>['why'], 'noLongerGuardian'>;

/**
 * The invitations to take back in a case as it stands after a change: each receiver that consent doesn't cover on
 * the meeting's day. A meeting called for such receivers (samverkansmöte, SIP) with none of them left is cancelled;
 * a start meeting with the family goes on. `on` is today.
 */
export const stopUncovered = (after: CaseState, on: LocalDate, why: StopReason): CaseEvent[] =>
  aheadOf(after, on).flatMap((meeting): CaseEvent[] => {
    const invited = stillInvited(meeting);
    const stopped = invited.filter((p) => isUncovered(after, p, meeting.time.date));
    if (stopped.length === 0) return [];
    const { meetingId } = meeting;
    const events: CaseEvent[] = stopped.map((participant) => ({
      type: 'invitationCancelled',
      meetingId,
      participant,
      why,
    }));
    const receiversLeft = invited.some((p) => p.as.kind === 'receiver' && !stopped.includes(p));
    return meeting.kind === 'startMeeting' || receiversLeft
      ? events
      : [...events, { type: 'meetingCancelled', meetingId, reasonContentId: null, why }];
  });

/** The invitations of guardians whose part has ended: they moved out of the data, or the pupil came of age. */
export const stopGuardians = (
  state: CaseState,
  ended: (guardianId: string) => boolean,
  on: LocalDate,
  why: 'noLongerGuardian' | 'cameOfAge',
): CaseEvent[] =>
  aheadOf(state, on).flatMap((meeting) =>
    stillInvited(meeting)
      .filter((p) => p.as.kind === 'guardian' && ended(p.as.guardianId))
      .map((participant): CaseEvent => ({
        type: 'invitationCancelled',
        meetingId: meeting.meetingId,
        participant,
        why,
      })),
  );
