/** What the school's data says of the pupil, coming of age, and addresses that don't reach anybody. */
import type { LocalDate } from '../time.ts';
import { ageOn } from '../time.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext } from './context.ts';
import { notBegun, stopInvitations } from './coverage.ts';
import type { CaseEvent, RecordedEvent } from './events.ts';
import { ageOfMajority } from './open.ts';
import type { PupilFacts } from './parts.ts';
import type { Decided } from './refusal.ts';
import { accept, refuse } from './refusal.ts';
import type { CaseState } from './state.ts';

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i]);

const factNames: readonly (keyof PupilFacts)[] = [
  'pupilId',
  'birthDate',
  'schoolUnit',
  'schoolForm',
  'year',
  'stage',
  'schoolAuthority',
  'municipalityCode',
  'guardianIds',
  'protectedIdentity',
  'mentorIds',
  'leftOn',
];

/** The facts that differ, in a fixed order. */
export const changedFacts = (before: PupilFacts, after: PupilFacts): (keyof PupilFacts)[] =>
  factNames.filter((name) => {
    const [a, b] = [before[name], after[name]];
    return Array.isArray(a) && Array.isArray(b) ? !sameList(a, b) : (a ?? null) !== (b ?? null);
  });

/**
 * New facts from the school's data; nothing happens when they are the same. A guardian who left the data is no
 * longer invited; a new one's consent is needed from now on, so what it doesn't cover stops.
 */
export const decideUpdatePupil = (
  state: CaseState,
  { pupil }: CommandOf<'updatePupil'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  // Only the records know that two of theirs were the same person's; the case goes on with the one that is kept.
  if (pupil.pupilId !== state.pupil.pupilId && ctx.actor.role !== 'system')
    return refuse('unknown-id', 'pupil/pupilId');
  if (new Set(pupil.guardianIds).size !== pupil.guardianIds.length)
    return refuse('duplicate-id', 'pupil/guardianIds');
  if (new Set(pupil.mentorIds).size !== pupil.mentorIds.length)
    return refuse('duplicate-id', 'pupil/mentorIds');
  if (pupil.year !== null && !(Number.isInteger(pupil.year) && pupil.year >= 0 && pupil.year <= 10))
    return refuse('invalid-value', 'pupil/year');
  const changed = changedFacts(state.pupil, pupil);
  if (changed.length === 0) return accept<CaseEvent>();
  const event: CaseEvent = { type: 'pupilUpdated', pupil, changed };
  const after = evolvePupil(state, {
    seq: state.version + 1,
    at: ctx.now,
    on: ctx.today,
    by: ctx.actor,
    event,
  });
  return accept(event, ...stopInvitations(after, notBegun(ctx), 'consentMissing'));
};

/** A bounce told twice is told once. */
export const decideReportUndeliverable = (
  state: CaseState,
  { undeliverable }: CommandOf<'reportUndeliverable'>,
): Decided<CaseEvent> =>
  state.undeliverable.some((u) => u.messageKey === undeliverable.messageKey)
    ? accept<CaseEvent>()
    : accept<CaseEvent>({ type: 'foundUndeliverable', undeliverable });

export const decideCorrectAddress = (
  state: CaseState,
  { messageKey }: CommandOf<'correctAddress'>,
): Decided<CaseEvent> =>
  state.undeliverable.some((u) => u.messageKey === messageKey)
    ? accept<CaseEvent>({ type: 'addressCorrected', messageKey })
    : refuse('unknown-id', 'messageKey');

const isResident = ({ policy }: CaseState, { municipalityCode }: PupilFacts): boolean =>
  policy.start.residence === 'any' || policy.start.residence.municipalityCodes.includes(municipalityCode);

/** Since when the pupil is gone, from the school or from the municipality; null once the data takes it back. */
const leftSince = (state: CaseState, after: PupilFacts, on: LocalDate): LocalDate | null => {
  const left = after.leftOn ?? null;
  if (left !== null) return left;
  // Whoever never was registered here hasn't left.
  const moved = !isResident(state, after) && (state.pupilLeftOn !== null || isResident(state, state.pupil));
  return moved ? (state.pupilLeftOn ?? on) : null;
};

export const evolvePupil = (state: CaseState, { event, on }: RecordedEvent): CaseState => {
  switch (event.type) {
    case 'pupilUpdated':
      return {
        ...state,
        pupil: event.pupil,
        pupilLeftOn: leftSince(state, event.pupil, on),
        // A corrected birth date may take it back; that somebody comes of age is recorded when time passes.
        ofAge: state.ofAge && ageOn(event.pupil.birthDate, on) >= ageOfMajority,
      };
    case 'cameOfAge':
      return { ...state, ofAge: true };
    case 'foundUndeliverable':
      return { ...state, undeliverable: [...state.undeliverable, { ...event.undeliverable, foundOn: on }] };
    case 'addressCorrected':
      return {
        ...state,
        undeliverable: state.undeliverable.filter((u) => u.messageKey !== event.messageKey),
      };
    default:
      return state;
  }
};
