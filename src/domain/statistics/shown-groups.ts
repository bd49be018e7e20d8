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

/** Those of one place and term, together: nothing finer is asked for. */
type Atom<T> = Placed & { members: readonly T[] };

type Year<T> = {
  atoms: readonly Atom<T>[];
  /** Null: the year has too few. */
  blockOf: ReadonlyMap<Atom<T>, readonly Atom<T>[]> | null;
  /** All places are told for each term. */
  byTerm: boolean;
};

type PlaceCell<T> = Cell & { atoms: readonly Atom<T>[] };

const membersOf = <T>(atoms: readonly Atom<T>[]): T[] => atoms.flatMap(({ members }) => members);

function atomsOf<T extends Placed>(all: readonly T[]): Atom<T>[] {
  const places = groupedBy(all, ({ schoolUnit, stage, term }) => `${schoolUnit}/${stage}/${term}`);
  return [...places.values()].flatMap((members) => {
    const [one] = members;
    if (one === undefined) return [];
    return [{ schoolUnit: one.schoolUnit, stage: one.stage, term: one.term, members }];
  });
}

function placesOf<T>(all: readonly Atom<T>[]): PlaceCell<T>[] {
  const places = groupedBy(all, ({ schoolUnit, stage }) => `${schoolUnit}/${stage}`);
  return [...places].map(([key, atoms]) => ({
    key,
    near: [atoms[0]?.schoolUnit ?? '', atoms[0]?.stage ?? ''],
    count: membersOf(atoms).length,
    atoms,
  }));
}

/** A block's two terms apart, where each is enough or nobody. */
function byTerms<T>(block: readonly Atom<T>[], isEnough: Enough<T>): (readonly Atom<T>[])[] {
  const parts = [...groupedBy(block, ({ term }) => term).values()];
  return parts.every((part) => isEnough(membersOf(part))) ? parts : [block];
}

function yearOf<T>(year: number, atoms: readonly Atom<T>[], isEnough: Enough<T>): Year<T> {
  const atomsIn = (block: readonly PlaceCell<T>[]) => block.flatMap((cell) => cell.atoms);
  const joined = blocksOf(placesOf(atoms), (block) => isEnough(membersOf(atomsIn(block))));
  if (joined === null) return { atoms, blockOf: null, byTerm: false };
  const blocks = joined.flatMap((block) => byTerms(atomsIn(block), isEnough));
  const isSafe = (of: readonly Atom<T>[]) => of.length === 0 || isEnough(membersOf(of));
  const byTerm = termsOfYear(year).every((term) => {
    const beside = blocks.filter((block) => block.some((one) => one.term === term)).flat();
    return (
      isSafe(atoms.filter((one) => one.term === term)) && isSafe(beside.filter((one) => one.term !== term))
    );
  });
  return { atoms, blockOf: blockOfEach(blocks), byTerm };
}

/**
 * The groups of one figure. `isEnough` may ask more than five of a group; adding people or joining two such groups must
 * keep it true.
 */
export function shownGroups<T extends Placed>(
  all: readonly T[],
  isEnough: Enough<T> = enoughPeople,
): ShownGroups<T> {
  const years = [...groupedBy(atomsOf(all), ({ term }) => schoolYearOf(term))].map(([year, atoms]) =>
    yearOf(year, atoms, isEnough),
  );
  return (ask) => {
    const asked: Atom<T>[] = [];
    for (const year of years) {
      const atoms = year.atoms.filter((one) => ask.terms.has(one.term) && isAt(ask, one));
      if (atoms.length === 0) continue;
      if (!mayTell(year, atoms, ask)) return null;
      asked.push(...atoms);
    }
    return membersOf(asked);
  };
}

function mayTell<T>({ atoms, blockOf, byTerm }: Year<T>, asked: readonly Atom<T>[], ask: GroupAsk): boolean {
  if (blockOf === null) return false;
  if (cutsNone(blockOf, asked)) return true;
  return byTerm && asked.length === atoms.filter(({ term }) => ask.terms.has(term)).length;
}
