/** Moves around collaboration meetings. */
import type { ReceiverKind } from '../../../src/domain/case/consent-parts.ts';
import type { MeetingKind, Participant, SipFields } from '../../../src/domain/case/meeting-parts.ts';
import type { Actor } from '../../../src/domain/case/parts.ts';
import { isCovered, meetingSharing, requiredGivers } from '../../../src/domain/consent.ts';
import type { LocalDate } from '../../../src/domain/time.ts';
import { addDays, localTime } from '../../../src/domain/time.ts';
import { aMeeting, ids, participants } from '../../factories/parts.ts';
import type { Makers, Scene } from './scene.ts';
import { actorFor, receivers, worker } from './scene.ts';

const calledMeeting = ({ state, dice }: Scene) =>
  dice.oneOf(state.meetings.filter((m) => m.status === 'called'));

const guests = (scene: Scene, kind: MeetingKind, on: LocalDate): Participant[] => {
  const { state, dice } = scene;
  const covered = (receiver: ReceiverKind) => isCovered(state, meetingSharing(kind, receiver), on).covered;
  // Sometimes somebody whom no consent covers: the case must say no.
  const outside = receivers.filter((r) => covered(r) || dice.chance(15));
  return [
    participants.coordinator,
    participants.pupil,
    ...(state.ofAge ? [] : [participants.mother]),
    ...outside.map((receiver): Participant => ({
      participantId: scene.newId(),
      as: { kind: 'receiver', receiver, addressId: ids.content },
    })),
  ];
};

const meetingTime = ({ today, dice }: Scene) => ({
  date: addDays(today, 1 + dice.below(35)),
  from: localTime('14:00'),
  minutes: 60,
});

export const meetings: Makers<
  | 'askForMeeting'
  | 'callMeeting'
  | 'changeMeeting'
  | 'cancelMeeting'
  | 'answerInvitation'
  | 'recordMinutes'
  | 'reportDecision'
> = {
  askForMeeting: ({ state, dice }) => {
    const askedBy = dice.oneOf(requiredGivers(state));
    return (
      askedBy && { actor: actorFor(askedBy), command: { type: 'askForMeeting', askedBy, contentId: null } }
    );
  },
  callMeeting: (scene) => {
    const time = meetingTime(scene);
    const isSipPossible = receivers.some(
      (receiver) => isCovered(scene.state, meetingSharing('sip', receiver), time.date).covered,
    );
    const wanted = scene.dice.oneOf(
      isSipPossible
        ? (['sip', 'sip', 'collaboration', 'startMeeting'] as const)
        : (['collaboration', 'collaboration', 'startMeeting', 'sip'] as const),
    );
    const invited = guests(scene, wanted ?? 'sip', time.date);
    const authority = invited.find((p) => p.as.kind === 'receiver');
    const sip: SipFields | null =
      authority !== undefined && wanted === 'sip'
        ? {
            initiator: 'school',
            chair: authority.participantId,
            overallResponsible: 'bup',
            measures: [],
            followUpOn: addDays(time.date, 14 + scene.dice.below(60)),
          }
        : null;
    // A SIP without another authority is none.
    const kind = wanted === 'sip' && sip === null ? 'collaboration' : (wanted ?? 'collaboration');
    const meeting = aMeeting({ meetingId: scene.newId(), kind, time, participants: invited, sip });
    return { actor: worker(scene), command: { type: 'callMeeting', meeting } };
  },
  changeMeeting: (scene) => {
    const meeting = calledMeeting(scene);
    if (meeting === null) return null;
    const { meetingId, where } = meeting;
    const time = meetingTime(scene);
    // Those who stay keep their ids; some fall out, others come.
    const kept = meeting.participants.filter((p) => p.as.kind !== 'receiver');
    const invited = scene.dice.chance(50)
      ? meeting.participants
      : [...kept, ...guests(scene, meeting.kind, time.date).filter((p) => p.as.kind === 'receiver')];
    return {
      actor: worker(scene),
      command: { type: 'changeMeeting', meetingId, time, where, participants: invited },
    };
  },
  cancelMeeting: (scene) => {
    const meeting = calledMeeting(scene);
    return (
      meeting && {
        actor: worker(scene),
        command: { type: 'cancelMeeting', meetingId: meeting.meetingId, reasonContentId: null },
      }
    );
  },
  answerInvitation: (scene) => {
    const meeting = scene.dice.oneOf(
      scene.state.meetings.filter((m) => m.status === 'called' && m.time.date > scene.today),
    );
    const participant = scene.dice.oneOf(meeting?.participants ?? []);
    if (meeting === null || participant === null) return null;
    const { participantId } = participant;
    const rsvp = scene.dice.oneOf(['accepted', 'declined', 'tentative'] as const) ?? 'accepted';
    const actor: Actor = scene.dice.chance(50) ? { role: 'guest', participantId } : worker(scene);
    return {
      actor,
      command: { type: 'answerInvitation', meetingId: meeting.meetingId, participantId, rsvp },
    };
  },
  recordMinutes: (scene) => {
    const over = scene.state.meetings.filter((m) => m.status === 'called' && m.time.date <= scene.today);
    const meeting = scene.dice.oneOf(over);
    if (meeting === null) return null;
    const owner = scene.dice.oneOf([
      { party: 'mentor', personId: ids.mentor },
      { party: 'bup', personId: null },
      { party: 'coordinator', personId: ids.coordinator },
    ] as const) ?? { party: 'guardian' as const, personId: null };
    const decision = {
      decisionId: scene.newId(),
      owner,
      due: addDays(scene.today, scene.dice.below(30)),
      contentId: ids.content,
    };
    return {
      actor: worker(scene),
      command: {
        type: 'recordMinutes',
        meetingId: meeting.meetingId,
        minutes: {
          heldOn: meeting.time.date,
          attended: meeting.participants.slice(0, 2).map((p) => p.participantId),
          contentId: ids.content,
          decisions: [decision],
          ...(meeting.sip !== null && scene.dice.chance(30) && { endsSip: true }),
        },
      },
    };
  },
  reportDecision: (scene) => {
    const open = scene.state.decisions.filter((d) => d.reports.every((r) => r.result !== 'done'));
    const decision = scene.dice.oneOf(open);
    if (decision === null) return null;
    const result = scene.dice.oneOf(['done', 'notDone', 'changed'] as const) ?? 'done';
    const { decisionId } = decision;
    return {
      actor: worker(scene),
      command: {
        type: 'reportDecision',
        report: { decisionId, result, reportedOn: scene.today, contentId: null },
      },
    };
  },
};
