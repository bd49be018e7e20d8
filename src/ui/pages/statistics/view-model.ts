/** What the page of statistics shows, in the reader's words. */
import type { BarRow } from '../../components/bars.tsx';

/** A month of the chart and the table. */
export type MonthBar = {
  /** `2026-09`. */
  key: string;
  /** `september 2026`. */
  name: string;
  /** `sep.` */
  short: string;
  /** The year, under the first of its months. */
  year: string | null;
  /** Per cent; null where nothing is shown. */
  shares: { valid: number; invalid: number } | null;
};

type Choice = { value: string; label: string };
type Choices = { name: string; label: string; chosen: string; options: readonly Choice[] };

/** A heading, what it tells of, and how it is reckoned. */
export type Told = { title: string; about: string; how: readonly { term: string; text: string }[] };

export type FigureCell = {
  text: string;
  /** How many stand behind it, in words. */
  behind: string | null;
};

export type FigureTable = Told & {
  notes: readonly string[];
  columns: readonly string[];
  rows: readonly { name: string; cells: readonly FigureCell[] }[];
};

export type StatisticsView = {
  choices: readonly Choices[];
  /** What is wrong with the choice; then there is nothing else. */
  refused: string | null;
  shown: {
    /** Of the file with the same figures. */
    file: string;
    absence: Told & {
      freshness: readonly string[];
      /** In words; null where there is none. */
      summary: string | null;
      most: number;
      months: readonly (MonthBar & { cells: readonly string[] })[];
      groups: readonly BarRow[];
    };
    /** Null is hidden. */
    phases: readonly { name: string; cases: number | null }[];
    work: FigureTable;
    results: FigureTable;
  } | null;
};

export type Shown = NonNullable<StatisticsView['shown']>;
