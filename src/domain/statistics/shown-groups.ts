/**
 * Which groups of cases may have a figure. A case is at a place (a school's stage) and in a term. In each school year:
 *
 * 1. the places are joined to blocks of at least five (`blocks.ts`); a block whose two terms are enough each is two;
 * 2. a question is answered when it cuts no block;
 * 3. all places together are answered for one term too, where that tells of no small group beside the blocks.
 *
 * Of 3: blocks and terms are two ways to divide the same cases. All that adding and subtracting gives is made of "some
 * blocks without the terms that lie wholly within them"; the smallest of these for a term is the cases that share a
 * block with it and aren't in it. Where these are none or enough, and each term is, nothing small can be reckoned.
 */
import type { SchoolUnitCode } from '../ids.ts';
import type { Stage } from '../policy.ts';
import { leastShown } from '../surveys/suppress.ts';
import { blockOfEach, blocksOf, cutsNone, type Cell } from './blocks.ts';
import { groupedBy } from './grouped.ts';
import { schoolYearOf, termsOfYear, type Term } from './period.ts';

/** One of those who stand behind a figure. */
export type Placed = { schoolUnit: SchoolUnitCode; stage: Stage; term: Term };

export type PlaceAsk = {
  /** Null: all schools. */
  schoolUnits: ReadonlySet<SchoolUnitCode> | null;
  /** Null: all stages. */
  stage: Stage | null;
};

export type GroupAsk = PlaceAsk & { terms: ReadonlySet<Term> };

/** Those who stand behind the asked figure; empty when there are none, null when they may not be told. */
export type ShownGroups<T> = (ask: GroupAsk) => readonly T[] | null;

export const isAt = (ask: PlaceAsk, one: Omit<Placed, 'term'>): boolean =>
  (ask.schoolUnits === null || ask.schoolUnits.has(one.schoolUnit)) &&
  (ask.stage === null || ask.stage === one.stage);

type Enough<T> = (members: readonly T[]) => boolean;

const enoughPeople = (members: readonly unknown[]): boolean => members.length >= leastShown;

type Year<T> = {
  all: readonly T[];
  /** Null: the year has too few. */
  blockOf: ReadonlyMap<T, readonly T[]> | null;
  /** All places are told for each term. */
  byTerm: boolean;
};

type PlaceCell<T> = Cell & { members: readonly T[] };

const membersOf = <T>(block: readonly PlaceCell<T>[]): T[] => block.flatMap(({ members }) => members);

function placesOf<T extends Placed>(all: readonly T[]): PlaceCell<T>[] {
  const places = groupedBy(all, ({ schoolUnit, stage }) => `${schoolUnit}/${stage}`);
  return [...places].map(([key, members]) => ({
    key,
    near: [members[0]?.schoolUnit ?? '', members[0]?.stage ?? ''],
    count: members.length,
    members,
  }));
}

/** A block's two terms apart, where each is enough or nobody. */
function byTerms<T extends Placed>(block: readonly T[], isEnough: Enough<T>): (readonly T[])[] {
  const parts = [...groupedBy(block, ({ term }) => term).values()];
  return parts.every(isEnough) ? parts : [block];
}

function yearOf<T extends Placed>(year: number, all: readonly T[], isEnough: Enough<T>): Year<T> {
  const joined = blocksOf(placesOf(all), (block) => isEnough(membersOf(block)));
  if (joined === null) return { all, blockOf: null, byTerm: false };
  const blocks = joined.flatMap((block) => byTerms(membersOf(block), isEnough));
  const isSafe = (members: readonly T[]) => members.length === 0 || isEnough(members);
  const byTerm = termsOfYear(year).every((term) => {
    const beside = blocks.filter((block) => block.some((one) => one.term === term)).flat();
    return (
      isSafe(all.filter((one) => one.term === term)) && isSafe(beside.filter((one) => one.term !== term))
    );
  });
  return { all, blockOf: blockOfEach(blocks), byTerm };
}

/**
 * The groups of one figure. `isEnough` may ask more than five of a group; adding people or joining two such groups must
 * keep it true.
 */
export function shownGroups<T extends Placed>(
  all: readonly T[],
  isEnough: Enough<T> = enoughPeople,
): ShownGroups<T> {
  const years = [...groupedBy(all, ({ term }) => schoolYearOf(term))].map(([year, members]) =>
    yearOf(year, members, isEnough),
  );
  return (ask) => {
    const asked: T[] = [];
    for (const year of years) {
      const members = year.all.filter((one) => ask.terms.has(one.term) && isAt(ask, one));
      if (members.length === 0) continue;
      if (!mayTell(year, members, ask)) return null;
      asked.push(...members);
    }
    return asked;
  };
}

function mayTell<T extends Placed>(
  { all, blockOf, byTerm }: Year<T>,
  asked: readonly T[],
  ask: GroupAsk,
): boolean {
  if (blockOf === null) return false;
  if (cutsNone(blockOf, asked)) return true;
  return byTerm && asked.length === all.filter(({ term }) => ask.terms.has(term)).length;
}
