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
  /** Nothing can be said: too few school days, a figure older than the last one, or a day that isn't over. */
  | { what: 'nothing' };

/**
 * What one figure says. Whoever was never looked at stood below. `dayIsOver` false: the day's absence is still coming
 * in while all of its time counts as offered, so a figure may only rise; a fall is believed when the day is over.
 */
export const seenBy = (
  before: Standing | null,
  figure: { band: AbsenceBand | null; asOf: LocalDate; dayIsOver: boolean },
): Seen => {
  const { band, asOf, dayIsOver } = figure;
  if (band === null || (before !== null && asOf < before.asOf)) return { what: 'nothing' };
  const was = before?.band ?? 'below';
  if (!dayIsOver && isRise(band, was)) return { what: 'nothing' };
  if (band === was) return { what: 'same', standing: { band, since: before?.since ?? asOf, asOf } };
  const standing = { band, since: asOf, asOf };
  return { what: was === 'below' ? 'passed' : 'changed', standing };
};

/** Whether a pupil in `to` is away more than one in `from`. */
export const isRise = (from: AbsenceBand, to: AbsenceBand): boolean => rank[to] > rank[from];

const rank: Record<AbsenceBand, number> = { below: 0, limit: 1, total: 2 };
