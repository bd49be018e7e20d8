/**
 * The watched folder in the API's process: it's here that the running cases are told of new pupils and absence, and
 * it's there also where no worker is (or several are).
 */
import path from 'node:path';
import { type FolderWatch, watchFolder } from '../imports/watch-folder.ts';
import type { Deps } from './deps.ts';
import { importArrived } from './import-arrived.ts';
import { todayAt } from './today.ts';

/** How often it's looked into; a file is taken when it's the same at two looks. */
const everyMs = 2_000;

/** Begins to watch; null where no folder is set. Throws one line with what to do when it can't be written in. */
export async function watchImports(
  watched: { folder: string; mode: 'good-rows' | 'all-or-nothing' } | null,
  deps: Pick<Deps, 'db' | 'log' | 'now'> & Parameters<typeof importArrived>[0],
): Promise<FolderWatch | null> {
  if (watched === null) return null;
  const { db, log } = deps;
  const folder = path.resolve(watched.folder);
  try {
    return await watchFolder({
      db,
      folder,
      mode: watched.mode,
      everyMs,
      today: async () => todayAt(await deps.now()),
      async onReport(report) {
        const { id, kind, status, rows, badRows } = report;
        log.info({ importId: id, kind, status, rows, badRows }, 'a file of the watched folder was imported');
        await importArrived(deps, report);
      },
      onError: (error) => log.warn({ err: error }, 'the watched folder could not be worked through'),
    });
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Error(
      `BRYGGAN_IMPORT_FOLDER: can't write in ${folder} (${why}). Give this user the right to, or choose another folder.`,
      { cause: error },
    );
  }
}
