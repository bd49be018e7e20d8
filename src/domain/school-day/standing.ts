/** A pupil's standing at the limit from one look to the next: what a look makes of it. */
import type { AbsenceBand } from '../policy.ts';
import type { LocalDate } from '../time.ts';

export type Standing = {
  band: AbsenceBand;
  /** The last day of the figure by which the pupil came into the band. */
  since: LocalDate;
  /** The last day of the newest figure that was looked at. */
  asOf: LocalDate;
};

export type Seen =
  /** From below to the limit or over it: the one thing that begins a case. */
  | { what: 'passed'; standing: Standing }
  /** Another band, but no passing: falling under the limit closes nothing by itself. */
  | { what: 'changed'; standing: Standing }
  | { what: 'same'; standing: Standing }
  /** Nothing can be said: too few school days, an older figure than the last, a day that isn't over, stopped data. */
  | { what: 'nothing' };

/**
 * What one figure says. Whoever was never looked at stood below. `dayIsOver` false: the day's absence is still coming
 * in while all of its time counts as offered, so a figure may only rise; a fall is believed when the day is over.
 * `dataComes` false: the school's data has stopped (`silentSince`), and rows that leave the window are no recovery.
 */
export const seenBy = (
  before: Standing | null,
  figure: { band: AbsenceBand | null; asOf: LocalDate; dayIsOver: boolean; dataComes: boolean },
): Seen => {
  const { band, asOf } = figure;
  if (band === null || (before !== null && asOf < before.asOf)) return { what: 'nothing' };
  const was = before?.band ?? 'below';
  if (!believesFall(figure) && isRise(band, was)) return { what: 'nothing' };
  if (band === was) return { what: 'same', standing: { band, since: before?.since ?? asOf, asOf } };
  const standing = { band, since: asOf, asOf };
  return { what: was === 'below' ? 'passed' : 'changed', standing };
};

/** Whether a lower figure says that a pupil came back, and not only that rows are missing. */
export const believesFall = ({ dayIsOver, dataComes }: { dayIsOver: boolean; dataComes: boolean }): boolean =>
  dayIsOver && dataComes;

/** Whether a pupil in `to` is away more than one in `from`. */
export const isRise = (from: AbsenceBand, to: AbsenceBand): boolean => rank[to] > rank[from];

const rank: Record<AbsenceBand, number> = { below: 0, limit: 1, total: 2 };
