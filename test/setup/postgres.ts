/** One PostgreSQL for a run of the tests, with a migrated database that each test's own is copied from. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectRecords } from '../../src/records/connect.ts';
import { migrate } from '../../src/records/migrate.ts';
import { ensureDatabase, type PostgresBinaries, startRecordsServer } from '../../src/records/server.ts';

export type TestPostgres = {
  /** A `postgres://` URL of the server's own database, for `freshDatabase`. */
  url: string;
  stop(): Promise<void>;
};

export const templateName = 'bryggan_template';

/** The data is thrown away: no need to wait for the disk. */
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/** Starts npm's embedded PostgreSQL, or another one by its binaries, in a folder that `stop` removes. */
export async function startPostgresForTests(binaries?: PostgresBinaries): Promise<TestPostgres> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bryggan-test-records-'));
  // Started by root, PostgreSQL runs as somebody else, who must get through here.
  await chmod(folder, 0o755);
  const server = await startRecordsServer({ folder, port: 0, settings, ...(binaries ? { binaries } : {}) });
  await ensureDatabase(server, templateName);
  const template = connectRecords(server.url(templateName));
  await migrate(template.db);
  await template.close();
  return {
    url: server.url('postgres'),
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
