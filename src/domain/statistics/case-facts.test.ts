import { describe, expect, it } from 'vitest';
import { anId, ids } from '../../../test/factories/parts.ts';
import type { FollowUp, FollowUpSlot } from '../case/assignment-parts.ts';
import type { CaseEvent } from '../case/events.ts';
import { localDate } from '../time.ts';
import { factsOf, type FactEvent } from './case-facts.ts';

const on = (day: string, event: CaseEvent): FactEvent => ({ on: localDate(day), event });
const slot = (key: string, from: string, due: string): FollowUpSlot => ({
  key,
  from: localDate(from),
  due: localDate(due),
  missedAfter: localDate(due),
});
const week36 = slot('2026-W36', '2026-08-31', '2026-09-04');
const week37 = slot('2026-W37', '2026-09-07', '2026-09-11');
const followUp = (heldOn: string, ownRating: number | null = null): FollowUp => ({
  followUpId: anId(1),
  heldOn: localDate(heldOn),
  withSchool: true,
  withPupil: true,
  attendancePercent: null,
  measures: [],
  ownRating,
  nextStepContentId: null,
});
const held = (heldOn: string, of: FollowUpSlot | null, ownRating: number | null = null) =>
  on(heldOn, { type: 'followUpHeld', followUp: followUp(heldOn, ownRating), slot: of });
const allocated = on('2026-09-10', {
  type: 'allocated',
  coordinatorIds: [ids.coordinator],
  start: localDate('2026-09-14'),
  cap: null,
  outsideStagesContentId: null,
});
const contact = (date: string, reached: boolean) =>
  on(date, {
    type: 'contactRecorded',
    contact: {
      contactId: anId(2),
      date: localDate(date),
      kind: 'phone',
      effort: 'supporting',
      with: ['guardian'],
      reached,
      contentId: ids.content,
    },
  });
const closed = (day: string, eligibleForUpperSecondary?: boolean) =>
  on(day, {
    type: 'closed',
    reason: 'backAtSchool',
    contentId: ids.content,
    ...(eligibleForUpperSecondary === undefined ? {} : { eligibleForUpperSecondary }),
  });

describe('the facts of a case', () => {
  it('are none of a case in which nothing has happened', () => {
    expect(factsOf([])).toEqual({
      noticedOn: null,
      firstContactOn: null,
      orderedOn: null,
      allocatedOn: null,
      firstTalkOn: null,
      followUps: { owed: 0, held: 0 },
      ownRating: null,
      closed: null,
      eligibleForUpperSecondary: null,
    });
  });

  it('tell when the first of each was: a call that reached nobody is no contact', () => {
    const facts = factsOf([
      on('2026-09-01', {
        type: 'absenceNoticed',
        attendance: { band: 'limit', asOf: localDate('2026-08-31') },
      }),
      contact('2026-09-02', false),
      contact('2026-09-03', true),
      on('2026-09-08', {
        type: 'orderPlaced',
        by: ids.rector,
        order: { preconditions: [], attachments: [], questionContentId: null },
      }),
      allocated,
      contact('2026-09-15', true),
      contact('2026-09-22', true),
    ]);
    expect(facts).toMatchObject({
      noticedOn: '2026-09-01',
      firstContactOn: '2026-09-03',
      orderedOn: '2026-09-08',
      allocatedOn: '2026-09-10',
      firstTalkOn: '2026-09-15',
    });
  });

  it('count a follow-up in time in its own week alone, and none of a lov', () => {
    const facts = factsOf([
      allocated,
      held('2026-09-03', week36),
      // Held within the grace, on the Monday after its week.
      held('2026-09-14', week37),
      on('2026-09-21', { type: 'followUpMissed', slot: slot('2026-W38', '2026-09-14', '2026-09-18') }),
      on('2026-10-30', {
        type: 'followUpNotHeldBecauseOfLov',
        slot: slot('2026-W44', '2026-10-26', '2026-10-30'),
      }),
      // An extra one, of no turn.
      held('2026-09-04', null),
      // A school day's own, at 100 % absence.
      held('2026-11-02', slot('2026-11-02', '2026-11-02', '2026-11-02')),
    ]);
    expect(facts.followUps).toEqual({ owed: 4, held: 2 });
  });

  it('count one that was missed and is recorded afterwards as held', () => {
    const missed = on('2026-09-08', { type: 'followUpMissed', slot: week36 });
    expect(factsOf([missed, held('2026-09-03', week36)]).followUps).toEqual({ owed: 1, held: 1 });
  });

  it('take the ratings by the day of the talk, and need two', () => {
    expect(factsOf([held('2026-09-10', week37, 6), held('2026-09-03', week36, 2)]).ownRating).toEqual({
      first: 2,
      last: 6,
    });
    expect(factsOf([held('2026-09-10', week37, 6)]).ownRating).toBeNull();
  });

  it('know the last assignment that is over, until a new one begins', () => {
    const over = factsOf([allocated, closed('2026-12-01')]);
    expect(over.closed).toEqual({ start: '2026-09-14', on: '2026-12-01' });
    expect(factsOf([allocated, closed('2026-12-01'), allocated]).closed).toBeNull();
    expect(factsOf([closed('2026-12-01')]).closed).toBeNull();
    const lapsed = on('2027-03-02', { type: 'lapsed', effectiveOn: localDate('2027-02-28') });
    expect(factsOf([allocated, lapsed]).closed?.on).toBe('2027-02-28');
  });

  it('keep what was said last of eligibility, and silence takes nothing back', () => {
    const checkUp = (eligibleForUpperSecondary?: boolean) =>
      on('2027-06-15', {
        type: 'checkUpHeld',
        week: 11,
        checkUp: {
          checkUpId: anId(3),
          heldOn: localDate('2027-06-15'),
          outcome: 'stable',
          contentId: null,
          ...(eligibleForUpperSecondary === undefined ? {} : { eligibleForUpperSecondary }),
        },
      });
    const eligible = (...events: FactEvent[]) => factsOf([allocated, ...events]).eligibleForUpperSecondary;
    expect(eligible(closed('2027-03-01'))).toBeNull();
    expect(eligible(closed('2027-03-01', false), checkUp())).toBe(false);
    expect(eligible(closed('2027-03-01', false), checkUp(true))).toBe(true);
  });
});
