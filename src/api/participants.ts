/** A meeting's participants between the wire and the domain. */
import { z } from 'zod';
import type { Participant } from '../domain/case/meeting-parts.ts';
import type { Actor } from '../domain/case/parts.ts';
import type { CaseState } from '../domain/case/state.ts';
import type { MeetingId, ParticipantId } from '../domain/ids.ts';
import type { Draft } from './draft.ts';
import { id, line, receiver } from './schemas/common.ts';

export const participantSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('pupil') }),
    z.strictObject({ kind: z.literal('guardian'), guardianId: id('The guardian.') }),
    z.strictObject({ kind: z.literal('staff'), personId: id('The member of staff.') }),
    z.strictObject({
      kind: z.literal('receiver'),
      receiver,
      name: line('Who is invited there.', 'BUP mottagningen'),
      email: z.email().max(254),
    }),
  ])
  .meta({ id: 'Participant' });

export type ParticipantWire = z.output<typeof participantSchema>;

/**
 * The participants as the domain takes them. One who stays keeps id and address; an id that the meeting doesn't
 * have goes on as it is, so that the domain refuses it by name.
 */
export function participants(
  wires: ({ participantId: string } | ParticipantWire)[],
  draft: Draft,
  state: CaseState,
  meetingId: MeetingId | null,
): Participant[] {
  const before = state.meetings.find((meeting) => meeting.meetingId === meetingId)?.participants ?? [];
  return wires.map((wire) => {
    if ('participantId' in wire) {
      const kept = before.find((one) => one.participantId === wire.participantId);
      return kept ?? { participantId: wire.participantId, as: { kind: 'staff', personId: '' } };
    }
    const participantId = draft.id('participantIds');
    if (wire.kind !== 'receiver') return { participantId, as: wire };
    const addressId = draft.value('address', { name: wire.name, email: wire.email });
    return { participantId, as: { kind: 'receiver', receiver: wire.receiver, addressId } };
  });
}

/** The participant that the actor is in a meeting, or null. */
export function ownParticipant(state: CaseState, meetingId: MeetingId, actor: Actor): ParticipantId | null {
  const meeting = state.meetings.find((one) => one.meetingId === meetingId);
  const own = meeting?.participants.find(({ as }) => {
    if (as.kind === 'pupil') return actor.role === 'pupil';
    if (as.kind === 'guardian') return actor.role === 'guardian' && actor.guardianId === as.guardianId;
    return as.kind === 'staff' && 'personId' in actor && actor.personId === as.personId;
  });
  return own?.participantId ?? null;
}
