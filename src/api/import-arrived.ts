/** What follows when a file has been imported, whoever sent it. */
import type { ImportReport } from '../imports/report.ts';
import type { Deps } from './deps.ts';

/** How long the sender's answer waits for the running cases to hear of it. */
const newsPatienceMs = 5_000;

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());

/**
 * Tells the running cases what the file newly says of their pupils, and the school day of new absence. Whom it doesn't
 * reach in time is told all the same: this waits for the common case only. Never throws.
 */
export async function importArrived(
  deps: Pick<Deps, 'pupilNews' | 'absenceNews'>,
  report: ImportReport,
): Promise<void> {
  if (report.status !== 'applied') return;
  const absence = report.kind === 'absence' && report.added + report.changed + report.removed > 0;
  await Promise.race([
    Promise.all([deps.pupilNews.tell(), absence ? deps.absenceNews.arrived() : null]),
    after(newsPatienceMs),
  ]);
}
