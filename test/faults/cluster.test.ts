/** The production engine on a real Postgres: rehearsal and live in one cluster, and what it keeps over a kill. */
import { mkdtemp, chmod, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRecordsServer, type RecordsServer } from '../../src/records/server.ts';
import { connectEngine } from '../../src/temporal/client.ts';
import { taskQueue } from '../../src/temporal/ids.ts';
import { canSkipTime } from '../../src/temporal/time-skipping.ts';
import { namespaces, startCluster, type Cluster } from '../setup/cluster.ts';
import { installedPostgres } from '../setup/installed-postgres.ts';

let folder: string;
let postgres: RecordsServer;
let cluster: Cluster;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bryggan-cluster-'));
  await chmod(folder, 0o755);
  const binaries = await installedPostgres(15);
  postgres = await startRecordsServer({ folder: path.join(folder, 'postgres'), port: 0, binaries });
  cluster = await startCluster(postgres.url('postgres'), path.join(folder, 'engine'));
});

afterAll(async () => {
  await cluster?.stop();
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('time may be skipped in a rehearsal and never in a live namespace of the same cluster', async () => {
  const { connection, close } = await connectEngine({
    address: cluster.address,
    namespace: 'ovning',
    keys: null,
  });
  expect(await canSkipTime(connection, 'ovning')).toBe(true);
  expect(await canSkipTime(connection, 'live')).toBe(false);
  await close();
});

test('what was started is still there when the server has been killed and started again', async () => {
  for (const namespace of namespaces) {
    const { client, close } = await connectEngine({ address: cluster.address, namespace, keys: null });
    await client.workflow.start('schoolDayWorkflow', {
      taskQueue,
      workflowId: `school-day-in-${namespace}`,
      args: [{ municipality: '9801', clockOffsetMs: 0 }],
    });
    await close();
  }
  await cluster.kill9();
  await cluster.start();
  for (const namespace of namespaces) {
    const { client, close } = await connectEngine({ address: cluster.address, namespace, keys: null });
    const { status } = await client.workflow.getHandle(`school-day-in-${namespace}`).describe();
    expect(status.name).toBe('RUNNING');
    await close();
  }
});
