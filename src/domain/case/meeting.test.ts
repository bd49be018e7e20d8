import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actors,
  after,
  aMeeting,
  anId,
  asking,
  at,
  caseAt,
  consentsFor,
  eventsOf,
  happen,
  ids,
  lived,
  participants,
  refusalOf,
} from '../../../test/factories/case.ts';
import { isCovered, meetingSharing } from '../consent.ts';
import { addDays, localDate, localTime } from '../time.ts';
import { decide } from './decide.ts';
import type { ReceiverKind } from './consent-parts.ts';
import type { MeetingInput, Participant, SipFields } from './meeting-parts.ts';
import type { CaseState } from './state.ts';

const covered = lived(caseAt('assigned'), [...consentsFor('bup', 110), ...consentsFor('bup', 120, 'sip')]);
const call = (change: Partial<MeetingInput> = {}) =>
  ({ type: 'callMeeting', meeting: aMeeting(change) }) as const;
const ctx = asking(actors.coordinator, '2026-09-14');
const called = after(covered, call(), actors.coordinator, '2026-09-14');
const refusedCall = (change: Partial<MeetingInput>, state: CaseState = covered) =>
  refusalOf(state, call(change), ctx);
const meetingOf = (state: CaseState) => {
  const [meeting] = state.meetings;
  if (!meeting) throw new Error('no meeting');
  return meeting;
};
const sip: SipFields = {
  initiator: 'socialServices',
  chair: participants.bup.participantId,
  overallResponsible: 'bup',
  measures: [{ authority: 'bup', contentId: ids.content }],
  followUpOn: localDate('2026-12-01'),
};

describe('askForMeeting', () => {
  const ask = {
    type: 'askForMeeting',
    askedBy: { role: 'guardian', guardianId: ids.mother },
    contentId: null,
  } as const;

  it('is owed from the first asking until a meeting is called', () => {
    const asked = after(covered, ask, actors.mother, '2026-09-10');
    const again = after(asked, { ...ask, askedBy: { role: 'pupil' } }, actors.pupil, '2026-09-12');
    expect(again.meetingAskedForOn).toBe('2026-09-10');
    expect(after(again, call(), actors.coordinator, '2026-09-14').meetingAskedForOn).toBeNull();
  });

  it('is owed again when the meeting is cancelled, until another is called', () => {
    const cancel = { type: 'cancelMeeting', meetingId: anId(600), reasonContentId: null } as const;
    const answered = after(
      after(covered, ask, actors.mother, '2026-09-10'),
      call(),
      actors.coordinator,
      '2026-09-14',
    );
    expect(after(answered, cancel, actors.coordinator, '2026-09-15').meetingAskedForOn).toBe('2026-09-10');
    const another = after(answered, call({ meetingId: anId(650) }), actors.coordinator, '2026-09-15');
    expect(after(another, cancel, actors.coordinator, '2026-09-15').meetingAskedForOn).toBeNull();
    const unasked = after(covered, call(), actors.coordinator, '2026-09-14');
    expect(after(unasked, cancel, actors.coordinator, '2026-09-15').meetingAskedForOn).toBeNull();
  });

  it('is for oneself, and not for guardians of someone of age', () => {
    expect(refusalOf(covered, ask, asking(actors.father, '2026-09-10'))).toMatchObject({
      code: 'not-permitted',
      field: 'askedBy',
    });
    expect(refusalOf({ ...covered, ofAge: true }, ask, ctx)).toMatchObject({ params: { reason: 'of-age' } });
    const stranger = { ...ask, askedBy: { role: 'guardian', guardianId: anId(999) } } as const;
    expect(refusalOf(covered, stranger, ctx)).toMatchObject({ code: 'unknown-id' });
  });
});

describe('callMeeting', () => {
  it('invites everyone with sequence 0', () => {
    expect(meetingOf(called)).toMatchObject({ sequence: 0, status: 'called', calledOn: '2026-09-14' });
    expect(meetingOf(called).answers.map((a) => a.invitation)).toEqual(Array(4).fill('sent'));
  });

  it('names the receiver and the guardians whose consent is missing on the meeting’s day', () => {
    const onlyMother = lived(caseAt('assigned'), consentsFor('bup', 110).slice(0, 1));
    expect(refusedCall({}, onlyMother)).toMatchObject({
      code: 'consent-missing',
      field: 'meeting/participants/3',
      params: { receiver: 'bup', missing: `guardian/${ids.father}`, missingCount: 1 },
    });
    const afterConsent = { date: localDate('2027-07-01'), from: localTime('14:00'), minutes: 60 };
    expect(refusedCall({ time: afterConsent })).toMatchObject({ params: { missingCount: 2 } });
  });

  it('needs no consent for family, staff and the school', () => {
    const school: Participant = {
      participantId: anId(610),
      as: { kind: 'receiver', receiver: 'school', addressId: anId(30) },
    };
    const family = [participants.mother, participants.father, participants.pupil, participants.coordinator];
    const state = after(
      caseAt('assigned'),
      call({ participants: [...family, school] }),
      actors.coordinator,
      '2026-09-14',
    );
    expect(state.meetings).toHaveLength(1);
  });

  it('lies ahead, this very day included', () => {
    const time = (date: string, from: string, minutes = 60) => ({
      time: { date: localDate(date), from: localTime(from), minutes },
    });
    expect(refusedCall(time('2026-09-14', '09:59'))).toMatchObject({ code: 'date-in-past' });
    expect(eventsOf(covered, call(time('2026-09-14', '10:01')), ctx)).toHaveLength(1);
    expect(refusedCall(time('2027-09-15', '10:00'))).toMatchObject({ code: 'invalid-date' });
    expect(refusedCall(time('2026-09-24', '10:00', 0))).toMatchObject({ field: 'meeting/time/minutes' });
  });

  it('keeps its place on the wall over the autumn’s change of clocks', () => {
    const time = { date: localDate('2026-10-25'), from: localTime('03:00'), minutes: 60 };
    const night = { ...ctx, today: localDate('2026-10-25') };
    const before = { ...night, now: at('2026-10-25', '02:30') };
    expect(decide(covered, call({ time }), before).ok).toBe(true);
    expect(refusalOf(covered, call({ time }), { ...night, now: at('2026-10-25', '03:00') })).toMatchObject({
      code: 'date-in-past',
    });
  });

  it('invites nobody twice, no guardian of someone of age, no crowd and not nobody', () => {
    const twin = { ...participants.mother, participantId: anId(699) };
    expect(refusedCall({ participants: [participants.mother, twin] })).toMatchObject({
      code: 'duplicate-id',
    });
    expect(refusedCall({ participants: [participants.mother, participants.mother] })).toMatchObject({
      code: 'duplicate-id',
    });
    expect(refusedCall({ participants: [] })).toMatchObject({ code: 'invalid-value' });
    const crowd = Array.from({ length: 10_000 }, (_, n): Participant => ({
      participantId: anId(n),
      as: { kind: 'staff', personId: anId(n) },
    }));
    expect(refusedCall({ participants: crowd })).toMatchObject({ code: 'too-many', params: { most: 60 } });
    expect(refusedCall({ participants: [participants.mother] }, { ...covered, ofAge: true })).toMatchObject({
      params: { reason: 'of-age' },
    });
    const stranger = { participantId: anId(698), as: { kind: 'guardian', guardianId: anId(997) } } as const;
    expect(refusedCall({ participants: [stranger] })).toMatchObject({ code: 'unknown-id' });
    expect(refusedCall({}, called)).toMatchObject({ code: 'duplicate-id', field: 'meeting/meetingId' });
  });

  it('has the SIP’s own fields when it is one, and only then', () => {
    expect(refusedCall({ sip })).toMatchObject({ field: 'meeting/sip' });
    expect(refusedCall({ kind: 'sip' })).toMatchObject({ field: 'meeting/sip' });
    expect(refusedCall({ kind: 'sip', sip: { ...sip, chair: anId(999) } })).toMatchObject({
      field: 'meeting/sip/chair',
    });
    const early = { ...sip, followUpOn: localDate('2026-09-23') };
    expect(refusedCall({ kind: 'sip', sip: early })).toMatchObject({ code: 'end-before-start' });
    expect(eventsOf(covered, call({ kind: 'sip', sip }), ctx)).toHaveLength(1);
  });

  it('never invites a receiver whom consent doesn’t cover, whatever is asked for', () => {
    const receivers: ReceiverKind[] = ['bup', 'socialServices', 'school', 'police', 'coordinators'];
    const people = fc.uniqueArray(fc.constantFrom(...receivers), { minLength: 1 });
    fc.assert(
      fc.property(people, fc.integer({ min: 0, max: 360 }), fc.boolean(), (kinds, days, isOfAge) => {
        const state = { ...covered, ofAge: isOfAge };
        const date = addDays(localDate('2026-09-15'), days);
        const meeting = aMeeting({
          time: { date, from: localTime('14:00'), minutes: 60 },
          participants: kinds.map((receiver, i) => ({
            participantId: anId(600 + i),
            as: { kind: 'receiver', receiver, addressId: anId(30 + i) },
          })),
        });
        const decided = decide(state, { type: 'callMeeting', meeting }, ctx);
        expect(decided.ok).toBe(
          kinds.every((kind) => isCovered(state, meetingSharing('collaboration', kind), date).covered),
        );
      }),
    );
  });
});

describe('changeMeeting', () => {
  const change = (input: Partial<Pick<MeetingInput, 'time' | 'participants'>>) =>
    ({
      type: 'changeMeeting',
      meetingId: anId(600),
      time: input.time ?? aMeeting().time,
      where: aMeeting().where,
      participants: input.participants ?? aMeeting().participants,
    }) as const;
  const answered = after(
    called,
    { type: 'answerInvitation', meetingId: anId(600), participantId: anId(601), rsvp: 'accepted' },
    actors.mother,
    '2026-09-15',
  );
  const later = { ...aMeeting().time, date: localDate('2026-10-01') };

  it('raises the sequence, and asks anew when the time is another', () => {
    const moved = meetingOf(after(answered, change({ time: later }), actors.coordinator, '2026-09-16'));
    expect(moved).toMatchObject({ sequence: 1, time: later });
    expect(moved.answers.every((a) => a.rsvp === 'none')).toBe(true);
  });

  it('keeps answers when only the circle changes, and cancels those who fall out', () => {
    const circle = [participants.mother, participants.father, participants.coordinator];
    const events = eventsOf(answered, change({ participants: circle }), ctx);
    expect(events).toMatchObject([{ removed: [participants.pupil, participants.bup] }]);
    const meeting = meetingOf(happen(answered, events, '2026-09-16'));
    expect(meeting.answers).toEqual([
      { participantId: anId(601), rsvp: 'accepted', invitation: 'sent' },
      { participantId: anId(602), rsvp: 'none', invitation: 'sent' },
      { participantId: anId(604), rsvp: 'none', invitation: 'sent' },
      { participantId: anId(603), rsvp: 'none', invitation: 'cancelled' },
      { participantId: anId(605), rsvp: 'none', invitation: 'cancelled' },
    ]);
  });

  it('holds to the same rules as the calling, keeps a SIP’s chair, and lends no id to another', () => {
    const uncovered = change({ participants: [participants.mother, participants.socialServices] });
    expect(refusalOf(called, uncovered, ctx)).toMatchObject({ code: 'consent-missing' });
    const swapped = change({ participants: [{ ...participants.father, participantId: anId(601) }] });
    expect(refusalOf(called, swapped, ctx)).toMatchObject({ code: 'duplicate-id' });
    const sipCalled = after(covered, call({ kind: 'sip', sip }), actors.coordinator, '2026-09-14');
    const chairless = change({ participants: [participants.mother] });
    expect(refusalOf(sipCalled, chairless, ctx)).toMatchObject({ params: { missing: 'chair' } });
  });

  it('is refused once the meeting is cancelled', () => {
    const cancel = { type: 'cancelMeeting', meetingId: anId(600), reasonContentId: null } as const;
    const cancelled = after(called, cancel, actors.coordinator, '2026-09-16');
    expect(meetingOf(cancelled)).toMatchObject({ status: 'cancelled', sequence: 1 });
    expect(refusalOf(cancelled, cancel, ctx)).toMatchObject({ code: 'already-done' });
    expect(refusalOf(cancelled, change({}), ctx)).toMatchObject({ code: 'already-done' });
    expect(refusalOf(covered, cancel, ctx)).toMatchObject({ code: 'unknown-id' });
  });
});

describe('answerInvitation', () => {
  const answer = (participantId: string) =>
    ({ type: 'answerInvitation', meetingId: anId(600), participantId, rsvp: 'declined' }) as const;
  const bup = participants.bup.participantId;

  it('is for oneself; who works with the case may note another’s', () => {
    const guest = { role: 'guest', participantId: bup } as const;
    expect(eventsOf(called, answer(bup), asking(guest, '2026-09-15'))).toHaveLength(1);
    expect(eventsOf(called, answer(bup), ctx)).toHaveLength(1);
    const mother = asking(actors.mother, '2026-09-15');
    expect(refusalOf(called, answer(bup), mother)).toMatchObject({ code: 'not-permitted' });
    expect(refusalOf(called, answer(anId(999)), ctx)).toMatchObject({ code: 'unknown-id' });
  });

  it('says nothing twice, and nothing once the meeting has begun', () => {
    const no = after(called, answer(bup), actors.coordinator, '2026-09-15');
    expect(eventsOf(no, answer(bup), ctx)).toEqual([]);
    expect(refusalOf(called, answer(bup), asking(actors.coordinator, '2026-09-25'))).toMatchObject({
      code: 'date-in-past',
    });
  });

  it('is refused after the invitation was taken back', () => {
    const taken = happen(
      called,
      [
        {
          type: 'invitationCancelled',
          meetingId: anId(600),
          participant: participants.bup,
          why: 'consentWithdrawn',
        },
      ],
      '2026-09-15',
    );
    expect(refusalOf(taken, answer(bup), ctx)).toMatchObject({ code: 'unknown-id' });
  });
});
