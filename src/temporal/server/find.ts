import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { buildTemporal } from './build.ts';
import { downloadTemporal } from './download.ts';
import { withLock } from './lock.ts';
import { leastServer, oneLine, whyUnfit } from './version.ts';

export type FindTemporalOptions = {
  /** A path that somebody chose (TEMPORAL_CLI), else null. */
  setting: string | null;
  /** Where a fetched or built server is kept. */
  cacheFolder: string;
  /** The pinned Go modules, `tools/temporal`. */
  modules: string;
  /** PATH and proxy settings, and what a build inherits. */
  env: NodeJS.ProcessEnv;
  /** Told, line by line, what is tried and why it didn't do. */
  say: (line: string) => void;
};

const executable = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

const onPath = (env: NodeJS.ProcessEnv): string | null =>
  (env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => path.join(folder, executable))
    .find((file) => existsSync(file)) ?? null;

/**
 * Finds a Temporal server that is new enough: the setting, PATH, an earlier build, the SDK's download, a build
 * of the pinned modules, in this order. Throws an error that says what to install when none is left; a setting
 * that doesn't do is an error at once, since somebody meant it.
 */
export const findTemporal = async (options: FindTemporalOptions): Promise<string> => {
  const { setting, cacheFolder, env, say } = options;
  if (setting !== null) {
    const why = await whyUnfit(setting);
    if (why !== null)
      throw new Error(`TEMPORAL_CLI is ${setting}, but ${why}. Correct it or leave it empty.`);
    return setting;
  }
  const inPath = onPath(env);
  if (inPath !== null) {
    const why = await whyUnfit(inPath);
    if (why === null) return inPath;
    say(`Temporal on PATH (${inPath}) won't do: ${why}`);
  }
  const cached = path.join(cacheFolder, executable);
  if (existsSync(cached) && (await whyUnfit(cached)) === null) return cached;
  await mkdir(cacheFolder, { recursive: true });
  return withLock(
    `${cached}.lock`,
    () => say('another process is fetching or building the Temporal server: waiting for it'),
    () => obtain(cached, options),
  );
};

const obtain = async (cached: string, options: FindTemporalOptions): Promise<string> => {
  const { modules, env, say } = options;
  if (existsSync(cached)) {
    const why = await whyUnfit(cached);
    if (why === null) return cached;
    say(`the Temporal server kept from before won't do: ${why}`);
  }
  try {
    await downloadTemporal(cached, env, say);
    const why = await whyUnfit(cached);
    if (why === null) return cached;
    say(`the downloaded Temporal server won't do: ${why}`);
  } catch (error) {
    say(`no Temporal server by download: ${oneLine(error)}`);
  }
  try {
    await buildTemporal({ target: cached, modules, env, say });
    const why = await whyUnfit(cached);
    if (why === null) return cached;
    say(`the built Temporal server won't do: ${why}`);
  } catch (error) {
    say(`no Temporal server by build: ${oneLine(error)}`);
  }
  throw new Error(
    `No Temporal server ${leastServer} or newer was found. Install the Temporal CLI 1.8.2 or newer ` +
      '(https://docs.temporal.io/cli) so that `temporal` is on PATH, or set TEMPORAL_CLI to its file, or install Go 1.26.8.',
  );
};
