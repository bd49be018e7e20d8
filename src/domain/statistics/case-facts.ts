/** What statistics keep of one case: days, counts and choices. No names, no ids, nobody's work. */
import type { FollowUpSlot } from '../case/assignment-parts.ts';
import type { CaseEvent } from '../case/events.ts';
import { isoWeekKey, type LocalDate } from '../time.ts';

/** Days are null while they haven't come. */
export type CaseFacts = {
  /** The limit was passed, or a concern raised, or the pupil was reported to EHT: whichever came first. */
  noticedOn: LocalDate | null;
  /** The first talk with the family that was reached, by school or coordinator. */
  firstContactOn: LocalDate | null;
  /** The rector's first order that was complete, or EHT's decision where that starts the work. */
  orderedOn: LocalDate | null;
  /** The first allocation to a coordinator. */
  allocatedOn: LocalDate | null;
  /** The coordinator's first contact that reached anybody. */
  firstTalkOn: LocalDate | null;
  /** Turns of the rhythm that are over, those in a lov left out; of them, those held in their own week (or day). */
  followUps: { owed: number; held: number };
  /** The pupil's own rating, 1–10, at the first and the last follow-up with one; null of fewer than two. */
  ownRating: { first: number; last: number } | null;
  /** The last assignment that is over; null before the first closing, and while a reopened one runs. */
  closed: { start: LocalDate; on: LocalDate } | null;
  /** As told at the closing or a check-up after it; null where nobody said. */
  eligibleForUpperSecondary: boolean | null;
};

/** One event with its day, as the time line has it. */
export type FactEvent = { on: LocalDate; event: CaseEvent };

/** Whether a follow-up was held in the week (or on the school day) that it was for. */
const isInTime = (heldOn: LocalDate, { key }: FollowUpSlot): boolean =>
  key.includes('-W') ? isoWeekKey(heldOn) === key : heldOn === key;

const earlier = (a: LocalDate | null, b: LocalDate): LocalDate => (a !== null && a <= b ? a : b);

type Gathering = CaseFacts & {
  slots: Map<string, 'inTime' | 'late' | 'missed' | 'lov'>;
  ratings: { on: LocalDate; rating: number }[];
  start: LocalDate | null;
};

const nothingYet = (): Gathering => ({
  noticedOn: null,
  firstContactOn: null,
  orderedOn: null,
  allocatedOn: null,
  firstTalkOn: null,
  followUps: { owed: 0, held: 0 },
  ownRating: null,
  closed: null,
  eligibleForUpperSecondary: null,
  slots: new Map(),
  ratings: [],
  start: null,
});

/** The facts of a case's whole time line, oldest first. */
export function factsOf(events: readonly FactEvent[]): CaseFacts {
  const found = nothingYet();
  for (const one of events) gather(found, one);
  const { slots, ratings, start: _, ...facts } = found;
  const turns = [...slots.values()].filter((how) => how !== 'lov');
  const byDay = ratings.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const [first, last] = [byDay[0], byDay.at(-1)];
  return {
    ...facts,
    followUps: { owed: turns.length, held: turns.filter((how) => how === 'inTime').length },
    ownRating:
      first === undefined || last === undefined || byDay.length < 2
        ? null
        : { first: first.rating, last: last.rating },
  };
}

function gather(found: Gathering, { on, event }: FactEvent): void {
  switch (event.type) {
    case 'absenceNoticed':
    case 'concernRaised':
    case 'reportedToEht':
      found.noticedOn = earlier(found.noticedOn, on);
      return;
    case 'guardianTalkRecorded':
      found.firstContactOn = earlier(found.firstContactOn, event.talk.heldOn);
      return;
    case 'contactRecorded':
      if (!event.contact.reached) return;
      found.firstContactOn = earlier(found.firstContactOn, event.contact.date);
      if (found.allocatedOn !== null) found.firstTalkOn = earlier(found.firstTalkOn, event.contact.date);
      return;
    case 'orderPlaced':
    case 'ehtDecided':
      found.orderedOn ??= on;
      return;
    case 'allocated':
      found.allocatedOn ??= on;
      found.start = event.start;
      found.closed = null;
      return;
    case 'followUpHeld':
      gatherFollowUp(found, event);
      return;
    case 'followUpMissed':
      found.slots.set(event.slot.key, 'missed');
      return;
    case 'followUpNotHeldBecauseOfLov':
      found.slots.set(event.slot.key, 'lov');
      return;
    case 'closed':
      found.eligibleForUpperSecondary = event.eligibleForUpperSecondary ?? found.eligibleForUpperSecondary;
      if (found.start !== null) found.closed = { start: found.start, on };
      return;
    case 'lapsed':
      if (found.start !== null) found.closed = { start: found.start, on: event.effectiveOn };
      return;
    case 'checkUpHeld':
      found.eligibleForUpperSecondary =
        event.checkUp.eligibleForUpperSecondary ?? found.eligibleForUpperSecondary;
      return;
    default:
  }
}

function gatherFollowUp(
  { slots, ratings }: Gathering,
  { followUp, slot }: Extract<CaseEvent, { type: 'followUpHeld' }>,
): void {
  const { heldOn, ownRating } = followUp;
  if (slot !== null) slots.set(slot.key, isInTime(heldOn, slot) ? 'inTime' : 'late');
  if (ownRating !== null) ratings.push({ on: heldOn, rating: ownRating });
}
