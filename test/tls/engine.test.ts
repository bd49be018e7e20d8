/** The way to the engine by mutual TLS: the cluster server with certificates of its own, the client's among them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NativeConnection } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { connectEngine } from '../../src/temporal/client.ts';
import { type Certificates, makeCertificates } from '../setup/certificates.ts';
import { type Cluster, startCluster } from '../setup/cluster.ts';

let certificates: Certificates;
let cluster: Cluster;
let folder: string;

beforeAll(async () => {
  certificates = await makeCertificates();
  folder = await mkdtemp(path.join(tmpdir(), 'bryggan-tls-engine-'));
  const name = `tls_${Date.now()}`;
  cluster = await startCluster(inject('databaseUrl'), folder, name, certificates);
}, 180_000);
afterAll(async () => {
  await cluster.stop();
  await certificates.remove();
  await rm(folder, { recursive: true, force: true });
});

/** The settings as somebody would write them, read as the product does. */
const engineOf = (settings: Record<string, string>) =>
  readConfig({ TEMPORAL_ADDRESS: cluster.address, TEMPORAL_NAMESPACE: 'live', ...settings }).temporal;

const ours = () => ({
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: certificates.authority.crt,
  TEMPORAL_TLS_CLIENT_CERT_PATH: certificates.client.crt,
  TEMPORAL_TLS_CLIENT_KEY_PATH: certificates.client.key,
});

/** What the API does at its start, and the worker at its own. */
const connects = async (settings: Record<string, string>): Promise<[string, string]> => {
  const temporal = engineOf(settings);
  const asApi = connectEngine({ ...temporal, keys: null }).then(async (engine) => {
    try {
      const { namespaceInfo } = await engine.connection.workflowService.describeNamespace({
        namespace: temporal.namespace,
      });
      return namespaceInfo?.name ?? '';
    } finally {
      await engine.close();
    }
  });
  const asWorker = NativeConnection.connect({ address: temporal.address, tls: temporal.tls }).then(
    async (connection) => {
      await connection.close();
      return 'connected';
    },
  );
  const [api, worker] = await Promise.all([asApi, asWorker].map((one) => one.catch(() => 'refused')));
  return [api ?? '', worker ?? ''];
};

describe('the way to the engine', () => {
  it('is by mutual TLS when the settings say so', async () => {
    expect(await connects(ours())).toEqual(['live', 'connected']);
  });

  it('is closed to whoever shows no certificate, or somebody else’s, or speaks in the clear', async () => {
    const { clientOfOther, authority } = certificates;
    const withoutOne = { TEMPORAL_TLS_SERVER_CA_CERT_PATH: authority.crt };
    const withAnother = {
      ...withoutOne,
      TEMPORAL_TLS_CLIENT_CERT_PATH: clientOfOther.crt,
      TEMPORAL_TLS_CLIENT_KEY_PATH: clientOfOther.key,
    };
    for (const settings of [withoutOne, withAnother, {}])
      expect(await connects(settings)).toEqual(['refused', 'refused']);
  });

  it('isn’t taken when the engine’s certificate is by somebody else, or another host’s', async () => {
    const untrusted = { ...ours(), TEMPORAL_TLS_SERVER_CA_CERT_PATH: certificates.otherAuthority.crt };
    const misnamed = { ...ours(), TEMPORAL_TLS_SERVER_NAME: 'elsewhere.example' };
    for (const settings of [untrusted, misnamed])
      expect(await connects(settings)).toEqual(['refused', 'refused']);
  });
});
