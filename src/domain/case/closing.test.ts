import { describe, expect, it } from 'vitest';
import {
  actors,
  aCalendar,
  after,
  aMeeting,
  anEvaluation,
  anId,
  anOrder,
  aPlan,
  aPlannedCase,
  asking,
  caseAt,
  consentsFor,
  eventsOf,
  happen,
  ids,
  lived,
  participants,
  refusalOf,
} from '../../../test/factories/case.ts';
import { localDate, localTime } from '../time.ts';
import { checkUpDue } from './check-ups.ts';
import type { CommandOf } from './commands.ts';
import { cancellationsOnEnd } from './meeting.ts';

const close = (reason: CommandOf<'close'>['reason']) =>
  ({ type: 'close', reason, contentId: ids.content }) as const;
const planned = aPlannedCase();
const monitoring = caseAt('monitoring');
const ctx = asking(actors.coordinator, '2026-12-02');

describe('close', () => {
  it('asks for the final evaluation, except where nobody is left to hold it with', () => {
    expect(refusalOf(planned, close('backAtSchool'), ctx)).toMatchObject({ code: 'evaluation-missing' });
    const notFinal = after(
      planned,
      { type: 'recordEvaluation', evaluation: anEvaluation() },
      actors.coordinator,
      '2026-10-22',
    );
    expect(refusalOf(notFinal, close('otherMeasureTookOver'), ctx)).toMatchObject({
      code: 'evaluation-missing',
    });
    for (const reason of ['moved', 'leftSchool', 'consentEnded'] as const)
      expect(eventsOf(planned, close(reason), ctx)).toEqual([{ ...close(reason), type: 'closed' }]);
  });

  it('gives a refused extension as its reason only after one was refused', () => {
    expect(refusalOf(planned, close('extensionRefused'), ctx)).toMatchObject({ code: 'policy-forbids' });
    const final = anEvaluation({ heldOn: localDate('2026-12-01'), final: true });
    const refusedIt = lived(planned, [
      ['2026-12-01', actors.coordinator, { type: 'recordEvaluation', evaluation: final }],
      [
        '2026-12-01',
        actors.teamLeader,
        { type: 'refuseExtension', decidedOn: localDate('2026-12-01'), reasonContentId: ids.content },
      ],
    ]);
    expect(eventsOf(refusedIt, close('extensionRefused'), ctx)).toHaveLength(1);
  });

  it('asks for a new final evaluation once the assignment was extended after one', () => {
    const final = anEvaluation({ heldOn: localDate('2026-11-30'), final: true });
    const extension = {
      until: localDate('2027-06-30'),
      decidedBy: ids.teamLeader,
      decidedOn: localDate('2026-12-01'),
      evaluationId: final.evaluationId,
      reasonContentId: ids.content,
    };
    const extended = lived(planned, [
      [
        '2026-11-30',
        actors.coordinator,
        { type: 'recordEvaluation', evaluation: { ...final, lovReasonContentId: ids.content } },
      ],
      ['2026-12-01', actors.teamLeader, { type: 'extend', extension }],
    ]);
    expect(refusalOf(extended, close('backAtSchool'), ctx)).toMatchObject({ code: 'evaluation-missing' });
  });

  it('starts the watch and ends what was awaited', () => {
    expect(monitoring.stand).toMatchObject({
      phase: 'monitoring',
      closure: { reason: 'backAtSchool', on: '2026-12-02', effectiveOn: '2026-12-02' },
      checkUps: [
        { week: 11, due: '2027-02-17', result: null },
        { week: 41, due: '2027-09-15', result: null },
      ],
    });
    expect(monitoring.awaiting).toBeNull();
  });

  it('cancels the meetings that are still to come, not the one of this morning', () => {
    const time = (date: string, from: string) => ({
      date: localDate(date),
      from: localTime(from),
      minutes: 60,
    });
    const family = [participants.mother, participants.coordinator];
    const met = lived(planned, [
      [
        '2026-11-20',
        actors.coordinator,
        {
          type: 'callMeeting',
          meeting: aMeeting({
            meetingId: anId(610),
            time: time('2026-12-02', '08:00'),
            participants: family,
          }),
        },
      ],
      [
        '2026-11-20',
        actors.coordinator,
        {
          type: 'callMeeting',
          meeting: aMeeting({
            meetingId: anId(611),
            time: time('2026-12-02', '15:00'),
            participants: family,
          }),
        },
      ],
    ]);
    expect(eventsOf(met, close('moved'), ctx)).toMatchObject([
      { type: 'meetingCancelled', meetingId: anId(611), why: 'assignmentEnded' },
      { type: 'closed' },
    ]);
    expect(cancellationsOnEnd(met, localDate('2026-12-02'))).toHaveLength(2);
    expect(cancellationsOnEnd(met, localDate('2026-12-03'))).toHaveLength(0);
  });

  it('ends a case that never was allocated', () => {
    const byLeader = asking(actors.teamLeader, '2026-09-02');
    for (const phase of ['ordering', 'ordered'] as const) {
      const events = eventsOf(caseAt(phase), close('moved'), byLeader);
      expect(events).toMatchObject([{ type: 'closed' }, { type: 'ended', why: 'neverAssigned' }]);
      expect(happen(caseAt(phase), events, '2026-09-02').stand).toEqual({
        phase: 'ended',
        since: '2026-09-02',
        closure: { reason: 'moved', on: '2026-09-02', effectiveOn: '2026-09-02' },
      });
    }
  });
});

describe('eligibility for upper secondary school', () => {
  const ninth = { year: 9, stage: '7-9' } as const;
  const eligibleAt = (pupil: Parameters<typeof aPlannedCase>[0], eligibleForUpperSecondary: boolean) => {
    const command = { ...close('moved'), eligibleForUpperSecondary };
    return [aPlannedCase(pupil), command, ctx] as const;
  };

  it('is told at the closing and at a check-up of whoever is in the ninth year, or was', () => {
    expect(eventsOf(...eligibleAt({ pupil: ninth }, true))).toEqual([
      { ...close('moved'), type: 'closed', eligibleForUpperSecondary: true },
    ]);
    const gone = caseAt('monitoring', { pupil: { ...ninth, schoolForm: 'upperSecondary', year: 1 } });
    const checkUp = {
      checkUpId: anId(803),
      heldOn: localDate('2027-02-17'),
      outcome: 'stable',
      contentId: null,
      eligibleForUpperSecondary: false,
    } as const;
    expect(
      eventsOf(gone, { type: 'recordCheckUp', checkUp }, asking(actors.coordinator, '2027-02-17')),
    ).toMatchObject([{ type: 'checkUpHeld', checkUp: { eligibleForUpperSecondary: false } }]);
    expect(
      refusalOf(monitoring, { type: 'recordCheckUp', checkUp }, asking(actors.coordinator, '2027-02-17')),
    ).toMatchObject({ code: 'invalid-value', field: 'checkUp/eligibleForUpperSecondary' });
  });

  it('is refused of younger pupils, and of those whose school leads elsewhere', () => {
    for (const pupil of [{ year: 8 }, { ...ninth, schoolForm: 'adaptedCompulsory' }] as const) {
      expect(refusalOf(...eligibleAt({ pupil }, true))).toMatchObject({
        code: 'invalid-value',
        field: 'eligibleForUpperSecondary',
      });
    }
  });

  it('stands in no event where nobody said it', () => {
    expect(eventsOf(aPlannedCase({ pupil: ninth }), close('moved'), ctx)).toEqual([
      { ...close('moved'), type: 'closed' },
    ]);
  });
});

describe('check-ups', () => {
  const checkUp = (heldOn: string, n = 800) =>
    ({
      type: 'recordCheckUp',
      checkUp: { checkUpId: anId(n), heldOn: localDate(heldOn), outcome: 'stable', contentId: null },
    }) as const;

  it('are held in their order', () => {
    const first = after(monitoring, checkUp('2027-02-17'), actors.coordinator, '2027-02-17');
    expect(first.stand).toMatchObject({ checkUps: [{ result: { checkUpId: anId(800) } }, { result: null }] });
    const both = after(first, checkUp('2027-09-15', 801), actors.coordinator, '2027-09-15');
    expect(both.stand).toMatchObject({ checkUps: [{ week: 11 }, { result: { checkUpId: anId(801) } }] });
    const ctxLater = asking(actors.coordinator, '2027-09-16');
    expect(refusalOf(both, checkUp('2027-09-16', 802), ctxLater)).toMatchObject({ code: 'already-done' });
    expect(refusalOf(first, checkUp('2027-09-15'), ctxLater)).toMatchObject({ code: 'duplicate-id' });
    expect(refusalOf(monitoring, checkUp('2026-12-01'), ctxLater)).toMatchObject({ code: 'date-in-past' });
  });

  it('fulfil a missed one when held late', () => {
    const missed = happen(monitoring, [{ type: 'checkUpMissed', week: 11 }], '2027-03-18');
    expect(eventsOf(missed, checkUp('2027-04-07'), asking(actors.coordinator, '2027-04-07'))).toMatchObject([
      { type: 'checkUpHeld', week: 11 },
    ]);
    expect(eventsOf(missed, checkUp('2027-09-01'), asking(actors.coordinator, '2027-09-01'))).toMatchObject([
      { type: 'checkUpHeld', week: 41 },
    ]);
  });

  it('wait for the end of the first school week when they fall in a lov', () => {
    expect(checkUpDue(aCalendar(), localDate('2027-02-17'))).toEqual({
      due: '2027-02-17',
      movedByLov: false,
    });
    expect(checkUpDue(aCalendar(), localDate('2027-02-24'))).toEqual({ due: '2027-03-05', movedByLov: true });
    expect(checkUpDue(aCalendar(), localDate('2027-07-10'))).toEqual({ due: '2027-08-20', movedByLov: true });
  });
});

describe('reopen', () => {
  const reopen = { type: 'reopen', order: anOrder() } as const;
  const inJanuary = asking(actors.rector, '2027-01-20');

  it('leads by a complete order to a new assignment, and keeps the old one as history', () => {
    const reopened = after(monitoring, reopen, actors.rector, '2027-01-20');
    expect(reopened.stand).toMatchObject({
      phase: 'ordered',
      basis: { by: 'order', placedOn: '2027-01-20' },
    });
    expect(reopened.pastAssignments).toMatchObject([
      { assignment: { no: 1 }, closure: { reason: 'backAtSchool' } },
    ]);
    expect(reopened.plans).toEqual([]);
    const again = lived(reopened, [
      [
        '2027-01-21',
        actors.teamLeader,
        {
          type: 'allocate',
          coordinators: [{ personId: ids.coordinator, stages: ['7-9'] }],
          start: localDate('2027-01-21'),
          outsideStagesContentId: null,
        },
      ],
      [
        '2027-01-25',
        actors.coordinator,
        { type: 'makePlan', plan: aPlan({ planId: anId(320), start: localDate('2027-01-25') }) },
      ],
    ]);
    expect(again.stand).toMatchObject({ assignment: { no: 2, cap: { nominalEnd: '2027-07-21' } } });
    // An evaluation of the assignment before closes nothing in this one.
    expect(refusalOf(again, close('backAtSchool'), asking(actors.coordinator, '2027-02-01'))).toMatchObject({
      code: 'evaluation-missing',
    });
  });

  it('says what an incomplete order lacks', () => {
    const order = anOrder({ questionContentId: null, preconditions: anOrder().preconditions.slice(1) });
    expect(refusalOf(monitoring, { type: 'reopen', order }, inJanuary)).toMatchObject({
      code: 'invalid-value',
      field: 'order',
      params: { missing: 'precondition/absenceNoticed,question' },
    });
  });

  it('is for a watched case', () => {
    expect(refusalOf(planned, reopen, inJanuary)).toMatchObject({ code: 'wrong-phase' });
    expect(refusalOf(caseAt('ended'), reopen, inJanuary)).toMatchObject({ code: 'case-ended' });
    expect(caseAt('ended').pastAssignments).toHaveLength(1);
  });

  it('keeps consents as they stand, and nothing that was moved or went upwards', () => {
    const withBup = lived(caseAt('assigned'), consentsFor('bup', 110));
    const escalated = happen(
      { ...withBup, moved: { allocate: localDate('2026-09-20') } },
      [{ type: 'escalated', key: 'mapPupil', kind: 'mapPupil', to: 'teamLeader' }],
      '2026-09-30',
    );
    const closed = after(escalated, close('moved'), actors.coordinator, '2026-10-01');
    const reopened = after(closed, reopen, actors.rector, '2026-10-05');
    expect(reopened.consents).toHaveLength(4);
    expect([reopened.moved, reopened.escalations]).toEqual([{}, {}]);
  });
});
