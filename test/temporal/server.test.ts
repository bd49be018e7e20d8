/** Finding, starting and stopping the engine: what a first start, a killed run and a taken port meet. */
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTemporal } from '../../src/temporal/server/find.ts';
import { isFree } from '../../src/ports.ts';
import { readPidFile } from '../../src/temporal/server/process.ts';
import { startTemporal, type StartTemporalOptions } from '../../src/temporal/server/start.ts';
import { aFreePort } from '../setup/port-base.ts';
import { temporalBinary } from '../setup/temporal.ts';

let folder: string;
let binary: string;
const said: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bryggan-test-server-'));
  binary = await temporalBinary();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const options = (change: Partial<StartTemporalOptions> = {}): StartTemporalOptions => ({
  binary,
  port: null,
  uiPort: null,
  dbFile: path.join(folder, 'engine.db'),
  pidFile: path.join(folder, 'engine.pid'),
  namespace: 'ovning',
  searchAttributes: {},
  timeSkipping: true,
  logFile: path.join(folder, 'engine.log'),
  say: (line) => said.push(line),
  ...change,
});

/** A program that says it is a Temporal CLI of some version. */
const aBinary = async (name: string, says: string): Promise<string> => {
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\necho '${says}'\n`);
  await chmod(file, 0o755);
  return file;
};

describe('the engine', () => {
  it('starts, says whether it can skip time, and leaves nothing when it stops', async () => {
    const engine = await startTemporal(options());
    expect(engine.timeSkipping).toBe(true);
    expect(await readPidFile(path.join(folder, 'engine.pid'))).toMatchObject({ server: { pid: engine.pid } });
    await engine.stop();
    expect(await readPidFile(path.join(folder, 'engine.pid'))).toBeNull();
    expect(await isFree(Number(engine.address.split(':')[1]))).toBe(true);
  });

  it('without time skipping runs all the same', async () => {
    const engine = await startTemporal(options({ timeSkipping: false, dbFile: null, pidFile: null }));
    expect(engine.timeSkipping).toBe(false);
    await engine.stop();
  });

  it('left over from a killed run is stopped, and the next one starts on the same port and data', async () => {
    const port = await aFreePort();
    const owner = spawn(
      process.execPath,
      [
        '--import',
        'tsx',
        path.join(import.meta.dirname, 'starts-and-stays.ts'),
        JSON.stringify(options({ port })),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(owner.stdout, 'data');
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    expect(await isFree(port)).toBe(false);

    const engine = await startTemporal(options({ port }));
    expect(said.join('\n')).toMatch(/left over from a killed run/);
    await engine.stop();
  });

  it('does not take a port that something else has, and says which setting to change', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(startTemporal(options({ port }))).rejects.toThrow(
      new RegExp(`Port ${port} .*BRYGGAN_TEMPORAL_PORT`),
    );
    other.close();
  });

  it('that ends while starting is told with its log', async () => {
    const broken = await aBinary('broken', 'nothing');
    await expect(startTemporal(options({ binary: broken, pidFile: null }))).rejects.toThrow(
      /ended while starting.*engine\.log/,
    );
    expect(await readFile(path.join(folder, 'engine.log'), 'utf8')).toContain('nothing');
  });
});

describe('the engine’s program', () => {
  const find = (setting: string | null, cacheFolder: string, env: NodeJS.ProcessEnv) =>
    findTemporal({
      setting,
      cacheFolder,
      modules: path.join(folder, 'no-modules'),
      env,
      say: (line) => said.push(line),
    });

  it('named by the setting is taken before any other', async () => {
    const named = await aBinary('named', 'temporal version 1.8.2 (Server 1.32.0, UI 2.50.1)');
    expect(await find(named, folder, { PATH: '' })).toBe(named);
  });

  it('named by the setting but too old is an error that says so', async () => {
    const old = await aBinary('old', 'temporal version 1.5.0 (Server 1.29.0, UI 2.1.0)');
    await expect(find(old, folder, { PATH: '' })).rejects.toThrow(/TEMPORAL_CLI .* 1\.29\.0/);
  });

  it('on PATH is passed over with a word when it is too old; an earlier build is taken', async () => {
    await aBinary('temporal', 'temporal version 1.5.0 (Server 1.29.0, UI 2.1.0)');
    const cache = await mkdtemp(path.join(folder, 'cache-'));
    const kept = path.join(cache, 'temporal');
    await writeFile(kept, `#!/bin/sh\necho 'temporal version 1.8.2 (Server 1.32.0, UI 2.50.1)'\n`);
    await chmod(kept, 0o755);
    said.length = 0;
    expect(await find(null, cache, { PATH: `${folder}:${process.env['PATH'] ?? ''}` })).toBe(kept);
    expect(said.join('\n')).toMatch(/on PATH .* won't do: its server is 1\.29\.0/);
  });

  it('found nowhere, on a closed network and without Go: one line for each way, then what to install', async () => {
    const cache = await mkdtemp(path.join(folder, 'empty-'));
    said.length = 0;
    // A proxy that nobody answers on: no way out, whatever network the test runs on.
    const env = { PATH: '', HTTPS_PROXY: `http://127.0.0.1:${await aFreePort()}` };
    await expect(find(null, cache, env)).rejects.toThrow(/Install the Temporal CLI/);
    expect(said.filter((line) => line.startsWith('no Temporal server by'))).toHaveLength(2);
    expect(said.every((line) => !line.includes('\n'))).toBe(true);
  });
});
