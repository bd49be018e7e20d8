/** Makes a PostgreSQL data folder with a password of its own. */
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PostgresBinaries } from './binaries.ts';
import { RecordsServerError } from './error.ts';
import { type RunAs, spawnAs } from './run-as.ts';

export const dataFolderIn = (folder: string): string => path.join(folder, 'data');
const passwordFileIn = (folder: string) => path.join(folder, 'password');

export async function readPassword(folder: string): Promise<string> {
  const text = await readFile(passwordFileIn(folder), 'utf8').catch(() => '');
  if (text.trim() !== '') return text.trim();
  throw new RecordsServerError(
    'start-failed',
    `The records' password is missing: ${passwordFileIn(folder)} is gone or empty. Put it back from a backup.`,
  );
}

/**
 * Makes the data unless it is there. It's made beside its place and moved there when it's whole, so that a start
 * which was killed half-way leaves nothing that a later one stumbles on.
 * @throws RecordsServerError when the data there is of another major version
 */
export async function initialise(what: {
  folder: string;
  binaries: PostgresBinaries;
  as: RunAs;
  adminUser: string;
  major: number;
  /** False for data that is thrown away. */
  durable: boolean;
}): Promise<void> {
  const dataFolder = dataFolderIn(what.folder);
  const version = await readFile(path.join(dataFolder, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version !== null) return checkVersion(dataFolder, Number(version), what.major);

  const making = `${dataFolder}.making`;
  const passwordFile = `${making}.password`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (what.as.who !== 'self') {
    await Promise.all([making, passwordFile].map((one) => chown(one, ...idsIn(what.as))));
  }
  try {
    await runInitdb(what, making, passwordFile);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await writeFile(passwordFileIn(what.folder), `${password}\n`, { mode: 0o600 });
  await rename(making, dataFolder);
}

const idsIn = (as: RunAs): [number, number] => (as.who === 'self' ? [-1, -1] : [as.uid, as.gid]);

function checkVersion(dataFolder: string, found: number, major: number): void {
  if (found === major) return;
  const made = `The data folder ${dataFolder} was made by PostgreSQL ${found}; this is PostgreSQL ${major}. `;
  throw found > major
    ? new RecordsServerError(
        'newer-data',
        `${made}Start the newer version of Bryggan that made it, or choose another data folder.`,
      )
    : new RecordsServerError('older-data', `${made}Move it with pg_upgrade, or choose another data folder.`);
}

function runInitdb(
  what: {
    folder: string;
    binaries: PostgresBinaries;
    as: RunAs;
    adminUser: string;
    major: number;
    durable: boolean;
  },
  target: string,
  passwordFile: string,
): Promise<void> {
  const args = [
    `--pgdata=${target}`,
    `--username=${what.adminUser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    // From 17 on PostgreSQL brings letters beyond ASCII itself; an older one takes them from the collation.
    ...(what.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []),
    '--no-instructions',
    ...(what.durable ? [] : ['--no-sync']),
  ];
  return new Promise((resolve, reject) => {
    const child = spawnAs(what.as, what.binaries.initdb, args, {
      cwd: what.folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    });
    let said = '';
    child.stderr?.on('data', (chunk) => (said += String(chunk)));
    const fail = (why: string) =>
      reject(
        new RecordsServerError('init-failed', `PostgreSQL couldn't make its data folder ${target}: ${why}`),
      );
    child.once('error', (error) => fail(error.message));
    child.once('close', (code) =>
      code === 0 ? resolve() : fail(said.trim().split('\n').at(-1) ?? `exit code ${code}`),
    );
  });
}
