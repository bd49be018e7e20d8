/** One line at a time to whoever started it, with the seconds since the start. */
export type Say = (line: string) => void;

export const sayTo = (stream: NodeJS.WritableStream, startedMs: number, nowMs: () => number): Say => {
  return (line) => stream.write(`[${((nowMs() - startedMs) / 1000).toFixed(1).padStart(5)} s] ${line}\n`);
};

/** Something that stands in the way and that a person can mend: one line with what and what to do. */
export class StartError extends Error {
  override name = 'StartError';
}
