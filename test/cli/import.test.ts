/** `npx bryggan import`, as the process that npm starts. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedBinaries, ensureDatabase, startRecordsServer } from '../../src/records/server.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { bryggan as runBryggan } from './bryggan.ts';

const project = path.resolve(import.meta.dirname, '..', '..');
let records: FreshDatabase;
let folder: string;

beforeAll(async () => {
  records = await freshDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'bryggan-cli-'));
});
afterAll(async () => {
  await records.drop();
  await rm(folder, { recursive: true, force: true });
});

const bryggan = (args: string[], env: Record<string, string> = {}) =>
  runBryggan(args, { DATABASE_URL: records.url, ...env });

const put = async (name: string, ...lines: string[]): Promise<string> => {
  const file = path.join(folder, name);
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
};

describe('bryggan import', () => {
  it('takes a folder in the order of its kinds, and changes nothing the second time', async () => {
    const first = await bryggan(['import', path.join(project, 'sample')]);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain('franvaro.csv: imported');
    const pupils = (await readFile(path.join(project, 'sample', 'elever.csv'), 'utf8')).trim().split('\n');
    expect(first.out).toContain(`${pupils.length - 1} rows: ${pupils.length - 1} new`);
    const again = await bryggan(['import', path.join(project, 'sample'), '--json']);
    const reports: { added: number; changed: number; unchanged: number }[] = again.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(reports).toHaveLength(7);
    for (const report of reports) expect(report).toMatchObject({ added: 0, changed: 0, status: 'applied' });
  });

  it('ends with 1 when a row is bad, whatever became of the others, and names row and field', async () => {
    const file = await put('tid.csv', 'årskurs;minuter_per_dag', '1;271', '99;5');
    const whole = await bryggan(['import', file]);
    expect(whole).toMatchObject({ code: 1 });
    expect(whole.out).toContain('refused');
    expect(whole.out).toContain('row 2, årskurs');
    const good = await bryggan(['import', file, '--mode', 'good-rows']);
    expect(good).toMatchObject({ code: 1 });
    expect(good.out).toContain('1 changed');
    const dry = await bryggan([
      'import',
      await put('tid.csv', 'årskurs;minuter_per_dag', '1;272'),
      '--mode',
      'dry-run',
    ]);
    expect(dry).toMatchObject({ code: 0 });
    expect(dry.out).toContain('row 1: changes minuter_per_dag');
  });

  it('ends with 2 when nothing could be tried, in one line', async () => {
    const cases: [args: string[], env: Record<string, string>, why: string][] = [
      [['import', folder, '--mapping', 'okänd'], {}, 'no such mapping'],
      [['import', folder], { DATABASE_URL: '', BRYGGAN_DATA_DIR: folder }, 'npm start'],
      [['import', folder], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/x' }, 'ECONNREFUSED'],
    ];
    const ended = await Promise.all(cases.map(([args, env]) => bryggan(args, env)));
    for (const [at, { code, out, err }] of ended.entries()) {
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(cases[at]?.[2]);
      expect(err.trim().split('\n')).toHaveLength(1);
    }
  });

  it('finds the records of an `npm start` by its data folder, and says when they are of another version', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'bryggan-cli-data-'));
    const server = await startRecordsServer({
      folder: path.join(dataDir, 'records'),
      port: 0,
      binaries: await embeddedBinaries(),
      settings: { fsync: 'off' },
    });
    try {
      await ensureDatabase(server, 'bryggan');
      const ended = await bryggan(['import', folder], { DATABASE_URL: '', BRYGGAN_DATA_DIR: dataDir });
      expect(ended).toMatchObject({ code: 2 });
      expect(ended.err).toContain("aren't of this version");
    } finally {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
