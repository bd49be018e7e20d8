/** Finds a PostgreSQL that is installed on the machine. */
import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { majorVersion } from '../../src/records/server/binaries.ts';
import type { PostgresBinaries } from '../../src/records/server.ts';

/**
 * The programs of an installed PostgreSQL of this major version: by `pg_config`, on the PATH, or in the usual
 * folders of Debian, Red Hat and Homebrew.
 * @throws with what to install when there is none
 */
export async function installedPostgres(major: number): Promise<PostgresBinaries> {
  const configured = await promisify(execFile)('pg_config', ['--bindir']).then(
    ({ stdout }) => [stdout.trim()],
    () => [],
  );
  const folders = [
    `/usr/lib/postgresql/${major}/bin`,
    `/usr/pgsql-${major}/bin`,
    `/opt/homebrew/opt/postgresql@${major}/bin`,
    `/usr/local/opt/postgresql@${major}/bin`,
    ...configured,
    ...(process.env['PATH'] ?? '').split(path.delimiter),
  ];
  for (const folder of folders.filter((one) => one !== '')) {
    const found = { initdb: path.join(folder, 'initdb'), postgres: path.join(folder, 'postgres') };
    const there = await Promise.all([access(found.initdb), access(found.postgres)]).then(
      () => true,
      () => false,
    );
    if (there && (await majorVersion(found)) === major) return found;
  }
  throw new Error(
    `PostgreSQL ${major} isn't installed, and the records' tests run on it too: "apt-get install ` +
      `postgresql-${major}" (Debian, Ubuntu) or "brew install postgresql@${major}" (macOS).`,
  );
}
