/** Absence of schools and classes beside a survey's results, for the round's own period. */
import type { SchoolUnitCode } from '../ids.ts';
import { classKey, type Group, schoolKey, schoolsOf, treeOf, wholeKey } from './groups.ts';
import { hiddenIn } from './suppress.ts';

/** A class with its pupils' time and absence together. */
export type ClassAbsence = Group & {
  /** Pupils whose time is known. */
  pupils: number;
  /** Minutes that the absence is a share of. */
  minutes: number;
  absent: number;
};

/** Null is hidden, or nothing is known. */
export type ShownAbsence = { pupils: number | null; percent: number | null };

export type AbsenceBeside = {
  all: ShownAbsence;
  schools: ReadonlyMap<SchoolUnitCode, ShownAbsence>;
  /** By `classKey`. */
  classes: ReadonlyMap<string, ShownAbsence>;
};

const hidden: ShownAbsence = { pupils: null, percent: null };

function pooled(list: readonly ClassAbsence[]): ShownAbsence {
  const minutes = list.reduce((sum, one) => sum + one.minutes, 0);
  const absent = list.reduce((sum, one) => sum + one.absent, 0);
  return {
    pupils: list.reduce((sum, one) => sum + one.pupils, 0),
    percent: minutes === 0 ? null : Math.round((1_000 * absent) / minutes) / 10,
  };
}

/**
 * The figures that may be shown. `classes` are all of each school's, not only those that answered: so the same figures
 * are shown and hidden whichever of them a round was handed out to.
 */
export function absenceBeside(classes: readonly ClassAbsence[]): AbsenceBeside {
  const off = hiddenIn(treeOf(classes, (one) => one.pupils));
  const shown = (key: string, list: readonly ClassAbsence[]) => (off.has(key) ? hidden : pooled(list));
  return {
    all: shown(wholeKey, classes),
    schools: new Map(
      schoolsOf(classes).map((unit) => [
        unit,
        shown(
          schoolKey(unit),
          classes.filter((one) => one.schoolUnit === unit),
        ),
      ]),
    ),
    classes: new Map(classes.map((one) => [classKey(one), shown(classKey(one), [one])])),
  };
}
