/** One line on a terminal that is written over as the work goes on; nothing where nobody looks. */
import type { ImportCounts } from '../records/import/run.ts';

export type Progress = {
  show(counts: ImportCounts): void;
  clear(): void;
};

const everyMs = 200;

export const progressOn = (stream: NodeJS.WriteStream, fileName: string, nowMs: () => number): Progress => {
  const startedMs = nowMs();
  let shownMs = 0;
  return {
    show({ rows, bad }) {
      const now = nowMs();
      if (!stream.isTTY || now - shownMs < everyMs) return;
      shownMs = now;
      const perSecond = Math.round((rows / Math.max(1, now - startedMs)) * 1000);
      stream.write(
        `\r\u001B[K${fileName}: ${rows} rows, ${perSecond} rows/s${bad > 0 ? `, ${bad} bad` : ''}`,
      );
    },
    clear() {
      if (stream.isTTY) stream.write('\r\u001B[K');
    },
  };
};
