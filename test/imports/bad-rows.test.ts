/** Bad rows of others' files, by a mapping: told by row and field as in our own, nothing of protected pupils shown. */
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pupilFile, schoolUnitFile } from '../../bench/large-town.ts';
import type { ImportMapping } from '../../src/domain/import-mapping.ts';
import type { ImportMode } from '../../src/domain/import-rows.ts';
import { localDate } from '../../src/domain/time.ts';
import { importFile } from '../../src/imports/import-file.ts';
import { findImport } from '../../src/records/imports.ts';
import { importReportLines } from '../../src/texts/import-report.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';

let records: FreshDatabase;

const mapping: ImportMapping = {
  name: 'Elevregistret',
  kind: 'pupils',
  columns: [
    { ours: 'personnummer', theirs: 'PNR' },
    { ours: 'förnamn', theirs: 'Förnamn' },
    { ours: 'efternamn', theirs: 'Efternamn' },
    { ours: 'årskurs', theirs: 'Åk' },
    { ours: 'klass', theirs: 'Klass' },
    { ours: 'skyddsmarkering', theirs: 'Skydd' },
  ],
  header: true,
  skipRows: 0,
  delimiter: ',',
  encoding: 'auto',
  dateForm: 'yyyy-mm-dd',
  decimalComma: true,
  minutesIn: 'minutes',
  values: { skyddsmarkering: { J: 'Sekretessmarkering', N: 'Ingen', '': 'Ingen' } },
  constants: { skolenhetskod: '98000001', folkbokföringskommun: '9801' },
  filePattern: null,
  complete: false,
};
const header = 'PNR,Förnamn,Efternamn,Åk,Klass,Skydd';

const send = (content: string | Buffer, mode: ImportMode, by = mapping) =>
  importFile(records.db, {
    fileName: 'elever.csv',
    mapping: by,
    content: Buffer.from(content),
    mode,
    by: 'system',
  });
const file = (...rows: string[]) => `${[header, ...rows].join('\n')}\n`;
const shown = (report: Awaited<ReturnType<typeof send>>) =>
  report.bad.map(({ row, field, code }) => `${row} ${field} ${code}`);
const pupils = () =>
  records.db
    .selectFrom('pupil')
    .select(['civic_no', 'given_name', 'class', 'security_marking'])
    .orderBy('civic_no')
    .execute();

beforeAll(async () => {
  records = await freshDatabase();
  await importFile(records.db, {
    fileName: 'skolor.csv',
    content: Buffer.from('skolenhetskod;namn;skolform;huvudman\n98000001;Kringlaskolan;GR;kommunal\n'),
    mode: 'all-or-nothing',
    by: 'system',
  });
});
afterAll(() => records.drop());

const pupilColumns =
  'personnummer;förnamn;efternamn;skolenhetskod;årskurs;klass;skyddsmarkering;folkbokföringskommun';
const secret = '201906269848,Hemlig,Efter,1,1B,J';

it.each([
  ['a bad personnummer', '201906269849,Hemlig,Efter,1,1B,J', 'personnummer invalid-civic-number'],
  ['ten digits', '190626-9848,Hemlig,Efter,1,1B,J', 'personnummer invalid-civic-number'],
  ['31 February', '201902319848,Hemlig,Efter,1,1B,J', 'personnummer invalid-civic-number'],
  ['NUL', '201906269848,Hem\0lig,Person,1,1B,J', 'förnamn control-character'],
  ['a name that turns round', '201906269848,Hem\u202Elig,Person,1,1B,J', 'förnamn control-character'],
  ['a missing name', '201906269848,,Person,1,1B,J', 'förnamn required'],
  ['a long name', `201906269848,${'x'.repeat(2_000_000)},Person,1,1B,J`, 'förnamn too-long'],
  ['an unknown year', '201906269848,Hemlig,Efter,15,1B,J', 'årskurs unknown-year'],
  ['a year of another school form', '201906269848,Hemlig,Efter,gy1,1B,J', 'årskurs year-not-at-school'],
  ['a word that is not mapped', '201906269848,Hemlig,Efter,1,1B,kanske', 'skyddsmarkering word-not-mapped'],
  ['a field too few', '201906269848,Hemlig,Efter,1,1B', 'null column-count'],
  ['the same pupil twice', `${secret}\n${secret}`, 'personnummer duplicate-row'],
])('%s is told by row and field, the row is left out and not repeated', async (_, row, problem) => {
  const before = await pupils();
  const report = await send(file(row), 'all-or-nothing');
  expect(report).toMatchObject({ status: 'refused', added: 0 });
  expect(shown(report)).toEqual([`${row.includes('\n') ? 2 : 1} ${problem}`]);
  expect(await pupils()).toEqual(before);
  const everything = [
    JSON.stringify(report),
    JSON.stringify(await findImport(records.db, report.id)),
    ...importReportLines(report, 'sv'),
  ].join('\n');
  for (const word of ['Hemlig', 'Hem', 'Efter', '20190626', 'kanske']) expect(everything).not.toContain(word);
});

it('an unknown school, given by the mapping itself, is told as well', async () => {
  const elsewhere = { ...mapping, constants: { ...mapping.constants, skolenhetskod: '98009999' } };
  expect(shown(await send(file(secret), 'good-rows', elsewhere))).toEqual(['1 skolenhetskod unknown-school']);
});

describe('good rows', () => {
  it.each([
    ['Windows-1252', (text: string) => iconv.encode(text, 'win1252')],
    ['UTF-8 with a BOM', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16', (text: string) => iconv.encode(text, 'utf16', { addBOM: true })],
  ])('are read in %s, markup and formulas as they are', async (_, encode) => {
    const rows = file(
      '201906269848,"<b>Åsa</b>",Öberg,1,1B,J',
      '201901219897,"=1+1",Ek,1,1A,',
      '1,2,3,4,5,6',
    );
    const report = await send(encode(rows), 'good-rows');
    expect(report).toMatchObject({ status: 'applied', rows: 3, badRows: 1 });
    expect(await pupils()).toEqual([
      { civic_no: '201901219897', given_name: '=1+1', class: '1A', security_marking: 'none' },
      { civic_no: '201906269848', given_name: '<b>Åsa</b>', class: '1B', security_marking: 'secrecy' },
    ]);
  });

  it('of a dry run are told by field, also for a pupil who becomes protected', async () => {
    const report = await send(file('201901219897,Ny,Ek,1,1C,J'), 'dry-run');
    expect(report.changes).toEqual([
      { row: 1, what: 'changed', fields: expect.arrayContaining(['förnamn', 'klass', 'skyddsmarkering']) },
    ]);
    expect(JSON.stringify(report)).not.toContain('1C');
    expect((await pupils())[0]).toMatchObject({ class: '1A', security_marking: 'none' });
  });
});

it('a whole file that lacks half a school is refused, for it was cut off', async () => {
  const whole = async (from: number) => {
    const town = pupilFile({ pupils: 400 * 21, absencesAPupil: 0, changeEvery: null });
    const pieces: Buffer[] = [];
    for await (const piece of town) pieces.push(piece);
    const all = Buffer.concat(pieces).toString().split('\n');
    const ours = all.filter((line) => line.includes(';97000003;'));
    const lines = [pupilColumns, ...ours.slice(from), ''].join('\n');
    return importFile(records.db, {
      fileName: 'hel.csv',
      content: Buffer.from(lines),
      mode: 'good-rows',
      by: 'system',
      completeOn: localDate('2026-09-07'),
    });
  };
  await importFile(records.db, {
    fileName: 'skolor.csv',
    content: schoolUnitFile(),
    mode: 'good-rows',
    by: 'system',
  });
  expect(await whole(0)).toMatchObject({ status: 'applied', added: 21, removed: 0 });
  const cut = await whole(12);
  expect(cut).toMatchObject({ status: 'refused', removed: 0, bad: [{ row: 0, code: 'too-many-left' }] });
  expect(await whole(2)).toMatchObject({ status: 'applied', unchanged: 19, removed: 2 });
});
