/** The way to the records by TLS, against an installed PostgreSQL 15 with certificates of its own. */
import { chmod, chown, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { connectRecords } from '../../src/records/connect.ts';
import { type RecordsServer, startRecordsServer } from '../../src/records/server.ts';
import { type Certificate, type Certificates, makeCertificates } from '../setup/certificates.ts';
import { installedPostgres } from '../setup/installed-postgres.ts';

let certificates: Certificates;
let folder: string;
let server: RecordsServer;

const start = async (settings: Record<string, string>): Promise<RecordsServer> =>
  startRecordsServer({ folder, port: 0, binaries: await installedPostgres(15), settings });

const presenting = async ({ crt, key }: Certificate) => {
  await server.stop();
  server = await start({ ssl: 'on', ssl_cert_file: crt, ssl_key_file: key });
};

beforeAll(async () => {
  certificates = await makeCertificates();
  folder = await mkdtemp(path.join(tmpdir(), 'bryggan-tls-records-'));
  // Started by root, PostgreSQL runs as somebody else, who must own its key and get through here.
  await chmod(folder, 0o755);
  await chmod(certificates.folder, 0o755);
  server = await start({});
  const { uid, gid } = await stat(path.join(folder, 'data'));
  for (const { crt, key } of [certificates.server, certificates.elsewhere]) {
    await chmod(key, 0o600);
    for (const file of [crt, key]) await chown(file, uid, gid);
  }
});
afterAll(async () => {
  await server.stop();
  await certificates.remove();
  await rm(folder, { recursive: true, force: true });
});

/** The setting as somebody would write it, read as the product does. */
const encrypted = async (query: string): Promise<boolean> => {
  const { databaseUrl } = readConfig({ DATABASE_URL: `${server.url('postgres')}${query}` });
  const records = connectRecords(databaseUrl ?? '');
  try {
    const asked = sql<{ ssl: boolean }>`select ssl from pg_stat_ssl where pid = pg_backend_pid()`;
    return (await asked.execute(records.db)).rows[0]?.ssl ?? false;
  } finally {
    await records.close();
  }
};

const trusting = ({ crt }: Certificate) => `?sslmode=verify-full&sslrootcert=${encodeURIComponent(crt)}`;

describe('the way to the records', () => {
  it('is encrypted when the setting says so, and the certificate holds', async () => {
    await presenting(certificates.server);
    expect(await encrypted(trusting(certificates.authority))).toBe(true);
    expect(await encrypted('')).toBe(false);
  });

  it('isn’t taken when the certificate is by somebody else', async () => {
    await presenting(certificates.server);
    await expect(encrypted(trusting(certificates.otherAuthority))).rejects.toThrow(
      /self.signed|unable to verify/,
    );
    await expect(encrypted('?sslmode=verify-full')).rejects.toThrow(/self.signed|unable to verify/);
  });

  it('isn’t taken when the certificate is another host’s', async () => {
    await presenting(certificates.elsewhere);
    await expect(encrypted(trusting(certificates.authority))).rejects.toThrow(/altnames/);
  });

  it('isn’t taken when the server has no TLS', async () => {
    await server.stop();
    server = await start({});
    await expect(encrypted(trusting(certificates.authority))).rejects.toThrow(/does not support SSL/);
  });
});
