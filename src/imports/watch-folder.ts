/**
 * A folder whose files are imported by themselves: put there by a nightly export, found in `done` or `refused` with a
 * report beside them.
 *
 * 1. A file is taken once it has stopped growing, in the order in which the kinds build on each other.
 * 2. One process at a time works through the folder, by a lock that the records hold for it and let go when it dies.
 * 3. A file is moved after its import has ended. Killed in between, it's imported again, which changes nothing.
 */
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Kysely, sql } from 'kysely';
import type { ImportMode } from '../domain/import-rows.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Database } from '../records/schema.ts';
import { importReportLines } from '../texts/import-report.ts';
import { type FileToImport, importPlanned, planFiles } from './files.ts';
import type { ImportReport } from './report.ts';
import { sightOf } from './watched-files.ts';

export type WatchOptions = {
  db: Kysely<Database>;
  folder: string;
  mode: Exclude<ImportMode, 'dry-run'>;
  /** Between two looks, ms. A file is whole when it's the same at two. */
  everyMs: number;
  today(): Promise<LocalDate>;
  /** After each file that ended in a report. */
  onReport(report: ImportReport): Promise<void>;
  /** The records or the disk failed; the file is tried again at the next look. */
  onError(error: unknown): void;
};

export type FolderWatch = {
  /** Breaks off what runs (nothing of it is kept) and resolves when it has ended. */
  stop(): Promise<void>;
};

/** Makes the folder and begins to watch it. Throws when it can't be made. */
export const watchFolder = async (options: WatchOptions): Promise<FolderWatch> => {
  const { folder, everyMs } = options;
  for (const sub of ['done', 'refused']) await mkdir(path.join(folder, sub), { recursive: true });
  const stopping = new AbortController();
  const sight = sightOf(folder, Date.now);
  let timer: NodeJS.Timeout | undefined;

  const work = async () => {
    try {
      const whole = await sight.look();
      if (whole.length > 0) await alone(options.db, () => takeIn(options, whole, stopping.signal));
    } catch (error) {
      if (!stopping.signal.aborted) options.onError(error);
    }
  };
  let working: Promise<void> = Promise.resolve();
  const goOn = () => {
    if (stopping.signal.aborted) return;
    timer = setTimeout(() => {
      working = work().then(goOn);
    }, everyMs);
  };
  working = work().then(goOn);
  return {
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await working;
    },
  };
};

/** Runs the work unless another process is at it. The lock is the connection's: it ends with the process. */
const alone = (db: Kysely<Database>, work: () => Promise<void>): Promise<void> =>
  db.connection().execute(async (held) => {
    const key = sql`hashtextextended('bryggan import folder', 0)`;
    const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_lock(${key}) as got`.execute(held);
    if (rows[0]?.got !== true) return;
    try {
      await work();
    } finally {
      await sql`select pg_advisory_unlock(${key})`.execute(held);
    }
  });

const takeIn = async (options: WatchOptions, whole: string[], signal: AbortSignal): Promise<void> => {
  // Another process may have moved some since they were seen.
  const there = await Promise.all(whole.map(isThere));
  const files = await planFiles(
    options.db,
    whole.filter((_, at) => there[at]),
  );
  for (const file of files) {
    if (signal.aborted) return;
    await takeInOne(options, file, signal);
  }
};

const takeInOne = async (options: WatchOptions, file: FileToImport, signal: AbortSignal): Promise<void> => {
  const { db, folder, mode } = options;
  const report = await importPlanned(db, file, { mode, by: 'folder', today: await options.today(), signal });
  const nothingGood = report.rows > 0 && report.badRows >= report.rows;
  const target = await freeName(
    path.join(folder, report.status === 'refused' || nothingGood ? 'refused' : 'done'),
    file.path,
  );
  // The report first: a file that has been moved always has one.
  await writeFile(`${target}.rapport.txt`, `${importReportLines(report, 'sv').join('\r\n')}\r\n`);
  await rename(file.path, target);
  await options.onReport(report);
};

/** The file's own name, or with its time where another stands there; the same again for the same file. */
const freeName = async (folder: string, file: string): Promise<string> => {
  const { name, ext, base } = path.parse(file);
  const plain = path.join(folder, base);
  if (!(await isThere(plain))) return plain;
  const { mtime } = await stat(file);
  const stamp = mtime.toISOString().replace(/[-:]|\.\d+Z$/g, '');
  for (let count = 1; ; count += 1) {
    const other = path.join(folder, `${name}-${stamp}${count === 1 ? '' : `-${count}`}${ext}`);
    if (!(await isThere(other))) return other;
  }
};

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
