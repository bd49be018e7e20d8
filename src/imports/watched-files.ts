/** Which files of a watched folder are whole by now. */
import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';

/** Half a file under a name of its own, as programs write until it's whole; and what is hidden. */
const notYet = /^[.~]|~$|\.(tmp|temp|part|partial|filepart|crdownload|swp)$/i;

/** An empty file is often one that is about to be written. */
const emptyForMs = 60_000;

/** A file that never stops growing holds up the others for so long, and no longer. */
const patienceMs = 10 * 60_000;

export type FolderSight = {
  /** Answers the files that are whole, if none is still growing that may belong before them. */
  look(): Promise<string[]>;
};

/** Remembers from one look to the next how large each file was. */
export const sightOf = (folder: string, nowMs: () => number): FolderSight => {
  let before = new Map<string, string>();
  let growingSince: number | null = null;
  const isWhole = (name: string, stats: Stats): boolean =>
    before.get(name) === marks(stats) && (stats.size > 0 || nowMs() - stats.mtimeMs > emptyForMs);

  return {
    async look() {
      const now = new Map<string, string>();
      const whole: string[] = [];
      for (const name of await readdir(folder)) {
        if (notYet.test(name)) continue;
        // Only files that stand here: a link may lead anywhere.
        const stats = await lstat(path.join(folder, name)).catch(() => null);
        if (stats === null || !stats.isFile()) continue;
        now.set(name, marks(stats));
        if (isWhole(name, stats)) whole.push(path.join(folder, name));
      }
      before = now;
      growingSince = whole.length === now.size ? null : (growingSince ?? nowMs());
      const waits = growingSince !== null && nowMs() - growingSince < patienceMs;
      return waits ? [] : whole;
    },
  };
};

const marks = ({ size, mtimeMs, ino }: Stats): string => `${size}/${mtimeMs}/${ino}`;
