/** A folder that is watched: files taken when they are whole, in order, once, also by two and by one who is killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sightOf } from '../../src/imports/watched-files.ts';
import { saveMapping } from '../../src/records/import-mappings.ts';
import { count } from '../../src/records/sql.ts';
import { absenceFile, pupilFile, schoolUnitFile } from '../../bench/large-town.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { eventually } from '../setup/eventually.ts';

let records: FreshDatabase;
let folder: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  records = await freshDatabase();
});
afterAll(() => records.drop());
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bryggan-watched-'));
});
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => killed(child)));
  await rm(folder, { recursive: true, force: true });
});

const killed = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
};

/** Starts a watcher and collects what it reports. */
const watcher = async (): Promise<{
  child: ChildProcess;
  reports: { fileName: string; added: number }[];
}> => {
  const file = fileURLToPath(new URL('./watcher.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', file, records.url, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const reports: { fileName: string; added: number }[] = [];
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the watcher ended')));
    createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => {
      if (line === 'ready') resolve();
      else reports.push(JSON.parse(line));
    });
  });
  return { child, reports };
};

const put = async (name: string, content: string | AsyncIterable<Buffer>): Promise<void> => {
  // Written beside and renamed, as a careful sender does.
  await writeFile(path.join(folder, `${name}.tmp`), content);
  await rename(path.join(folder, `${name}.tmp`), path.join(folder, name));
};
const namesIn = async (sub: string) => (await readdir(path.join(folder, sub))).sort();
const rowsOf = async (table: 'pupil' | 'absence') =>
  (await records.db.selectFrom(table).select(count.as('rows')).executeTakeFirstOrThrow()).rows;

const size = { pupils: 500, absencesAPupil: 20, changeEvery: null };

describe('a watched folder', () => {
  it('takes files in the order of their kinds, and puts each away with its report', async () => {
    await put('a-elever.csv', pupilFile(size));
    await put('b-skolor.csv', schoolUnitFile());
    await put('c-fel.csv', 'detta;är\ninget;alls\n');
    await put('.gömd.csv', 'x');
    await symlink('/etc/hostname', path.join(folder, 'länk.csv'));
    await watcher();
    await eventually(async () => {
      expect(await namesIn('done')).toEqual([
        'a-elever.csv',
        'a-elever.csv.rapport.txt',
        'b-skolor.csv',
        'b-skolor.csv.rapport.txt',
      ]);
      expect(await namesIn('refused')).toEqual(['c-fel.csv', 'c-fel.csv.rapport.txt']);
    });
    expect(await readFile(path.join(folder, 'done', 'a-elever.csv.rapport.txt'), 'utf8')).toContain(
      '500 nya',
    );
    const why = await readFile(path.join(folder, 'refused', 'c-fel.csv.rapport.txt'), 'utf8');
    expect(why).toContain('Rubrikraden känns inte igen');
    expect((await readdir(folder)).sort()).toEqual(['.gömd.csv', 'done', 'länk.csv', 'refused']);
  });

  it('keeps both of two files of one name', async () => {
    await watcher();
    for (const year of ['F;240', 'F;250']) {
      await put('tid.csv', `årskurs;minuter_per_dag\n${year}\n`);
      await eventually(async () => expect((await readdir(folder)).sort()).toEqual(['done', 'refused']));
    }
    expect(await namesIn('done')).toHaveLength(4);
  });

  it('reads a file by the mapping that its name fits, bad rows told by row alone', async () => {
    await saveMapping(
      records.db,
      {
        name: 'Timplan',
        kind: 'offeredTime',
        columns: [
          { ours: 'årskurs', theirs: 'Årskurs' },
          { ours: 'minuter_per_dag', theirs: 'Timmar' },
        ],
        header: true,
        skipRows: 0,
        delimiter: null,
        encoding: 'auto',
        dateForm: 'yyyy-mm-dd',
        decimalComma: true,
        minutesIn: 'hours',
        values: {},
        constants: {},
        filePattern: 'timplan*',
        complete: false,
      },
      'system',
    );
    await watcher();
    await put('timplan-2026.csv', 'Årskurs;Timmar\n7;5,5\n8;hemligt\n');
    await eventually(async () => expect(await namesIn('done')).toHaveLength(2));
    const report = await readFile(path.join(folder, 'done', 'timplan-2026.csv.rapport.txt'), 'utf8');
    expect(report).toContain('mappning: Timplan');
    expect(report).toContain('rad 2, minuter_per_dag');
    expect(report).not.toContain('hemligt');
    const time = await records.db
      .selectFrom('offered_time')
      .select('minutes_per_day')
      .where('year_label', '=', '7')
      .executeTakeFirst();
    expect(time?.minutes_per_day).toBe(330);
  });

  it('is worked through once when two watch it', async () => {
    const both = await Promise.all([watcher(), watcher()]);
    const names = Array.from({ length: 6 }, (_, at) => `tid-${at}.csv`);
    for (const [at, name] of names.entries()) {
      await put(name, `årskurs;minuter_per_dag\ngy${1 + (at % 4)};${300 + at}\n`);
    }
    await eventually(async () => expect(await namesIn('done')).toHaveLength(names.length * 2));
    await eventually(async () =>
      expect(both.flatMap(({ reports }) => reports.map(({ fileName }) => fileName)).sort()).toEqual(names),
    );
  });

  it('goes on where a watcher was killed in the middle, to the same rows', async () => {
    const rows = size.pupils * size.absencesAPupil;
    await put('franvaro.csv', absenceFile(size));
    const { child } = await watcher();
    await eventually(async () => {
      const running = await records.db
        .selectFrom('import_run')
        .select('rows')
        .where('status', '=', 'running')
        .where('kind', '=', 'absence')
        .execute();
      expect(running).toHaveLength(1);
    });
    await killed(child);
    expect(await rowsOf('absence')).toBe(0);
    const second = await watcher();
    await eventually(async () => expect(await namesIn('done')).toHaveLength(2));
    expect(second.reports).toMatchObject([{ fileName: 'franvaro.csv', added: rows }]);
    expect(await rowsOf('absence')).toBe(rows);
  });
});

describe('a file that grows', () => {
  it('is whole when it is the same at two looks, and holds up the others until then', async () => {
    let nowMs = Date.now();
    const sight = sightOf(folder, () => nowMs);
    const [whole, growing] = ['elever.csv', 'franvaro.csv'].map((name) => path.join(folder, name));
    if (whole === undefined || growing === undefined) throw new Error('two names');
    await writeFile(whole, 'a');
    await writeFile(growing, 'a');
    expect(await sight.look()).toEqual([]);
    await writeFile(growing, 'ab');
    expect(await sight.look()).toEqual([]);
    expect((await sight.look()).sort()).toEqual([whole, growing].sort());
    await writeFile(growing, 'abc');
    expect(await sight.look()).toEqual([]);
    await writeFile(growing, 'abcd');
    nowMs += 11 * 60_000;
    expect(await sight.look()).toEqual([whole]);
    await writeFile(growing, '');
    await sight.look();
    nowMs = Date.now();
  });
});
