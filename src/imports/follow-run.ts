/** Shows a running import to others while its own transaction keeps everything else from them. */
import type { Kysely } from 'kysely';
import {
  beginImportRun,
  breakOffImportRun,
  type ImportCounts,
  type ImportHead,
  noteProgress,
} from '../records/import/run.ts';
import type { Database } from '../records/schema.ts';

const everyMs = 1000;

type FollowedRun = {
  /** Nothing is written after this; to be called before the run's end is. */
  stop(): Promise<void>;
  /** The run ended without a report. Never throws: the records may be what failed. */
  breakOff(): Promise<void>;
};

/** Writes the run's beginning, and from then on each second how far it has come. */
export const followRun = async (
  db: Kysely<Database>,
  head: ImportHead,
  counts: () => ImportCounts,
): Promise<FollowedRun> => {
  await beginImportRun(db, head);
  let last: Promise<void> = Promise.resolve();
  let writing = false;
  const timer = setInterval(() => {
    if (writing) return;
    writing = true;
    last = noteProgress(db, head.id, counts())
      // Only a sign of life: the next one says the same and more.
      .catch(() => undefined)
      .finally(() => {
        writing = false;
      });
  }, everyMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await last;
    },
    breakOff: () => breakOffImportRun(db, head.id).catch(() => undefined),
  };
};
