/** What stands in the way of a start: one line that says what and what to do, and nothing left running. */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { isFree } from '../../src/ports.ts';
import { fivePorts, type Ports, runStart } from './run-start.ts';

let folder: string;
let ports: Ports;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bryggan-refusals-'));
  ports = await fivePorts();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts in vain; gives the one line of complaint. */
const complaint = async (dataDir: string, more: Record<string, string> = {}): Promise<string> => {
  const running = runStart(dataDir, { ...ports, ...more });
  onTestFinished(() => void running.child.kill('SIGTERM'));
  expect(await running.ended).toEqual({ code: 1, signal: null });
  expect(running.complained).toHaveLength(1);
  return running.complained[0] ?? '';
};

test.each([
  'PORT',
  'BRYGGAN_DB_PORT',
  'BRYGGAN_TEMPORAL_PORT',
  'BRYGGAN_TEMPORAL_UI_PORT',
  'BRYGGAN_SMTP_PORT',
] as const)('a taken %s is named, with the setting that chooses another', async (setting) => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(Number(ports[setting]), '127.0.0.1', resolve));
  try {
    const line = await complaint(path.join(folder, 'taken'));
    expect(line).toContain(ports[setting]);
    expect(line).toMatch(new RegExp(`\\b${setting}\\b`));
    for (const [name, port] of Object.entries(ports))
      expect(await isFree(Number(port)), name).toBe(name !== setting);
  } finally {
    await new Promise((resolve) => other.close(resolve));
  }
});

test('a folder that can not be made is named', async () => {
  const file = path.join(folder, 'a-file');
  await writeFile(file, 'not a folder');
  const line = await complaint(path.join(file, 'data'));
  expect(line).toContain(file);
  expect(line).toContain('BRYGGAN_DATA_DIR');
});

test('a place where nobody can make a folder is named', async () => {
  const line = await complaint('/proc/bryggan/data');
  expect(line).toContain('/proc/bryggan/data');
  expect(line).toContain('BRYGGAN_DATA_DIR');
});

test('a folder of a newer Bryggan is left alone', async () => {
  const newer = path.join(folder, 'newer');
  await mkdir(newer);
  await writeFile(path.join(newer, 'format'), '99\n');
  expect(await complaint(newer)).toMatch(/newer Bryggan.*BRYGGAN_DATA_DIR/);
});

test('a setting that is wrong is named', async () => {
  expect(await complaint(folder, { PORT: 'eighty' })).toContain('PORT');
});

test('a rehearsal, where anybody is anybody, keeps out of the live namespace', async () => {
  const line = await complaint(path.join(folder, 'live-namespace'), { TEMPORAL_NAMESPACE: 'live' });
  expect(line).toMatch(/BRYGGAN_MODE.*TEMPORAL_NAMESPACE.*ovning/);
});

test('a Node that is too old is told so before anything else is loaded', () => {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '18.19.1' }); await import('./src/start/boot.mjs');`;
  const { status, stderr, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', pretend], {
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(/Node 20\.20, 22\.12 or 24.*18\.19\.1/);
});

test(
  'whoever listened may leave first: Ctrl-C ends every process all the same',
  { timeout: 300_000 },
  async () => {
    const dataDir = path.join(folder, 'unheard');
    const own = await fivePorts();
    const running = runStart(dataDir, own);
    await running.until(/engine:/);
    running.child.stdout?.destroy();
    running.child.stderr?.destroy();
    running.child.kill('SIGINT');
    expect(await running.ended).toEqual({ code: 0, signal: null });
    for (const port of Object.values(own)) expect(await isFree(Number(port))).toBe(true);
  },
);

test('a second start on the same folder is told of the first', { timeout: 300_000 }, async () => {
  const dataDir = path.join(folder, 'twice');
  const first = runStart(dataDir, ports);
  try {
    await first.until(/records:/);
    const line = await complaint(dataDir, await fivePorts());
    expect(line).toContain(String(first.child.pid));
    expect(line).toContain('BRYGGAN_DATA_DIR');
  } finally {
    first.child.kill('SIGINT');
    await first.ended;
  }
});
