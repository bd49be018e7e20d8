import { describe, expect, it } from 'vitest';
import {
  aCalendar,
  aCase,
  aContact,
  actors,
  aMeeting,
  anId,
  anOrder,
  aPlannedCase,
  at,
  caseAt,
  consentsFor,
  ids,
  lived,
  participants,
} from '../../../test/factories/case.ts';
import { localDate } from '../time.ts';
import type { Command } from './commands.ts';
import { applyCommand, passTime } from './core.ts';
import type { Actor } from './parts.ts';
import type { CaseState } from './state.ts';

const cal = aCalendar();

const ask = (
  state: CaseState,
  actor: Actor,
  command: Command,
  date: string,
  ifRevision: number | null = null,
) => applyCommand(state, { actor, command, ifRevision }, cal, at(date));

/** The yes; throws with the refusal's code. */
const yes = (...args: Parameters<typeof ask>) => {
  const applied = ask(...args);
  if (!applied.ok) throw new Error(applied.refusal.code);
  return applied;
};

const contact = (n: number, date: string): Command => ({
  type: 'recordContact',
  contact: aContact({ contactId: anId(n), date: localDate(date), kind: 'phone' }),
});

describe('a command', () => {
  it('meets the case as time has made it, and records what time did before it', () => {
    const planned = aPlannedCase();
    const { recorded, state } = yes(planned, actors.coordinator, contact(201, '2026-09-24'), '2026-09-24');
    const types = recorded.map(({ event }) => event.type);
    expect(types.indexOf('followUpMissed')).toBeGreaterThanOrEqual(0);
    expect(types.at(-1)).toBe('contactRecorded');
    expect(recorded.map((r) => r.seq)).toEqual(recorded.map((_, i) => planned.version + i + 1));
    expect(state.version).toBe(planned.version + recorded.length);
    expect(recorded.at(-1)).toMatchObject({ by: actors.coordinator, on: '2026-09-24' });
  });

  it('is too late for an extension once the case has lapsed', () => {
    const extension = {
      until: localDate('2027-06-01'),
      decidedBy: ids.teamLeader,
      decidedOn: localDate('2027-03-02'),
      evaluationId: anId(500),
      reasonContentId: ids.content,
    };
    const late = ask(aPlannedCase(), actors.teamLeader, { type: 'extend', extension }, '2027-03-02');
    expect(late).toMatchObject({ ok: false, refusal: { code: 'wrong-phase' } });
  });

  it('is refused when somebody else’s came between', () => {
    const state = caseAt('assigned');
    const first = yes(state, actors.coordinator, contact(201, '2026-09-01'), '2026-09-01', state.revision);
    const second = ask(
      first.state,
      actors.coordinator,
      contact(202, '2026-09-01'),
      '2026-09-01',
      state.revision,
    );
    expect(second).toMatchObject({ ok: false, refusal: { code: 'stale-revision' } });
  });

  it('counts when a person gives it; the system’s facts and a guest’s answer void no open form', () => {
    const called = lived(aPlannedCase(), [
      ...consentsFor('bup', 700),
      ['2026-09-15', actors.coordinator, { type: 'callMeeting', meeting: aMeeting() }],
    ]);
    const { participantId } = participants.bup;
    const answer: Command = {
      type: 'answerInvitation',
      meetingId: anId(600),
      participantId,
      rsvp: 'accepted',
    };
    const attendance: Command = {
      type: 'reportAttendance',
      attendance: { band: 'limit', asOf: localDate('2026-09-15') },
    };
    const revisionAfter = (actor: Actor, command: Command) =>
      yes(called, actor, command, '2026-09-16').state.revision - called.revision;
    expect(revisionAfter({ role: 'guest', participantId }, answer)).toBe(0);
    expect(revisionAfter(actors.system, attendance)).toBe(0);
    expect(revisionAfter(actors.coordinator, contact(201, '2026-09-16'))).toBe(1);
  });

  it('lets what it makes due at once happen with it', () => {
    // Three days after the due day, a week's patience becomes one day's.
    const moved = lived(caseAt('assigned'), [
      [
        '2026-09-01',
        actors.coordinator,
        {
          type: 'moveDeadline',
          key: 'firstContact',
          to: localDate('2026-09-01'),
          reasonContentId: ids.content,
        },
      ],
    ]);
    const policy = { ...moved.policy, version: 2, escalation: { afterDays: 1 } };
    const { recorded } = yes(moved, actors.teamLeader, { type: 'changePolicy', policy }, '2026-09-04');
    expect(recorded.map(({ event }) => event.type)).toEqual(['policyChanged', 'escalated']);
  });
});

describe('what goes out', () => {
  it('has a stable key of its own, in whichever order it’s asked again', () => {
    const { effects } = passTime(aPlannedCase(), cal, at('2027-03-02'));
    expect(new Set(effects.map((e) => e.key)).size).toBe(effects.length);
    expect(passTime(aPlannedCase(), cal, at('2027-03-02')).effects).toEqual(effects);
  });

  it('is told once when several events of one night say it alike', () => {
    const { effects } = passTime(lived(aPlannedCase(), consentsFor('bup', 700)), cal, at('2027-07-01'));
    const told = effects.filter((e) => e.type === 'notice' && e.notice === 'consentExpired');
    expect(told.map((e) => (e.type === 'notice' ? e.to : null))).toHaveLength(2);
  });

  it('tells the team leader of an order', () => {
    const { effects } = yes(aCase(), actors.rector, { type: 'placeOrder', order: anOrder() }, '2026-08-31');
    expect(effects).toMatchObject([
      { key: `${ids.case}/1/0`, type: 'notice', notice: 'orderPlaced', to: { role: 'teamLeader' } },
    ]);
  });

  it('invites everyone to a meeting; a withdrawn consent takes back that one invitation alone', () => {
    const covered = lived(aPlannedCase(), [
      ...consentsFor('bup', 700),
      ...consentsFor('socialServices', 710),
    ]);
    const meeting = aMeeting({ participants: [...aMeeting().participants, participants.socialServices] });
    const called = yes(covered, actors.coordinator, { type: 'callMeeting', meeting }, '2026-09-15');
    expect(called.effects.map((e) => e.type === 'invitation' && e.method)).toEqual(
      meeting.participants.map(() => 'request'),
    );
    const withdrawn = yes(
      called.state,
      actors.mother,
      { type: 'withdrawConsent', consentId: anId(700), kinds: null },
      '2026-09-16',
    );
    expect(withdrawn.effects.filter((e) => e.type === 'invitation')).toMatchObject([
      { method: 'cancel', to: { participantId: participants.bup.participantId } },
    ]);
    expect(withdrawn.effects).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ notice: 'consentWithdrawn', to: { by: 'role', role: 'teamLeader' } }),
      ]),
    );
  });

  it('sends a change to those who stay, a cancellation to who falls out, with a rising sequence', () => {
    const called = lived(aPlannedCase(), [
      ...consentsFor('bup', 700),
      ['2026-09-15', actors.coordinator, { type: 'callMeeting', meeting: aMeeting() }],
    ]);
    const { time, where } = aMeeting();
    const stay = aMeeting().participants.slice(0, 3);
    const { effects } = yes(
      called,
      actors.coordinator,
      {
        type: 'changeMeeting',
        meetingId: anId(600),
        time: { ...time, minutes: 90 },
        where,
        participants: stay,
      },
      '2026-09-16',
    );
    expect(effects.map((e) => (e.type === 'invitation' ? `${e.method} ${e.sequence}` : e.type))).toEqual([
      'request 1',
      'request 1',
      'request 1',
      'cancel 1',
    ]);
  });

  it('invites who comes to a changed meeting as if it were new to them, as it is', () => {
    const { time, where, participants } = aMeeting();
    const called = lived(aPlannedCase(), [
      [
        '2026-09-15',
        actors.coordinator,
        { type: 'callMeeting', meeting: aMeeting({ participants: participants.slice(0, 2) }) },
      ],
    ]);
    const { effects } = yes(
      called,
      actors.coordinator,
      { type: 'changeMeeting', meetingId: anId(600), time, where, participants: participants.slice(0, 3) },
      '2026-09-16',
    );
    expect(effects.map((e) => e.type === 'invitation' && e.first === true)).toEqual([false, false, true]);
  });

  it('is nothing by itself to a family with protected identity', () => {
    const told = (protectedIdentity: boolean) =>
      passTime(caseAt('assigned', { pupil: { protectedIdentity } }), cal, at('2027-03-02')).effects.filter(
        (e) => e.type === 'notice' && e.to.by === 'giver',
      ).length;
    expect(told(false)).toBe(2);
    expect(told(true)).toBe(0);
  });
});
