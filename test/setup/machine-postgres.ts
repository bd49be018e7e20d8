/** The machine's own PostgreSQL 15 or newer: what a municipality runs, beside the one that comes with npm. */
import { execFile } from 'node:child_process';
import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { PostgresBinaries } from '../../src/records/server.ts';

const oldest = 15;

/** Where packages of Debian and others put it, and where `pg_config` says that it is. */
const folders = async (): Promise<string[]> => {
  const debian = '/usr/lib/postgresql';
  const versions = await readdir(debian).catch((): string[] => []);
  const fitting = versions.filter((version) => Number(version) >= oldest).toSorted();
  const asked = await promisify(execFile)('pg_config', ['--bindir']).then(
    ({ stdout }) => [stdout.trim()],
    (): string[] => [],
  );
  return [...fitting.map((version) => path.join(debian, version, 'bin')), ...asked];
};

/** Its programs; the oldest of those that fit, since that is the promise to be kept. Throws when there is none. */
export const machinePostgres = async (): Promise<PostgresBinaries> => {
  for (const folder of await folders()) {
    const binaries = { initdb: path.join(folder, 'initdb'), postgres: path.join(folder, 'postgres') };
    const there = await Promise.all(Object.values(binaries).map((file) => access(file))).then(
      () => true,
      () => false,
    );
    if (there) return binaries;
  }
  throw new Error(
    `This test needs a PostgreSQL ${oldest} or newer on the machine, e.g. the package postgresql-15.`,
  );
};
