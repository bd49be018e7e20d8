/** Starts the servers that the tests share, once for a run. */
import type { TestProject } from 'vitest/node';
import { startPostgresForTests } from './postgres.ts';
import { startTemporalForTests } from './temporal.ts';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [postgres, temporal] = await Promise.all([startPostgresForTests(), startTemporalForTests()]);
  project.provide('databaseUrl', postgres.url);
  project.provide('temporalAddress', temporal.address);
  project.provide('temporalNamespace', temporal.namespace);
  project.provide('workflowBundlePath', temporal.workflowBundlePath);
  return async () => {
    await Promise.all([postgres.stop(), temporal.stop()]);
  };
}
