/** Schools and their classes as the tree in which figures are added up: see `suppress.ts`. */
import type { SchoolUnitCode } from '../ids.ts';
import type { Part } from './suppress.ts';

/** A class of a school; empty where a school answered as a whole. */
export type Group = { schoolUnit: SchoolUnitCode; class: string };

export const wholeKey = 'all';
export const schoolKey = (schoolUnit: SchoolUnitCode): string => `school ${schoolUnit}`;
export const classKey = (group: Group): string => `class ${group.schoolUnit} ${group.class}`;

/** The schools among groups, in order of code. */
export const schoolsOf = (groups: readonly Group[]): SchoolUnitCode[] =>
  [...new Set(groups.map((group) => group.schoolUnit))].sort();

/** Groups (each once) as a tree with their counts; `hide` names those that are hidden elsewhere. */
export function treeOf<T extends Group>(
  groups: readonly T[],
  count: (group: T) => number,
  hide: ReadonlySet<string> = new Set(),
): Part {
  const sum = (list: readonly T[]) => list.reduce((total, group) => total + count(group), 0);
  const part = (key: string, list: readonly T[]) => ({ key, count: sum(list), hide: hide.has(key) });
  return {
    ...part(wholeKey, groups),
    parts: schoolsOf(groups).map((unit) => {
      const own = groups.filter((group) => group.schoolUnit === unit);
      return { ...part(schoolKey(unit), own), parts: own.map((group) => part(classKey(group), [group])) };
    }),
  };
}
