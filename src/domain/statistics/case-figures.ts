/**
 * Figures of groups of cases: how long things took, whether follow-ups were held, how it went. Each figure has its own
 * groups of at least five (`shown-groups.ts`), by those who stand behind it. How many they are is told in fives, so that
 * the number can't be subtracted from another figure's. Nobody's work is ranked: places are the only groups.
 */
import type { SchoolUnitCode } from '../ids.ts';
import type { Stage } from '../policy.ts';
import { leastShown } from '../surveys/suppress.ts';
import { daysBetween, type LocalDate } from '../time.ts';
import type { CaseFacts } from './case-facts.ts';
import { courseParts, type Course, type CoursePart, percentIn } from './course.ts';
import { termOfDay } from './period.ts';
import { type GroupAsk, type Placed, shownGroups } from './shown-groups.ts';

/** One case at its place, with what is known of it. `course`: absence around its last assignment that is over. */
export type CaseAt = {
  schoolUnit: SchoolUnitCode;
  stage: Stage;
  openedOn: LocalDate;
  facts: CaseFacts;
  course: Course | null;
};

/** `hidden`: too few, here or beside it. `none`: nobody stands behind it. `atLeast`: how many do, in fives. */
export type Figure<V> =
  { state: 'hidden' } | { state: 'none' } | { state: 'shown'; atLeast: number; value: V };

/** Quartiles are told where each quarter is five people. */
export type Spread = { median: number; quartiles: [number, number] | null };

/** Of cases that began in the period. */
export const workMeasures = [
  'noticedToContact',
  'orderToAllocation',
  'orderToFirstTalk',
  'followUpsHeld',
] as const;
export type WorkMeasure = (typeof workMeasures)[number];

/** `nearlyAll`, `few`: one to four are not, or are; how many isn't told (as Skolverket does). */
export type Eligible = { state: 'nearlyAll' } | { state: 'few' } | Figure<number>;

export type CaseFigures = {
  /** Days in the middle; of follow-ups the per cent held in their week. */
  work: Record<WorkMeasure, Figure<number>>;
  /** Per cent of offered time, of cases whose assignment ended in the period. */
  course: Figure<Record<CoursePart, Spread>>;
  /** Of the same: the pupil's own rating, 1–10, in the middle. */
  ownRating: Figure<{ first: number; last: number }>;
  /** Of the same in the ninth year: per cent eligible for upper secondary school. */
  eligible: Eligible;
};

/** The value so far into a sorted list, between two where it falls between; 0.5 is the median. Null of none. */
export function quantile(values: readonly number[], part: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const at = part * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low === undefined || high === undefined ? null : low + (high - low) * (at - Math.floor(at));
}

const median = (values: readonly number[]): number => quantile(values, 0.5) ?? 0;

const toTenth = (value: number): number => Math.round(value * 10) / 10;

/** From so many on each quarter holds five. */
const leastForQuartiles = 4 * leastShown;

const spreadOf = (values: readonly number[]): Spread => ({
  median: toTenth(median(values)),
  quartiles:
    values.length < leastForQuartiles
      ? null
      : [toTenth(quantile(values, 0.25) ?? 0), toTenth(quantile(values, 0.75) ?? 0)],
});

const inFives = (count: number): number => count - (count % leastShown);

type With<V> = Placed & { value: V };

const figureOf = <T extends Placed, V>(list: readonly T[], valueOf: (members: readonly T[]) => V) => {
  const groups = shownGroups(list);
  return (ask: GroupAsk): Figure<V> => {
    const members = groups(ask);
    if (members === null) return { state: 'hidden' };
    if (members.length === 0) return { state: 'none' };
    return { state: 'shown', atLeast: inFives(members.length), value: valueOf(members) };
  };
};

const days = (from: LocalDate | null, to: LocalDate | null): number | null =>
  from === null || to === null ? null : Math.max(0, daysBetween(from, to));

const medianOf = (members: readonly With<number>[]): number => median(members.map(({ value }) => value));

const heldOf = (members: readonly With<CaseFacts['followUps']>[]): number => {
  const owed = members.reduce((sum, { value }) => sum + value.owed, 0);
  return Math.round((100 * members.reduce((sum, { value }) => sum + value.held, 0)) / owed);
};

/** Those of whom something is known, in the term that `dayOf` gives. */
const withValue = <V>(
  cases: readonly CaseAt[],
  dayOf: (one: CaseAt) => LocalDate | null,
  valueOf: (one: CaseAt) => V | null,
): With<V>[] =>
  cases.flatMap((one) => {
    const [day, value] = [dayOf(one), valueOf(one)];
    if (day === null || value === null) return [];
    return [{ schoolUnit: one.schoolUnit, stage: one.stage, term: termOfDay(day), value }];
  });

/** Divides the cases once, and answers for any group of them. */
export function caseFigures(cases: readonly CaseAt[]): (ask: GroupAsk) => CaseFigures {
  const began = <V>(valueOf: (one: CaseAt) => V | null) => withValue(cases, (one) => one.openedOn, valueOf);
  const over = <V>(valueOf: (one: CaseAt) => V | null) =>
    withValue(cases, (one) => one.facts.closed?.on ?? null, valueOf);
  const ofDays = (valueOf: (facts: CaseFacts) => number | null) =>
    figureOf(
      began(({ facts }) => valueOf(facts)),
      medianOf,
    );
  const work = {
    noticedToContact: ofDays((one) => days(one.noticedOn, one.firstContactOn)),
    orderToAllocation: ofDays((one) => days(one.orderedOn, one.allocatedOn)),
    orderToFirstTalk: ofDays((one) => days(one.orderedOn, one.firstTalkOn)),
    followUpsHeld: figureOf(
      began(({ facts }) => (facts.followUps.owed > 0 ? facts.followUps : null)),
      heldOf,
    ),
  };
  const course = figureOf(
    over((one) => one.course),
    courseOf,
  );
  const ownRating = figureOf(
    over(({ facts }) => facts.ownRating),
    (members) => ({
      first: median(members.map(({ value }) => value.first)),
      last: median(members.map(({ value }) => value.last)),
    }),
  );
  const eligible = eligibleOf(over(({ facts }) => facts.eligibleForUpperSecondary));
  return (ask) => ({
    work: {
      noticedToContact: work.noticedToContact(ask),
      orderToAllocation: work.orderToAllocation(ask),
      orderToFirstTalk: work.orderToFirstTalk(ask),
      followUpsHeld: work.followUpsHeld(ask),
    },
    course: course(ask),
    ownRating: ownRating(ask),
    eligible: eligible(ask),
  });
}

const courseOf = (members: readonly With<Course>[]): Record<CoursePart, Spread> => {
  const part = (of: CoursePart) => spreadOf(members.map(({ value }) => percentIn(value[of])));
  const [before, during, after] = courseParts;
  return { before: part(before), during: part(during), after: part(after) };
};

/** Nobody, or enough of them: both those who are and those who aren't are groups. */
const bothEnough = (members: readonly With<boolean>[]): boolean => {
  const yes = members.filter(({ value }) => value).length;
  return members.length >= leastShown && [yes, members.length - yes].every((n) => n === 0 || n >= leastShown);
};

function eligibleOf(pupils: readonly With<boolean>[]): (ask: GroupAsk) => Eligible {
  const groups = shownGroups(pupils, bothEnough);
  const people = shownGroups(pupils);
  return (ask) => {
    const members = groups(ask) ?? people(ask);
    if (members === null) return { state: 'hidden' };
    if (members.length === 0) return { state: 'none' };
    const yes = members.filter(({ value }) => value).length;
    if (groups(ask) !== null) {
      return {
        state: 'shown',
        atLeast: inFives(members.length),
        value: Math.round((100 * yes) / members.length),
      };
    }
    const isSmall = (n: number) => n > 0 && n < leastShown;
    if (isSmall(members.length - yes)) return { state: 'nearlyAll' };
    return { state: isSmall(yes) ? 'few' : 'hidden' };
  };
}
