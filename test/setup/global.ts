/** Starts the servers that the tests share, once for a run. */
import type { TestProject } from 'vitest/node';
import { startPostgresForTests } from './postgres.ts';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgresForTests();
  project.provide('databaseUrl', postgres.url);
  return () => postgres.stop();
}
