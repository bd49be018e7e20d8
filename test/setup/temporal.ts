/** One Temporal server for a run of the tests, and the workflows bundled once. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeWorkflowBundle } from '../../src/temporal/bundle.ts';
import { findTemporal } from '../../src/temporal/server/find.ts';
import { startTemporal } from '../../src/temporal/server/start.ts';

export type TestTemporal = {
  address: string;
  namespace: string;
  workflowBundlePath: string;
  stop(): Promise<void>;
};

const project = path.resolve(import.meta.dirname, '..', '..');

/** The server that the product itself would take, found in the same order. */
export const temporalBinary = (): Promise<string> =>
  findTemporal({
    setting: process.env['TEMPORAL_CLI'] ?? null,
    cacheFolder: path.join(project, '.cache'),
    modules: path.join(project, 'tools', 'temporal'),
    env: process.env,
    say: (line) => console.log(line),
  });

export const startTemporalForTests = async (): Promise<TestTemporal> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'bryggan-test-engine-'));
  const workflowBundlePath = path.join(folder, 'workflows.js');
  const [server] = await Promise.all([
    temporalBinary().then((binary) =>
      startTemporal({
        binary,
        port: null,
        uiPort: null,
        dbFile: null,
        pidFile: null,
        namespace: 'ovning',
        searchAttributes: {},
        timeSkipping: true,
        logFile: path.join(folder, 'server.log'),
        say: (line) => console.log(line),
      }),
    ),
    writeWorkflowBundle(workflowBundlePath),
  ]);
  return {
    address: server.address,
    namespace: server.namespace,
    workflowBundlePath,
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
