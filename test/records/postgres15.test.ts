/** The records on the oldest PostgreSQL that is supported: the machine's own 15. */
import { afterAll, beforeAll } from 'vitest';
import { startPostgresForTests, type TestPostgres } from '../setup/postgres.ts';
import { installedPostgres } from '../setup/installed-postgres.ts';
import { recordsSuites } from './suites/all.ts';

let server: TestPostgres | undefined;

beforeAll(async () => {
  server = await startPostgresForTests(await installedPostgres(15));
});

afterAll(async () => {
  await server?.stop();
});

recordsSuites(() => server?.url ?? '');
