/** Follow-ups of the plan with school and pupil (domain.md §2 step 11). */
import type { CommandOf } from './commands.ts';
import type { DecideContext } from './context.ts';
import type { CaseEvent, RecordedEvent } from './events.ts';
import type { FollowUp, FollowUpSlot } from './assignment-parts.ts';
import type { Decided, Refusal } from './refusal.ts';
import { accept, refuse } from './refusal.ts';
import { isLovSlot, nextSlot } from './rhythm.ts';
import type { CaseState } from './state.ts';
import {
  firstDuplicate,
  notAfterToday,
  notBefore,
  runningAssignment,
  wholeWithin,
  wrongPhase,
} from './working.ts';

export { isLovSlot, nextSlot } from './rhythm.ts';

const check = (followUp: FollowUp, state: CaseState): { ok: false; refusal: Refusal } | null => {
  const { attendancePercent: percent, ownRating } = followUp;
  if (percent !== null && !(percent >= 0 && percent <= 100))
    return refuse('invalid-value', 'followUp/attendancePercent', { least: 0, most: 100 });
  if (ownRating !== null) {
    const no = wholeWithin('followUp/ownRating', ownRating, 1, 10);
    if (no) return no;
  }
  if (!followUp.withSchool && !followUp.withPupil)
    return refuse('invalid-value', 'followUp/withSchool', { withSchool: 'false', withPupil: 'false' });
  // The plan's own measures, and support by others that the case has named.
  const known = new Set([
    ...state.plans.flatMap((plan) => plan.measures.map((m) => m.measureId)),
    ...state.supportMeasures.map((m) => m.supportMeasureId),
  ]);
  const unknown = followUp.measures.findIndex((m) => !known.has(m.measureId));
  if (unknown >= 0) return refuse('unknown-id', `followUp/measures/${unknown}/measureId`);
  const twice = firstDuplicate(followUp.measures.map((m) => m.measureId));
  return twice === null ? null : refuse('duplicate-id', 'followUp/measures', { id: twice });
};

const settle = (state: CaseState, slot: FollowUpSlot, how: 'held' | 'missed' | 'lov'): CaseState => ({
  ...state,
  // What was recorded as missed and turns out to have been held is held: an honest record always fulfils.
  slots: state.slots.some((s) => s.slot.key === slot.key)
    ? state.slots.map((s) => (s.slot.key === slot.key ? { slot, how } : s))
    : [...state.slots, { slot, how }],
});

/** The slot after `slot` that school is held in. */
const followingSlot = (state: CaseState, slot: FollowUpSlot, ctx: DecideContext): FollowUpSlot | null => {
  let after = settle(state, slot, 'missed');
  for (let next = nextSlot(after, ctx.calendar); next !== null; next = nextSlot(after, ctx.calendar)) {
    if (!isLovSlot(next, ctx.calendar) || next.from > ctx.today) return next;
    after = settle(after, next, 'lov');
  }
  return null;
};

/**
 * Which slot a follow-up fulfils, and what it shows of the slots before. Held late within the grace, it fulfils
 * the week before; held on or after the next slot's own day, that one, and the one before was missed, unless its
 * deadline was moved beyond. Null where the slot of its day is settled already: an extra one.
 */
const slotFor = (
  state: CaseState,
  followUp: FollowUp,
  ctx: DecideContext,
): { passed: CaseEvent[]; slot: FollowUpSlot | null } => {
  const passed: CaseEvent[] = [];
  let at = state;
  let slot = nextSlot(at, ctx.calendar);
  while (slot !== null && slot.from <= followUp.heldOn) {
    const movedTo = state.moved[`followUp/${slot.key}`];
    if (movedTo !== undefined && followUp.heldOn <= movedTo) return { passed, slot };
    const following = followingSlot(at, slot, ctx);
    if (following === null || followUp.heldOn < following.due) return { passed, slot };
    const isLov = isLovSlot(slot, ctx.calendar);
    passed.push({ type: isLov ? 'followUpNotHeldBecauseOfLov' : 'followUpMissed', slot });
    at = settle(at, slot, isLov ? 'lov' : 'missed');
    slot = nextSlot(at, ctx.calendar);
  }
  const late = state.slots.find(
    ({ slot: s, how }) => how === 'missed' && s.from <= followUp.heldOn && followUp.heldOn <= s.missedAfter,
  );
  return { passed: [], slot: late?.slot ?? null };
};

/** Records a follow-up that was held: any day from the first plan's start to today, late or extra ones as well. */
export const decideRecordFollowUp = (
  state: CaseState,
  { followUp }: CommandOf<'recordFollowUp'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  if (!runningAssignment(state)) return wrongPhase(state);
  const start = state.plans[0]?.start;
  if (start === undefined || start > ctx.today) return refuse('plan-missing');
  if (state.followUps.some((f) => f.followUpId === followUp.followUpId))
    return refuse('duplicate-id', 'followUp/followUpId', { id: followUp.followUpId });
  const no =
    notAfterToday('followUp/heldOn', followUp.heldOn, ctx.today) ??
    notBefore('followUp/heldOn', followUp.heldOn, start) ??
    check(followUp, state);
  if (no) return no;
  const { passed, slot } = slotFor(state, followUp, ctx);
  return accept(...passed, { type: 'followUpHeld', followUp, slot });
};

export const evolveFollowUp = (state: CaseState, { event }: RecordedEvent): CaseState => {
  switch (event.type) {
    case 'followUpHeld': {
      const held = { ...state, followUps: [...state.followUps, event.followUp] };
      return event.slot === null ? held : settle(held, event.slot, 'held');
    }
    case 'followUpMissed':
      return settle(state, event.slot, 'missed');
    case 'followUpNotHeldBecauseOfLov':
      return settle(state, event.slot, 'lov');
    default:
      return state;
  }
};
