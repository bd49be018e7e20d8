/** One file in each mode, and what a file that differs does to what is there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportMode } from '../../src/domain/import-rows.ts';
import { addDays, type LocalDate, localDate } from '../../src/domain/time.ts';
import { importFile } from '../../src/imports/import-file.ts';
import { count } from '../../src/records/sql.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';

let records: FreshDatabase;

const send = (mode: ImportMode, ...lines: string[]) =>
  importFile(records.db, {
    fileName: 'C:\\export\\fil.csv',
    content: Buffer.from(`${lines.join('\r\n')}\r\n`),
    mode,
    by: 'system',
  });
const shown = (report: Awaited<ReturnType<typeof send>>) =>
  report.bad.map(({ row, field, code }) => `${row} ${field} ${code}`);

const schools = [
  'skolenhetskod;namn;skolform;huvudman',
  '98000001;Kringlaskolan;GR;kommunal',
  '98000002;Fören;FS;kommunal',
];
const pupilHeader =
  'personnummer;förnamn;efternamn;skolenhetskod;årskurs;klass;skyddsmarkering;folkbokföringskommun';
const alice = '201906269848;Alice;Larsson;98000001;1;1B;Ingen;9801';
const elias = '201901219897;Elias;Jonsson;98000001;1;1A;Ingen;9801';
const lost = '201807019953;Axel;Gustafsson;98009999;2;2A;Ingen;9801';
const guardianHeader = 'elev;vårdnadshavare;förnamn;efternamn;epost;mobil;relation';
const fatima = '201901219897;197802089909;Fatima;Korhonen;vh2a@post.example;070-0470930;Vårdnadshavare';
const leo = '201901219897;198103149939;Leo;Åkesson;vh1b@post.example;070-0126782;Vårdnadshavare';
const absenceHeader = 'personnummer;datum;lektion;ämne;minuter;typ;orsak';

const pupils = async () => {
  const rows = await records.db
    .selectFrom('pupil')
    .select(['civic_no', 'class'])
    .orderBy('civic_no')
    .execute();
  return rows.map((row) => `${row.civic_no} ${row.class}`);
};

beforeAll(async () => {
  records = await freshDatabase();
  await send('all-or-nothing', ...schools);
});
afterAll(() => records.drop());

describe('modes, with one bad row', () => {
  it('all-or-nothing refuses the file and writes the report only', async () => {
    const report = await send('all-or-nothing', pupilHeader, elias, lost, alice);
    expect(report).toMatchObject({ status: 'refused', rows: 3, added: 0, changed: 0, badRows: 1 });
    expect(report.fileName).toBe('fil.csv');
    expect(shown(report)).toEqual(['2 skolenhetskod unknown-school']);
    expect(await pupils()).toEqual([]);
    const run = await records.db
      .selectFrom('import_run')
      .selectAll()
      .where('id', '=', report.id)
      .executeTakeFirst();
    expect(run).toMatchObject({ kind: 'pupils', status: 'refused', rows: 3, bad: 1, by: 'system' });
    const rows = await records.db
      .selectFrom('import_row')
      .selectAll()
      .where('import_id', '=', report.id)
      .execute();
    expect(rows).toMatchObject([{ row: 2, field: 'skolenhetskod', code: 'unknown-school' }]);
  });

  it('dry-run tells what would happen and writes nothing', async () => {
    const report = await send('dry-run', pupilHeader, elias, lost, alice);
    expect(report).toMatchObject({ status: 'dry', rows: 3, added: 2, badRows: 1 });
    expect(await pupils()).toEqual([]);
  });

  it('good-rows applies the others', async () => {
    const report = await send('good-rows', pupilHeader, elias, lost, alice);
    expect(report).toMatchObject({
      status: 'applied',
      rows: 3,
      added: 2,
      changed: 0,
      unchanged: 0,
      badRows: 1,
    });
    expect(await pupils()).toEqual(['201901219897 1A', '201906269848 1B']);
  });

  it('keeps what the row said out of the report', async () => {
    const report = await send('dry-run', pupilHeader, lost.replace('98009999', 'Axels hemlighet'));
    expect(JSON.stringify(report)).not.toMatch(/Axel|Gustafsson|201807019953/);
    expect(report.bad[0]?.message.sv).toBe('Skolenhetskoden ska ha åtta siffror.');
  });
});

describe('rows against each other and the records', () => {
  it('finds duplicates also when they stand far apart', async () => {
    const days = Array.from({ length: 2500 }, (_, at) => {
      const date = new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10);
      return `201906269848;${date};1;SO;48;giltig;`;
    });
    const report = await send('dry-run', absenceHeader, ...days, days[0] ?? '', days[2499] ?? '');
    expect(report).toMatchObject({ rows: 2502, added: 2500, badRows: 2 });
    expect(report.bad.map(({ row, code, message }) => [row, code, message.en])).toEqual([
      [2501, 'duplicate-row', 'The same is already said in row 1.'],
      [2502, 'duplicate-row', 'The same is already said in row 2500.'],
    ]);
  });

  it('refuses unknown pupils, years of another school form, and one guardian described in two ways', async () => {
    const unknown = await send('dry-run', absenceHeader, '202009179884;2026-09-01;1;SO;48;giltig;');
    expect(shown(unknown)).toEqual(['1 personnummer unknown-pupil']);
    const year = await send('dry-run', pupilHeader, elias.replace(';1;1A', ';gy1;1A'));
    expect(shown(year)).toEqual(['1 årskurs year-not-at-school']);
    const twice = await send(
      'dry-run',
      guardianHeader,
      fatima,
      fatima.replace('201901219897', '201906269848').replace('vh2a', 'vh9x'),
    );
    expect(shown(twice)).toEqual(['2 vårdnadshavare conflicting-row']);
  });

  it('refuses a file that breaks off in the middle, wholly, in every mode', async () => {
    const before = await pupils();
    const report = await send(
      'good-rows',
      pupilHeader,
      elias.replace('1A', '1C'),
      alice.replace('1B', '"1B'),
    );
    expect(report).toMatchObject({ status: 'refused', changed: 0 });
    expect(shown(report)).toEqual(['2 null quote-not-closed']);
    expect(await pupils()).toEqual(before);
  });

  it('refuses 2 MB of text in a field and keeps the other rows', async () => {
    const report = await send('good-rows', pupilHeader, elias.replace('Elias', 'å'.repeat(1 << 20)), alice);
    expect(shown(report)).toEqual(['1 förnamn too-long']);
    expect(report).toMatchObject({ status: 'applied', unchanged: 1 });
  });

  it('tells of a file that holds something else', async () => {
    expect(shown(await send('dry-run', '[{"namn": "x"}]'))).toEqual(['0 null unknown-header']);
    const report = await importFile(records.db, {
      kind: 'absence',
      fileName: 'x.csv',
      content: Buffer.from(`${pupilHeader}\n${alice}\n`),
      mode: 'good-rows',
      by: 'system',
    });
    expect(report.bad[0]).toMatchObject({
      code: 'wrong-kind',
      message: { sv: 'Filen ser ut att innehålla elever, inte frånvaro.' },
    });
  });

  it('writes nothing when the stream breaks off', async () => {
    async function* broken() {
      yield Buffer.from(`${pupilHeader}\r\n${elias.replace('1A', '1X')}\r\n`);
      throw new Error('the sender went away');
    }
    const before = await pupils();
    const request = { fileName: 'x.csv', content: broken(), mode: 'good-rows', by: 'system' } as const;
    await expect(importFile(records.db, request)).rejects.toThrow('the sender went away');
    expect(await pupils()).toEqual(before);
  });
});

describe('a later file', () => {
  it('changes only what differs and keeps the id', async () => {
    const idOf = () =>
      records.db.selectFrom('pupil').select('id').where('civic_no', '=', '201901219897').executeTakeFirst();
    const before = await idOf();
    const report = await send('all-or-nothing', pupilHeader, elias.replace('1A', '1C'), alice);
    expect(report).toMatchObject({ added: 0, changed: 1, unchanged: 1 });
    expect(await idOf()).toEqual(before);
    expect(await pupils()).toEqual(['201901219897 1C', '201906269848 1B']);
  });

  it('ends a guardianship that it no longer names, for the pupils that it names', async () => {
    const sibling = fatima.replace('201901219897', '201906269848');
    await send('all-or-nothing', guardianHeader, fatima, leo, sibling);
    const report = await send('all-or-nothing', guardianHeader, fatima.replace('070-0470930', '070-0000000'));
    expect(report).toMatchObject({ added: 0, changed: 1, unchanged: 0, removed: 1 });
    const left = await records.db.selectFrom('guardianship').select(count.as('rows')).executeTakeFirst();
    expect(left?.rows).toBe(2);
    // A bad row leaves open what the file meant: nothing is taken away then.
    const unclear = await send('good-rows', guardianHeader, leo, fatima.replace('Vårdnadshavare', 'Granne'));
    expect(unclear).toMatchObject({ added: 1, removed: 0, badRows: 1 });
  });

  it("replaces a staff member's roles", async () => {
    const header = 'id;förnamn;efternamn;epost;roll;skolenhetskod;klass';
    const id = 'a434d9aa-c12f-56db-a4d8-a2d8cf951561';
    const row = (rest: string) => `${id};Wilma;Hansson;wilma@dalsviken.example;${rest}`;
    await send('all-or-nothing', header, row('Mentor;98000001;1A'), row('Kurator;98000001;'));
    const titles = await send(
      'all-or-nothing',
      header,
      row('Kurator;98000001;'),
      row('Specialpedagog;98000001;'),
    );
    expect(titles).toMatchObject({ added: 0, changed: 0, unchanged: 2, removed: 1, badRows: 0 });
    const report = await send('all-or-nothing', header, row('Rektor;98000002;'));
    expect(report).toMatchObject({ added: 1, removed: 1 });
    const roles = await records.db.selectFrom('person_role').select(['role', 'school_unit']).execute();
    expect(roles).toEqual([{ role: 'rector', school_unit: '98000002' }]);
  });

  it('moves a lov, and leaves no second one behind', async () => {
    const header = 'skolenhetskod;namn;från;till';
    const year = ';läsår;2026-08-18;2027-06-11';
    const own = '98000001;sportlov;2027-02-15;2027-02-19';
    await send('all-or-nothing', header, year, ';sportlov;2027-02-22;2027-02-26', own);
    const report = await send('all-or-nothing', header, year, ';sportlov;2027-02-15;2027-02-19');
    expect(report).toMatchObject({ added: 1, unchanged: 1, removed: 1 });
    const lov = await records.db
      .selectFrom('calendar_period')
      .select(['school_unit', 'from_date'])
      .where('kind', '=', 'lov')
      .orderBy('school_unit')
      .execute();
    expect(lov).toEqual([
      { school_unit: '98000001', from_date: '2027-02-15' },
      { school_unit: null, from_date: '2027-02-15' },
    ]);
  });

  it('meets another at the same moment without harm', async () => {
    const rows = [pupilHeader, elias.replace('1A', '1D'), alice];
    const reports = await Promise.all([1, 2, 3].map(() => send('all-or-nothing', ...rows)));
    expect(reports.map((report) => report.changed).sort()).toEqual([0, 0, 1]);
  });
});

describe('absence of a day that is still to come', () => {
  const today = localDate('2026-09-07');
  const absence = (date: string, reason: string) => `201901219897;${date};1;SO;48;giltig;${reason}`;
  const file = [absenceHeader, absence('2026-09-07', 'Sjuk'), absence('2026-09-08', 'Ledighet')];
  const arrive = (mode: ImportMode, absenceUntil?: LocalDate) =>
    importFile(records.db, {
      fileName: 'frånvaro.csv',
      content: Buffer.from(`${file.join('\n')}\n`),
      mode,
      by: 'system',
      ...(absenceUntil === undefined ? {} : { absenceUntil }),
    });
  const days = async () =>
    (await records.db.selectFrom('absence').select('date').orderBy('date').execute()).map(({ date }) => date);

  it('is refused by row, with what to do, planned leave too', async () => {
    const refused = await arrive('all-or-nothing', today);
    expect(shown(refused)).toEqual(['2 datum absence-ahead']);
    expect(refused.bad[0]?.message.sv).toContain('skicka raden igen när dagen har varit');
    expect(await days()).toEqual([]);
    expect(await arrive('good-rows', today)).toMatchObject({ added: 1, badRows: 1 });
    expect(await days()).toEqual(['2026-09-07']);
  });

  it('is taken in once the day has come', async () => {
    const next = await arrive('all-or-nothing', addDays(today, 1));
    expect(next).toMatchObject({ status: 'applied', added: 1, unchanged: 1 });
    expect(await days()).toEqual(['2026-09-07', '2026-09-08']);
  });
});

it('takes a long file as a stream, and tells its pace', async () => {
  const days = 200;
  const lessons = 5;
  const civicNos = ['201906269848', '201901219897'];
  const rows = civicNos.length * days * lessons * 20;
  async function* file() {
    yield Buffer.from(`${absenceHeader}\r\n`);
    for (let lesson = 0; lesson < lessons * 20; lesson += 1) {
      let piece = '';
      for (let day = 0; day < days; day += 1) {
        const date = new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10);
        for (const civicNo of civicNos) piece += `${civicNo};${date};${lesson};Matematik;60;ogiltig;\r\n`;
      }
      yield Buffer.from(piece);
    }
  }
  const start = performance.now();
  const report = await importFile(records.db, {
    fileName: 'lång.csv',
    content: file(),
    mode: 'good-rows',
    by: 'system',
  });
  const rate = Math.round((rows / (performance.now() - start)) * 1000);
  console.log(`import of ${rows} rows of absence: ${rate} rows/s`);
  expect(report).toMatchObject({ status: 'applied', rows, added: rows, badRows: 0 });
});
