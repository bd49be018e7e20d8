/**
 * A poll of suggested times: a coordinator suggests some, each guest says of each whether it suits, and a meeting is
 * called at one of them. It stands beside the case, which hears of the called meeting alone. Who may be asked is the
 * meeting's own rule (domain.md §2 step 12): those whom consent lets in.
 */
import { checkParticipants, checkTime } from '../case/meeting-checks.ts';
import type { DecideContext } from '../case/context.ts';
import { stopReason } from '../case/coverage.ts';
import type { MeetingKind, MeetingTime, Participant } from '../case/meeting-parts.ts';
import type { Refusal } from '../case/refusal.ts';
import { refuse } from '../case/refusal.ts';
import type { CaseState } from '../case/state.ts';
import { runningAssignment, wrongPhase } from '../case/working.ts';
import { maxDate, type LocalDate } from '../time.ts';

/** Whether a time suits: it does, it can be made to, it doesn't. */
export const pollAnswers = ['yes', 'ifNeedBe', 'no'] as const;
export type PollAnswer = (typeof pollAnswers)[number];

export const fewestTimes = 2;
export const mostTimes = 8;

export type PollTerms = { kind: MeetingKind; times: readonly MeetingTime[] };

type No = { ok: false; refusal: Refusal };

/** Two to eight times ahead, none twice, and guests whom consent covers on each of them. */
export const checkPoll = (
  state: CaseState,
  { kind, times, participants }: PollTerms & { participants: readonly Participant[] },
  ctx: DecideContext,
): No | null => {
  if (!runningAssignment(state)) return wrongPhase(state);
  if (times.length < fewestTimes) return refuse('invalid-value', 'times', { least: fewestTimes });
  if (times.length > mostTimes) return refuse('too-many', 'times', { most: mostTimes });
  for (const [at, time] of times.entries()) {
    const no = checkTime(time, `times/${at}`, ctx);
    if (no) return no;
    const twice = times.findIndex((other) => other.date === time.date && other.from === time.from);
    if (twice < at) return refuse('duplicate-id', `times/${at}/from`);
  }
  for (const time of times) {
    const no = checkParticipants(state, { kind, time, participants }, 'participants');
    if (no) return no;
  }
  return null;
};

/** Links work up to and including the last suggested day. */
export const lastDayOf = ({ times }: Pick<PollTerms, 'times'>): LocalDate | null =>
  times.reduce<LocalDate | null>((last, { date }) => (last === null ? date : maxDate(last, date)), null);

/**
 * Whether a guest may still be asked in a case as it stands: the assignment runs, and at least one of the times is
 * one at which they could be invited. Consent that is withdrawn takes a receiver out, and a guardian's part may end.
 */
export const mayBeAsked = (
  state: CaseState,
  guest: Pick<Participant, 'as'>,
  { kind, times }: PollTerms,
): boolean =>
  runningAssignment(state) !== null &&
  times.some((time) => stopReason(state, guest, { kind, time }, 'consentMissing') === null);

/** How a suggested time fares among those who are still asked. */
export type Tally = Record<PollAnswer, number> & { unanswered: number };

/** In the order of the times; `answers` holds each guest's, null for who hasn't answered. */
export const tallies = (
  times: readonly MeetingTime[],
  answers: readonly (readonly PollAnswer[] | null)[],
): Tally[] =>
  times.map((_, at) => {
    const tally: Tally = { yes: 0, ifNeedBe: 0, no: 0, unanswered: 0 };
    for (const given of answers) tally[given?.[at] ?? 'unanswered'] += 1;
    return tally;
  });

/**
 * The places of the times that suit the most: first the fewest who can't, then the most for whom it suits without
 * more ado. None before somebody has answered.
 */
export const suitsMost = (all: readonly Tally[]): number[] => {
  const answered = all.filter(({ yes, ifNeedBe }) => yes + ifNeedBe > 0);
  const better = (a: Tally, b: Tally): number => a.no - b.no || b.yes - a.yes;
  const [best] = answered.toSorted(better);
  if (best === undefined) return [];
  return all.flatMap((one, at) => (one.yes + one.ifNeedBe > 0 && better(one, best) === 0 ? [at] : []));
};
