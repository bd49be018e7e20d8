/**
 * Consent as a grid: for each receiver and each giver whose consent counts, how it stands on a day. What there is to say
 * of a consent beyond that (purpose, kinds) is the record's own.
 */
import { activeConsents, needsConsent, requiredGivers, sameGiver } from '../consent.ts';
import { missingGivers, wantedSince } from '../obligations/consents.ts';
import type { ConsentId } from '../ids.ts';
import type { LocalDate } from '../time.ts';
import type { ConsentRecord, Giver, ReceiverKind } from './consent-parts.ts';
import { networkOf } from './network.ts';
import type { CaseState } from './state.ts';

export type ConsentStanding =
  | { kind: 'given'; from: LocalDate; until: LocalDate; consentId: ConsentId }
  /** Given, for a time that has not begun. */
  | { kind: 'later'; from: LocalDate; consentId: ConsentId }
  | { kind: 'refused' | 'withdrawn' | 'expired'; on: LocalDate }
  /** The case waits for their answer since that day. */
  | { kind: 'asked'; since: LocalDate }
  | { kind: 'missing' };

export type ConsentGrid = {
  givers: Giver[];
  /** The coordinators first; then those whom consents, refusals or the map of contacts name. */
  rows: { receiver: ReceiverKind; cells: ConsentStanding[] }[];
};

/** The whole grid; each row has one cell for each giver, in their order. */
export function consentGrid(state: CaseState, today: LocalDate): ConsentGrid {
  const givers = requiredGivers(state);
  const named = [
    'coordinators' as const,
    ...state.consents.map(({ receiver }) => receiver),
    ...state.refusals.map(({ receiver }) => receiver),
    ...networkOf(state, today).map((tie) => tie.with),
  ];
  return {
    givers,
    rows: [...new Set(named)].filter(needsConsent).map((receiver) => ({
      receiver,
      cells: givers.map((giver) => standingOf(state, giver, receiver, today)),
    })),
  };
}

function standingOf(
  state: CaseState,
  giver: Giver,
  receiver: ReceiverKind,
  today: LocalDate,
): ConsentStanding {
  const isTheirs = (one: ConsentRecord): boolean => one.receiver === receiver && sameGiver(one.giver, giver);
  const given = latest(activeConsents(state, today).filter(isTheirs), ({ until }) => until);
  if (given !== undefined) {
    const { from, until, consentId } = given;
    return { kind: 'given', from, until, consentId };
  }
  const own = state.consents.filter(isTheirs);
  const ahead = own.find((one) => one.withdrawnOn === null && one.kinds.length > 0 && one.from > today);
  if (ahead !== undefined) return { kind: 'later', from: ahead.from, consentId: ahead.consentId };
  return saidLast(state, own, giver, receiver) ?? wanted(state, giver, receiver);
}

/** The newest of what ended it: a no, a withdrawal, its last day. */
function saidLast(
  { refusals }: CaseState,
  own: readonly ConsentRecord[],
  giver: Giver,
  receiver: ReceiverKind,
): ConsentStanding | null {
  const ends = [
    ...refusals
      .filter((no) => no.receiver === receiver && sameGiver(no.giver, giver))
      .map(({ on }) => ({ kind: 'refused' as const, on })),
    ...own.map(({ withdrawnOn, until }) =>
      withdrawnOn === null
        ? { kind: 'expired' as const, on: until }
        : { kind: 'withdrawn' as const, on: withdrawnOn },
    ),
  ];
  return latest(ends, ({ on }) => on) ?? null;
}

/** Only the coordinators' own consent is waited for (domain.md §2 step 6); others are asked for when they are needed. */
function wanted(state: CaseState, giver: Giver, receiver: ReceiverKind): ConsentStanding {
  const { phase } = state.stand;
  const waits = phase === 'ordering' || phase === 'ordered' || phase === 'assigned';
  return receiver === 'coordinators' && waits && missingGivers(state).some((one) => sameGiver(one, giver))
    ? { kind: 'asked', since: wantedSince(state, giver) }
    : { kind: 'missing' };
}

const latest = <T>(all: readonly T[], dayOf: (one: T) => LocalDate): T | undefined =>
  all.reduce<T | undefined>(
    (last, one) => (last === undefined || dayOf(one) >= dayOf(last) ? one : last),
    undefined,
  );
