import { describe, expect, test } from 'vitest';
import {
  actors,
  after,
  aMeeting,
  anId,
  aPlannedCase,
  asking,
  consentsFor,
  eventsOf,
  ids,
  lived,
  participants,
} from '../../../test/factories/case.ts';
import { localDate, localTime } from '../time.ts';
import type { CommandOf } from './commands.ts';
import { applyCommand } from './core.ts';
import type { MeetingInput, Participant } from './meeting-parts.ts';
import type { CaseState } from './state.ts';

const newId = anId(660);
const handOver = (
  coordinators: CommandOf<'handOver'>['coordinators'] = [
    { personId: ids.secondCoordinator, stages: [], participantId: newId },
  ],
): CommandOf<'handOver'> => ({ type: 'handOver', coordinators, reason: 'sickLeave', contentId: null });
const back = handOver([{ personId: ids.coordinator, stages: [], participantId: anId(661) }]);
const newcomer: Participant = {
  participantId: newId,
  as: { kind: 'staff', personId: ids.secondCoordinator },
};

const called = (meeting: Partial<MeetingInput> = {}): CaseState =>
  lived(aPlannedCase(), [
    ...consentsFor('bup', 110),
    ['2026-09-15', actors.coordinator, { type: 'callMeeting', meeting: aMeeting(meeting) }],
  ]);
const taken = (state: CaseState, command = handOver(), date = '2026-09-21'): CaseState =>
  after(state, command, actors.teamLeader, date);
const whoIsIn = (state: CaseState) => state.meetings[0]?.participants.map((p) => p.as);
const mailsOf = (state: CaseState, command: CommandOf<'handOver'>, date: string) => {
  const { calendar, now } = asking(actors.teamLeader, date);
  const applied = applyCommand(state, { actor: actors.teamLeader, command, ifRevision: null }, calendar, now);
  if (!applied.ok) throw new Error('refused');
  return applied.effects.flatMap((e) =>
    e.type === 'invitation' ? [[e.method, e.to.participantId, e.meetingId, e.sequence]] : [],
  );
};

describe('who takes over a case', () => {
  test('is invited to the meetings already called; who leaves is called off; the rest hear nothing', () => {
    const before = called();
    expect(mailsOf(before, handOver(), '2026-09-21')).toEqual([
      ['request', newId, anId(600), 1],
      ['cancel', participants.coordinator.participantId, anId(600), 1],
    ]);
    const state = taken(before);
    expect(whoIsIn(state)).toEqual([
      participants.mother.as,
      participants.pupil.as,
      participants.bup.as,
      newcomer.as,
    ]);
    expect(state.meetings[0]?.answers.find((a) => a.participantId === newId)).toMatchObject({
      rsvp: 'none',
      invitation: 'sent',
    });
  });

  test('and hands back: the one who returns is invited anew, above the cancellation', () => {
    const state = taken(called());
    expect(mailsOf(state, back, '2026-09-22')).toEqual([
      ['request', anId(661), anId(600), 2],
      ['cancel', newId, anId(600), 2],
    ]);
  });

  test('leads also a meeting in which no coordinator was listed', () => {
    const state = taken(called({ participants: [participants.mother] }));
    expect(whoIsIn(state)).toEqual([participants.mother.as, newcomer.as]);
  });

  test('who was invited before as somebody else stays as they were', () => {
    const state = called({ participants: [participants.mother, participants.coordinator, newcomer] });
    expect(mailsOf(state, handOver(), '2026-09-21')).toEqual([
      ['cancel', participants.coordinator.participantId, anId(600), 1],
    ]);
  });

  test('a pair that becomes one: the one who stays comes where only the other was invited', () => {
    const pair = handOver([
      { personId: ids.coordinator, stages: [], participantId: anId(661) },
      { personId: ids.secondCoordinator, stages: [], participantId: anId(662) },
    ]);
    const both = after(aPlannedCase(), pair, actors.teamLeader, '2026-09-15');
    const meeting = aMeeting({ participants: [participants.mother, participants.coordinator] });
    const state = after(both, { type: 'callMeeting', meeting }, actors.coordinator, '2026-09-16');
    expect(whoIsIn(taken(state))).toEqual([participants.mother.as, newcomer.as]);
  });

  test('a coordinator who is the pupil’s mentor too still takes part', () => {
    const before = called();
    const mentoring = { ...before, pupil: { ...before.pupil, mentorIds: [ids.coordinator] } };
    expect(mailsOf(mentoring, handOver(), '2026-09-21')).toEqual([['request', newId, anId(600), 1]]);
  });

  test('takes the chair of a SIP from who leaves', () => {
    const consented = lived(aPlannedCase(), consentsFor('bup', 110, 'sip'));
    const meeting = aMeeting({
      kind: 'sip',
      sip: {
        initiator: 'school',
        chair: participants.coordinator.participantId,
        overallResponsible: 'bup',
        measures: [],
        followUpOn: localDate('2026-11-02'),
      },
    });
    const sip = after(consented, { type: 'callMeeting', meeting }, actors.coordinator, '2026-09-15');
    expect(taken(sip).meetings[0]?.sip?.chair).toBe(newId);
  });

  test('leaves alone what has begun, is held or is called off', () => {
    const meeting = { time: { ...aMeeting().time, date: localDate('2026-09-21'), from: localTime('08:00') } };
    const begun = called(meeting);
    expect(eventsOf(begun, handOver(), asking(actors.teamLeader, '2026-09-21'))).toHaveLength(1);
    const off = after(
      called(),
      { type: 'cancelMeeting', meetingId: anId(600), reasonContentId: null },
      actors.coordinator,
      '2026-09-16',
    );
    expect(eventsOf(off, handOver(), asking(actors.teamLeader, '2026-09-21'))).toHaveLength(1);
  });

  test('a case under older rules changes nothing but who the coordinators are', () => {
    const older = { ...called(), rulesVersion: 2 };
    expect(eventsOf(older, handOver(), asking(actors.teamLeader, '2026-09-21'))).toHaveLength(1);
  });
});
