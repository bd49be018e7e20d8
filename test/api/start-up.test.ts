/** The API as a process: what it must not be started with, it says in one line. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeMode } from '../../src/records/settings.ts';
import { newKeyRing } from '../../src/key-ring/ring.ts';
import { freshDatabase, type FreshDatabase } from '../setup/database.ts';

const project = path.resolve(import.meta.dirname, '..', '..');

let records: FreshDatabase;
beforeAll(async () => {
  records = await freshDatabase();
});
afterAll(() => records.drop());

/** Starts the API in vain; gives the one line of complaint. */
function complaint(settings: Record<string, string>): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', path.join('src', 'api', 'main.ts')],
    {
      cwd: project,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: records.url,
        BRYGGAN_ENGINE_KEYS: newKeyRing(),
        BRYGGAN_RECORD_KEYS: newKeyRing(),
        PORT: '0',
        ...settings,
      },
    },
  );
  expect([status, stdout]).toEqual([1, '']);
  const lines = stderr.trim().split('\n');
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
}

describe('a rehearsal, where anybody signs in as anybody', () => {
  test('isn’t started on the records of a live municipality', async () => {
    await writeMode(records.db, 'live');
    expect(complaint({ BRYGGAN_MODE: 'rehearsal' })).toMatch(/BRYGGAN_MODE is rehearsal.*DATABASE_URL.*live/);
  });

  test('isn’t started in the live namespace', () => {
    const line = complaint({ BRYGGAN_MODE: 'rehearsal', TEMPORAL_NAMESPACE: 'live' });
    expect(line).toMatch(/BRYGGAN_MODE.*TEMPORAL_NAMESPACE/);
  });

  test('doesn’t lend its records to a live API', async () => {
    await writeMode(records.db, 'rehearsal');
    expect(complaint({ BRYGGAN_MODE: 'live' })).toMatch(/BRYGGAN_MODE is live.*rehearsal/);
  });
});
