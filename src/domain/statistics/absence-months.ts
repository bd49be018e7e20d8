/**
 * Absence of groups month by month, as a share of the time offered (or, where nobody knows that, of the time for which
 * attendance was reported: never both in one figure). In each month the places are joined to blocks of at least five
 * pupils (`blocks.ts`), and no figure cuts one; a period's is the sum of its months.
 */
import type { Denominator } from '../absence-figures.ts';
import type { SchoolUnitCode } from '../ids.ts';
import type { Stage } from '../policy.ts';
import { blockOfEach, blocksOf, cutsNone, type Cell } from './blocks.ts';
import { groupedBy } from './grouped.ts';
import type { Month } from './period.ts';
import { isAt, type PlaceAsk } from './shown-groups.ts';

/** The pupils of a school's stage in a month, together. */
export type StageMonth = {
  month: Month;
  schoolUnit: SchoolUnitCode;
  stage: Stage;
  denominator: Denominator;
  /** Those whose time is known. */
  pupils: number;
  minutes: number;
  valid: number;
  invalid: number;
};

/** How many school days a school's month has, whether its data tells of them or not. */
export type SchoolMonth = { month: Month; schoolUnit: SchoolUnitCode; schoolDays: number };

/** Per cent to one decimal. */
export type Shares = { valid: number; invalid: number; total: number };

/** `noSchool`: only lov; `noData`: nothing came for it. */
export type MonthFigure =
  | { state: 'shown'; minutes: number; shares: Shares }
  | { state: 'hidden' }
  | { state: 'noSchool' }
  | { state: 'noData' };

export type AbsenceOver = {
  denominator: Denominator;
  months: { month: Month; figure: MonthFigure }[];
  /** Of all the months together; hidden where one of them is. */
  whole: MonthFigure;
};

const percent = (part: number, minutes: number): number => Math.round((1_000 * part) / minutes) / 10;

function pooled(rows: readonly StageMonth[]): MonthFigure {
  const sum = (of: (row: StageMonth) => number) => rows.reduce((total, row) => total + of(row), 0);
  const minutes = sum((row) => row.minutes);
  const [valid, invalid] = [sum((row) => row.valid), sum((row) => row.invalid)];
  if (minutes === 0) return { state: 'noData' };
  const shares = {
    valid: percent(valid, minutes),
    invalid: percent(invalid, minutes),
    total: percent(valid + invalid, minutes),
  };
  return { state: 'shown', minutes, shares };
}

type MonthCell = Cell & StageMonth;

const cellOf = (row: StageMonth): MonthCell => ({
  ...row,
  key: `${row.schoolUnit}/${row.stage}`,
  near: [row.schoolUnit, row.stage],
  count: row.pupils,
});

/** A month divided; `blockOf` is null where all of its pupils are too few. */
type Divided = {
  bySchool: ReadonlyMap<SchoolUnitCode, readonly MonthCell[]>;
  blockOf: ReadonlyMap<MonthCell, readonly MonthCell[]> | null;
};

function divided(rows: readonly StageMonth[]): Divided {
  const cells = rows.filter(({ pupils }) => pupils > 0).map(cellOf);
  const blocks = blocksOf(cells);
  return {
    bySchool: groupedBy(cells, ({ schoolUnit }) => schoolUnit),
    blockOf: blocks === null ? null : blockOfEach(blocks),
  };
}

function cellsAt({ bySchool }: Divided, place: PlaceAsk): MonthCell[] {
  const units = place.schoolUnits ?? bySchool.keys();
  return [...units].flatMap((unit) => (bySchool.get(unit) ?? []).filter((cell) => isAt(place, cell)));
}

/** Why nothing is known of a month. */
function nothingOf(schools: readonly SchoolMonth[], { schoolUnits }: PlaceAsk): MonthFigure {
  const asked = schools.filter(({ schoolUnit }) => schoolUnits === null || schoolUnits.has(schoolUnit));
  const noSchool = asked.length > 0 && asked.every(({ schoolDays }) => schoolDays === 0);
  return { state: noSchool ? 'noSchool' : 'noData' };
}

/** Divides each month once, and answers for any places over a period's months. */
export function absenceFigures(
  rows: readonly StageMonth[],
  schools: readonly SchoolMonth[],
): (ask: PlaceAsk & { months: readonly Month[] }) => AbsenceOver {
  const months = (denominator: Denominator): Map<Month, Divided> => {
    const told = rows.filter((row) => row.denominator === denominator);
    return new Map([...groupedBy(told, ({ month }) => month)].map(([month, list]) => [month, divided(list)]));
  };
  const known = { offered: months('offered'), reported: months('reported') };
  const read = groupedBy(schools, ({ month }) => month);

  const monthOf = (month: Month, by: Denominator, place: PlaceAsk) => {
    const there = known[by].get(month);
    const cells = there === undefined ? [] : cellsAt(there, place);
    if (cells.length === 0) return { cells, figure: nothingOf(read.get(month) ?? [], place) };
    const mayTell = there?.blockOf != null && cutsNone(there.blockOf, cells);
    return { cells, figure: mayTell ? pooled(cells) : ({ state: 'hidden' } as const) };
  };

  return ({ months: asked, ...place }) => {
    const over = (by: Denominator) => asked.map((month) => ({ month, ...monthOf(month, by, place) }));
    const offered = over('offered');
    const isKnown = (list: typeof offered) => list.some(({ cells }) => cells.length > 0);
    const reported = isKnown(offered) ? [] : over('reported');
    const shown = isKnown(reported) ? reported : offered;
    const isHidden = shown.some(({ figure }) => figure.state === 'hidden');
    return {
      denominator: shown === offered ? 'offered' : 'reported',
      months: shown.map(({ month, figure }) => ({ month, figure })),
      whole: isHidden ? { state: 'hidden' } : pooled(shown.flatMap(({ cells }) => cells)),
    };
  };
}
