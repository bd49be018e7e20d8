/** Two policies side by side: how much of each kind and in each week falls due by the one and by the other. */
import type { ObligationKind } from '../obligations/obligation.ts';
import type { SchoolDutyKind } from '../school-day/duty.ts';
import { isoWeekKey, type LocalDate } from '../time.ts';

export type PreviewKind = ObligationKind | Extract<SchoolDutyKind, 'weeklyReview' | 'firstDayCall'>;

/** What falls due, summed: never whose. */
export type Tally = {
  kinds: Map<PreviewKind, number>;
  /** By ISO week, `2026-W36`. */
  weeks: Map<string, number>;
};

export const emptyTally = (): Tally => ({ kinds: new Map(), weeks: new Map() });

/** Adds so many duties of a kind that fall due on a day. */
export const add = (tally: Tally, kind: PreviewKind, due: LocalDate, times = 1): void => {
  const week = isoWeekKey(due);
  tally.kinds.set(kind, (tally.kinds.get(kind) ?? 0) + times);
  tally.weeks.set(week, (tally.weeks.get(week) ?? 0) + times);
};

export type Compared<K> = { key: K; today: number; proposed: number };

/** Each key of either side, in the order of the keys. */
const sideBySide = <K extends string>(today: Map<K, number>, proposed: Map<K, number>): Compared<K>[] =>
  [...new Set([...today.keys(), ...proposed.keys()])]
    .sort()
    .map((key) => ({ key, today: today.get(key) ?? 0, proposed: proposed.get(key) ?? 0 }));

const sum = (counts: Map<string, number>): number => [...counts.values()].reduce((all, one) => all + one, 0);

export type Comparison = {
  total: { today: number; proposed: number };
  /** What differs most stands first. */
  kinds: Compared<PreviewKind>[];
  weeks: Compared<string>[];
};

export const compare = (today: Tally, proposed: Tally): Comparison => ({
  total: { today: sum(today.kinds), proposed: sum(proposed.kinds) },
  kinds: sideBySide(today.kinds, proposed.kinds).sort(
    (a, b) => Math.abs(b.proposed - b.today) - Math.abs(a.proposed - a.today) || b.today - a.today,
  ),
  weeks: sideBySide(today.weeks, proposed.weeks),
});
