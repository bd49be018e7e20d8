/**
 * A coordinator's deputy (ersättare) for a period: somebody else of the team who keeps the cases going meanwhile. The
 * coordinator stays who they are; a change for good is a hand-over (`case/allocation.ts`). Bryggan's own rules; that
 * who is protected is opened to named people alone is domain.md §3.
 */
import type { CaseId, DeputyshipId, PersonId } from './ids.ts';
import { addMonths, type LocalDate } from './time.ts';

/** From the first day to the last, both within it. */
export type DeputyPeriod = { from: LocalDate; until: LocalDate };

export type Deputyship = DeputyPeriod & {
  deputyshipId: DeputyshipId;
  coordinatorId: PersonId;
  deputyId: PersonId;
  /** The cases that are named; null: all that the coordinator has on the day, whose pupil isn't protected. */
  caseIds: readonly CaseId[] | null;
  /** Ended before its last day. */
  ended: boolean;
};

/** For whom somebody stands in today; what a deputyship gives, and nothing more. */
export type StandingIn = { coordinatorId: PersonId; caseIds: readonly CaseId[] | null };

/** What of a case decides whether a deputy stands in for its coordinators. */
export type StoodInFor = {
  caseId: CaseId | null;
  coordinatorIds: readonly PersonId[];
  protectedIdentity: boolean;
};

/** A period that is to come, is over or was ended gives nothing. */
export const isInForce = ({ from, until, ended }: DeputyPeriod & { ended: boolean }, today: LocalDate) =>
  !ended && from <= today && today <= until;

/** For whom a person stands in on a day. */
export const standingInOf = (
  deputyships: readonly Deputyship[],
  personId: PersonId,
  today: LocalDate,
): StandingIn[] =>
  deputyships
    .filter((one) => one.deputyId === personId && isInForce(one, today))
    .map(({ coordinatorId, caseIds }) => ({ coordinatorId, caseIds }));

/**
 * Whether who stands in like this does so in the case. Only for its own coordinators: a deputy's deputy gets none of the
 * first one's cases. domain.md §3: who is protected is opened to named people only, so such a case must be named itself.
 */
export const standsInFor = ({ coordinatorId, caseIds }: StandingIn, of: StoodInFor): boolean =>
  of.caseId !== null &&
  of.coordinatorIds.includes(coordinatorId) &&
  (caseIds === null ? !of.protectedIdentity : caseIds.includes(of.caseId));

/** Somebody away for longer hands over instead. */
export const mostMonthsOfDeputy = 6;

export type DeputyRefusal = {
  code:
    'end-before-start' | 'date-in-past' | 'invalid-date' | 'invalid-value' | 'unknown-id' | 'duplicate-id';
  /** Of the request's body. */
  field: string;
};

/** Why nobody can be named like this; null when they can. `ownCases`: those that the coordinator has today. */
export const refuseDeputy = (
  asked: DeputyPeriod & Pick<Deputyship, 'coordinatorId' | 'deputyId' | 'caseIds'>,
  ownCases: readonly CaseId[],
  today: LocalDate,
): DeputyRefusal | null => {
  const { from, until, coordinatorId, deputyId, caseIds } = asked;
  if (deputyId === coordinatorId) return { code: 'invalid-value', field: '/deputyId' };
  if (from < today) return { code: 'date-in-past', field: '/from' };
  if (until < from) return { code: 'end-before-start', field: '/until' };
  if (until > addMonths(from, mostMonthsOfDeputy)) return { code: 'invalid-date', field: '/until' };
  if (caseIds === null) return null;
  if (caseIds.length === 0) return { code: 'invalid-value', field: '/caseIds' };
  const unknown = caseIds.findIndex((one) => !ownCases.includes(one));
  if (unknown >= 0) return { code: 'unknown-id', field: `/caseIds/${unknown}` };
  const twice = caseIds.findIndex((one, at) => caseIds.indexOf(one) !== at);
  return twice >= 0 ? { code: 'duplicate-id', field: `/caseIds/${twice}` } : null;
};
