/** Duties that come again: the follow-up of the plan and its evaluation (domain.md §2 steps 11 and 14). */
import type { SchoolCalendar } from '../calendar.ts';
import { isHoliday } from '../calendar.ts';
import { nextEvaluationDue } from '../case/evaluation.ts';
import { isLovSlot, nextSlot } from '../case/follow-up.ts';
import type { FollowUpSlot } from '../case/assignment-parts.ts';
import type { CaseState } from '../case/state.ts';
import { addDays, maxDate, mondayOf, weekdayOf } from '../time.ts';
import type { Duty } from './duty.ts';
import type { Obligation } from './obligation.ts';
import { coordinatorsElseRector } from './owners.ts';

/** No lov is longer; past the calendar's end every week is one. */
const mostLovWeeks = 20;

/** The next slot that school is held in: a lov passes over the slots within it. */
export const nextHeldSlot = (state: CaseState, cal: SchoolCalendar): FollowUpSlot | null => {
  let at = state;
  for (let n = 0; n < mostLovWeeks; n += 1) {
    const slot = nextSlot(at, cal);
    if (slot === null || !isLovSlot(slot, cal)) return slot;
    at = { ...at, slots: [...at.slots, { slot, how: 'lov' }] };
  }
  return null;
};

const movedBy = (state: CaseState, cal: SchoolCalendar, slot: FollowUpSlot): Obligation['moved'] => {
  if (!slot.key.includes('W')) return null;
  const { weekday } = state.policy.followUp;
  if (weekdayOf(slot.due) === weekday) return null;
  const plain = addDays(mondayOf(slot.due), weekday - 1);
  return isHoliday(cal, plain) ? 'byHoliday' : 'byLov';
};

const slotDuty = (state: CaseState, cal: SchoolCalendar, slot: FollowUpSlot): Duty => ({
  kind: 'followUp',
  key: `followUp/${slot.key}`,
  owner: coordinatorsElseRector(state),
  subjectId: state.plans.at(-1)?.planId ?? null,
  since: slot.from,
  reckoned: slot.due,
  movedBy: movedBy(state, cal, slot),
  lastDay: maxDate(slot.missedAfter, state.moved[`followUp/${slot.key}`] ?? slot.missedAfter),
});

/** The next one; and one that was missed stays in sight, unreminded, until the next is settled. */
const followUp = (state: CaseState, cal: SchoolCalendar): Duty[] => {
  const start = state.plans[0]?.start;
  if (state.stand.phase !== 'assigned' || start === undefined) return [];
  const last = state.slots.findLast(({ slot, how }) => how !== 'lov' && slot.due >= start);
  const missed = last?.how === 'missed' ? [{ ...slotDuty(state, cal, last.slot), quiet: true }] : [];
  const slot = nextHeldSlot(state, cal);
  return slot === null ? missed : [...missed, slotDuty(state, cal, slot)];
};

const evaluate = (state: CaseState, cal: SchoolCalendar): Duty[] => {
  const next = nextEvaluationDue(state, cal);
  if (next === null || state.stand.phase !== 'assigned') return [];
  // Past the assignment's end there is nothing left to evaluate; an extension brings it back.
  const end = state.stand.assignment.cap?.nominalEnd;
  if (end !== undefined && next.nominal > end) return [];
  return [
    {
      kind: 'evaluate',
      key: `evaluate/${next.nominal}`,
      owner: coordinatorsElseRector(state),
      subjectId: state.plans.at(-1)?.planId ?? null,
      since: addDays(next.after, 1),
      reckoned: next.due,
      movedBy: next.movedByLov ? 'byLov' : next.due === next.nominal ? null : 'byHoliday',
    },
  ];
};

export const rhythmDuties = (state: CaseState, cal: SchoolCalendar): Duty[] => [
  ...followUp(state, cal),
  ...evaluate(state, cal),
];
