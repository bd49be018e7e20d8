import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The oldest server that can skip time and answers updates as this product expects. */
export const leastServer = '1.32.0';

/** What `temporal --version` says, e.g. `temporal version 1.8.2 (Server 1.32.0, UI 2.50.1)`. */
export type BinaryVersion = { cli: string; server: string };

/** Reads a version line; null when it isn't one. */
export const parseVersion = (line: string): BinaryVersion | null => {
  const match = /temporal version (\S+) \(Server (\d+\.\d+\.\d+[^,)\s]*)/.exec(line);
  return match?.[1] && match[2] ? { cli: match[1], server: match[2] } : null;
};

/** Compares the numbers of two dotted versions; what follows a hyphen isn't looked at. */
export const isAtLeast = (version: string, least: string): boolean => {
  const numbers = (text: string) => (text.split('-')[0] ?? '').split('.').map(Number);
  const [a, b] = [numbers(version), numbers(least)];
  for (let i = 0; i < 3; i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
};

/** Asks a binary for its version. Throws when it can't be run or says something else. */
export const versionOf = async (binary: string): Promise<BinaryVersion> => {
  const { stdout } = await run(binary, ['--version'], { timeout: 15_000 });
  const version = parseVersion(stdout);
  if (version === null) throw new Error(`${binary} --version says "${stdout.trim().slice(0, 80)}"`);
  return version;
};

/** Null when the binary will do, else why not, as one line. */
export const whyUnfit = async (binary: string): Promise<string | null> => {
  try {
    const { server } = await versionOf(binary);
    return isAtLeast(server, leastServer)
      ? null
      : `its server is ${server}, ${leastServer} or newer is needed`;
  } catch (error) {
    return oneLine(error);
  }
};

/** The first line of an error's message. */
export const oneLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 200) ?? '';
