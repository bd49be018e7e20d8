import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { ImportMapping } from '../../domain/import-mapping.ts';
import { parseCsv } from './parse.ts';

const aMapping = (change: Partial<ImportMapping> = {}): ImportMapping => ({
  name: 'prov',
  kind: 'absence',
  columns: [],
  header: true,
  skipRows: 0,
  delimiter: null,
  encoding: 'auto',
  dateForm: 'yyyy-mm-dd',
  decimalComma: true,
  minutesIn: 'minutes',
  values: {},
  constants: {},
  filePattern: null,
  complete: false,
  ...change,
});

const read = async (content: string | Buffer, mapping: ImportMapping) => {
  async function* once() {
    yield Buffer.from(content);
  }
  const parsed = await parseCsv(once(), null, mapping);
  const good: unknown[] = [];
  const problems: string[] = [];
  if (!parsed.ok) return { good, problems: [`${parsed.problem.field} ${parsed.problem.code}`] };
  for await (const row of parsed.file.rows) {
    if (row.ok) good.push(row.value);
    else problems.push(...row.problems.map((one) => `${one.row} ${one.field} ${one.code}`));
  }
  return { good, problems };
};

const same = (...names: string[]) => names.map((ours) => ({ ours, theirs: ours }));

// peers.md: Skola24's file of guardians has no column for the relation.
const skola24 = aMapping({
  kind: 'guardians',
  columns: same('elev', 'vårdnadshavare', 'förnamn', 'efternamn', 'epost', 'mobil'),
  constants: { relation: 'Vårdnadshavare' },
});

it("reads Skola24's guardians", async () => {
  const file = [
    'elev;vårdnadshavare;förnamn;efternamn;epost;mobil',
    '20121110-9815;19800626-9982;Ebba;Jonsson;ebba@post.example;070-0120956',
    '20121110-9815;19870905-9896;Noah;Ali;;',
  ].join('\r\n');
  const { good, problems } = await read(file, skola24);
  expect(problems).toEqual(['1 elev invalid-civic-number', '2 elev invalid-civic-number']);
  expect(good).toEqual([]);
  const right = await read(file.replaceAll('20121110-9815', '20201110-9812'), skola24);
  expect(right.problems).toEqual([]);
  expect(right.good).toMatchObject([
    { pupilCivicNo: '202011109812', civicNo: '198006269982', relation: 'guardian', mobile: '070-0120956' },
    { civicNo: '198709059896', email: null, mobile: null },
  ]);
});

// peers.md: Vklass exports hours of absence as text.
const vklass = aMapping({
  columns: [
    { ours: 'personnummer', theirs: 'Personnr' },
    { ours: 'datum', theirs: 'Dag' },
    { ours: 'lektion', theirs: 'Kurs' },
    { ours: 'ämne', theirs: 'Kurs' },
    { ours: 'minuter', theirs: 'Frånvaro (timmar)' },
    { ours: 'typ', theirs: 'Status' },
  ],
  skipRows: 1,
  delimiter: '\t',
  encoding: 'windows-1252',
  dateForm: 'dd/mm/yyyy',
  minutesIn: 'hours',
  values: { typ: { Sjuk: 'giltig', Ledig: 'giltig', 'Ogiltig frånvaro': 'ogiltig' } },
});
const vklassFile = (...rows: string[]) =>
  iconv.encode(
    ['Frånvaro, Kringlaskolan', 'Elev\tPersonnr\tDag\tKurs\tFrånvaro (timmar)\tStatus', ...rows, ''].join(
      '\r\n',
    ),
    'win1252',
  );

describe('hours of absence as text', () => {
  it('become minutes, dates and words ours', async () => {
    const { good, problems } = await read(
      vklassFile(
        'Noah J\t20201110-9812\t1/9/2026\tSvenska\t1,5\tSjuk',
        'Noah J\t202011109812\t02/09/2026\tBild\t45 min\togiltig frånvaro',
      ),
      vklass,
    );
    expect(problems).toEqual([]);
    expect(good).toMatchObject([
      { date: '2026-09-01', lesson: 'Svenska', subject: 'Svenska', minutes: 90, kind: 'valid' },
      { date: '2026-09-02', lesson: 'Bild', minutes: 45, kind: 'invalid', reason: null },
    ]);
  });

  it('names row and field of what cannot be read', async () => {
    const { good, problems } = await read(
      vklassFile(
        'N\t202011109812\t2026-09-01\tSvenska\t1,5\tSjuk',
        'N\t202011109812\t31/02/2026\tSvenska\t1,5\tSjuk',
        'N\t202011109812\t01/09/2026\tSvenska\t-1,5\tSjuk',
        'N\t202011109812\t01/09/2026\tSvenska\ten\tSjuk',
        'N\t202011109812\t01/09/2026\tSvenska\t1,5\tSkolk',
        'N\t202011109812\t01/09/2026\tSvenska',
      ),
      vklass,
    );
    expect(good).toEqual([]);
    expect(problems).toEqual([
      '1 datum date-not-in-form',
      '2 datum invalid-date',
      '3 minuter negative-minutes',
      '4 minuter invalid-number',
      '5 typ word-not-mapped',
      '6 null column-count',
    ]);
  });

  it('refuses a file without a column that it needs', async () => {
    const { problems } = await read(vklassFile().toString('latin1').replace('Status', 'Stat'), {
      ...vklass,
      encoding: 'auto',
    });
    expect(problems).toEqual(['typ missing-column']);
  });
});

it('finds columns by their place, in a file without a header', async () => {
  const mapping = aMapping({
    columns: [
      { ours: 'datum', position: 1 },
      { ours: 'personnummer', position: 3 },
      { ours: 'minuter', position: 4 },
    ],
    constants: { typ: 'ogiltig' },
    header: false,
    delimiter: ',',
    dateForm: 'yyyymmdd',
  });
  const { good, problems } = await read('20260901,x,202011109812,48\n20260902,x\n', mapping);
  expect(good).toMatchObject([{ date: '2026-09-01', minutes: 48, kind: 'invalid' }]);
  expect(problems).toEqual(['2 null column-count']);
});
