/**
 * Figures of the work over a half-year's cases: how many, how long things took, whether follow-ups were held. Groups
 * under five are hidden, also by subtraction (`surveys/suppress.ts`), each figure by those who stand behind it.
 * Half-years don't overlap, so that no case can be reckoned from two of them. Nobody's work is ranked.
 */
import type { Phase } from '../case/state.ts';
import type { SchoolUnitCode } from '../ids.ts';
import { hiddenAmong, hiddenIn } from '../surveys/suppress.ts';
import { daysBetween, localDate, type LocalDate } from '../time.ts';

/** One case as the figures see it: no names, no ids. Days are null while they haven't come. */
export type CaseFacts = {
  schoolUnit: SchoolUnitCode;
  phase: Phase;
  noticedOn: LocalDate | null;
  firstContactOn: LocalDate | null;
  orderedOn: LocalDate | null;
  allocatedOn: LocalDate | null;
  followUpsHeld: number;
  followUpsMissed: number;
};

export const measures = ['cases', 'noticedToContact', 'orderToStart', 'followUpsHeld'] as const;
export type Measure = (typeof measures)[number];

/** A figure with how many cases stand behind it; `null` is hidden, `0` cases have no value. */
export type Shown = { cases: number; value: number | null } | null;

export type CaseFigures = {
  all: Record<Measure, Shown>;
  schools: { schoolUnit: SchoolUnitCode; figures: Record<Measure, Shown> }[];
  /** Of all schools together; null is hidden. */
  phases: { phase: Phase; cases: number | null }[];
};

const phases: readonly Phase[] = ['noticed', 'ordering', 'ordered', 'assigned', 'monitoring', 'ended'];

/** The middle value; the mean of the two in the middle where there are two; null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

const days = (from: LocalDate | null, to: LocalDate | null): number | null =>
  from === null || to === null ? null : Math.max(0, daysBetween(from, to));

/** Who stands behind a figure, and how it's made of them. */
const made: Readonly<
  Record<Measure, { counts(one: CaseFacts): boolean; value(list: readonly CaseFacts[]): number | null }>
> = {
  cases: { counts: () => true, value: (list) => list.length },
  noticedToContact: ofDays((one) => days(one.noticedOn, one.firstContactOn)),
  orderToStart: ofDays((one) => days(one.orderedOn, one.allocatedOn)),
  followUpsHeld: {
    counts: (one) => one.followUpsHeld + one.followUpsMissed > 0,
    value(list) {
      const held = list.reduce((sum, one) => sum + one.followUpsHeld, 0);
      const owed = list.reduce((sum, one) => sum + one.followUpsHeld + one.followUpsMissed, 0);
      return owed === 0 ? null : Math.round((100 * held) / owed);
    },
  },
};

function ofDays(of: (one: CaseFacts) => number | null) {
  return {
    counts: (one: CaseFacts) => of(one) !== null,
    value: (list: readonly CaseFacts[]) => median(list.flatMap((one) => of(one) ?? [])),
  };
}

/** The figures of a half-year's cases that may be shown. */
export function caseFigures(cases: readonly CaseFacts[]): CaseFigures {
  const units = [...new Set(cases.map((one) => one.schoolUnit))].sort();
  const shown = Object.fromEntries(measures.map((measure) => [measure, shownOf(cases, units, measure)]));
  const figures = (key: string): Record<Measure, Shown> => ({
    cases: shown['cases']?.get(key) ?? null,
    noticedToContact: shown['noticedToContact']?.get(key) ?? null,
    orderToStart: shown['orderToStart']?.get(key) ?? null,
    followUpsHeld: shown['followUpsHeld']?.get(key) ?? null,
  });
  return {
    all: figures(wholeKey),
    schools: units.map((schoolUnit) => ({ schoolUnit, figures: figures(schoolUnit) })),
    phases: phasesOf(cases),
  };
}

const wholeKey = '';

function shownOf(
  cases: readonly CaseFacts[],
  units: readonly SchoolUnitCode[],
  measure: Measure,
): Map<string, Shown> {
  const { counts, value } = made[measure];
  const behind = cases.filter((one) => counts(one));
  const lists = new Map(units.map((unit) => [unit, behind.filter((one) => one.schoolUnit === unit)]));
  const off = hiddenIn({
    key: wholeKey,
    count: behind.length,
    parts: [...lists].map(([key, list]) => ({ key, count: list.length })),
  });
  const shown = (key: string, list: readonly CaseFacts[]): [string, Shown] => [
    key,
    off.has(key) ? null : { cases: list.length, value: value(list) },
  ];
  return new Map([shown(wholeKey, behind), ...[...lists].map(([unit, list]) => shown(unit, list))]);
}

function phasesOf(cases: readonly CaseFacts[]): CaseFigures['phases'] {
  const counted = phases.map((phase) => ({
    key: phase,
    phase,
    count: cases.filter((one) => one.phase === phase).length,
  }));
  const whole = hiddenIn({ key: wholeKey, count: cases.length });
  const { hidden, safe } = hiddenAmong(counted);
  const off = (phase: Phase) => whole.has(wholeKey) || !safe || hidden.has(phase);
  return counted.map(({ phase, count }) => ({ phase, cases: off(phase) ? null : count }));
}

/** `2026-2`: the half-year from July. */
export type HalfYear = { key: string; from: LocalDate; to: LocalDate };

/** The half-year of a day. */
export function halfYearOf(day: LocalDate): HalfYear {
  const year = day.slice(0, 4);
  return day.slice(5, 7) < '07'
    ? { key: `${year}-1`, from: localDate(`${year}-01-01`), to: localDate(`${year}-06-30`) }
    : { key: `${year}-2`, from: localDate(`${year}-07-01`), to: localDate(`${year}-12-31`) };
}

/** A half-year by its key; null when it is none. */
export function halfYear(key: string): HalfYear | null {
  const [, year, half] = /^(20\d\d)-([12])$/.exec(key) ?? [];
  if (year === undefined) return null;
  return halfYearOf(localDate(`${year}-${half === '1' ? '01' : '07'}-01`));
}
