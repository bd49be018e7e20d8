import { readFile } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { ImportKind, ImportProblem } from '../../domain/import-rows.ts';
import { parseCsv } from './parse.ts';
import { BrokenFileError } from './records.ts';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const shown = (p: ImportProblem) => `${p.row} ${p.field} ${p.code}`;

/** The whole file: its kind, the good rows, and each problem as `row field code`. */
const read = async (content: string | Buffer, kind: ImportKind | null = null, size = 64 * 1024) => {
  const parsed = await parseCsv(
    pieces(Buffer.isBuffer(content) ? content : Buffer.from(content), size),
    kind,
  );
  const good: unknown[] = [];
  const problems: string[] = [];
  if (!parsed.ok) return { kind: null, good, problems: [shown(parsed.problem)] };
  for await (const row of parsed.file.rows) {
    if (row.ok) good.push(row.value);
    else problems.push(...row.problems.map(shown));
  }
  return { kind: parsed.file.kind, good, problems };
};

const header =
  'personnummer;förnamn;efternamn;skolenhetskod;årskurs;klass;skyddsmarkering;folkbokföringskommun';
const row = (
  over: Partial<Record<'civicNo' | 'given' | 'school' | 'year' | 'class' | 'marking', string>> = {},
) =>
  [
    over.civicNo ?? '202009179884',
    over.given ?? 'Åsa',
    'Öberg',
    over.school ?? '98000001',
    over.year ?? 'F',
    over.class ?? 'FB',
    over.marking ?? 'Ingen',
    '9801',
  ].join(';');
const pupils = (...rows: string[]) => [header, ...rows, ''].join('\r\n');
const absence = (...rows: string[]) =>
  ['personnummer;datum;lektion;ämne;minuter;typ;orsak', ...rows, ''].join('\r\n');

const asa = {
  civicNo: '202009179884',
  birthDate: '2020-09-17',
  givenName: 'Åsa',
  familyName: 'Öberg',
  schoolUnit: '98000001',
  yearLabel: 'F',
  class: 'FB',
  securityMarking: 'none',
  municipalityCode: '9801',
};

describe('encodings', () => {
  const files: [string, Buffer][] = [
    ['UTF-8', Buffer.from(pupils(row()))],
    ['UTF-8 with BOM', Buffer.from(`\uFEFF${pupils(row())}`)],
    ['Windows-1252', iconv.encode(pupils(row()), 'win1252')],
    ['UTF-16 with BOM', iconv.encode(pupils(row()), 'utf16', { addBOM: true })],
  ];
  for (const [name, bytes] of files) {
    for (const size of [1, 7, 65_536]) {
      it(`reads ${name} in pieces of ${size} bytes`, async () => {
        expect(await read(bytes, null, size)).toEqual({ kind: 'pupils', good: [asa], problems: [] });
      });
    }
  }

  it('reads Windows-1252 where the first å stands far into an ASCII file', async () => {
    const plain = 'skolenhetskod;namn;skolform;huvudman\n';
    const many = Array.from({ length: 5000 }, (_, at) => `${98000000 + at};Skola;GR;kommunal\n`).join('');
    const file = iconv.encode(`${plain}${many}98009999;Åsens skola;FS;fristående\n`, 'win1252');
    const { good, problems } = await read(file, null, 4096);
    expect(problems).toEqual([]);
    expect(good.at(-1)).toMatchObject({ name: 'Åsens skola', authority: 'independent' });
  });

  it('tells the row of a broken character in a UTF-8 file', async () => {
    const bytes = Buffer.from(pupils(row(), row({ given: 'Xx' })));
    bytes[bytes.lastIndexOf('X')] = 0xff;
    expect((await read(bytes)).problems).toEqual(['2 förnamn broken-character']);
  });
});

describe('headers', () => {
  it('takes semicolon, comma and tab, any case, missing dots and further columns', async () => {
    for (const delimiter of [';', ',', '\t']) {
      const file = pupils(row()).replaceAll(';', delimiter);
      expect((await read(file)).good).toEqual([asa]);
    }
    const odd = header.toUpperCase().replace('FÖRNAMN', ' Fornamn ').replace('ÅRSKURS', 'Arskurs');
    expect((await read(`${odd};Annat\n${row()};x\n`)).good).toEqual([asa]);
  });

  it('reads quoted fields with delimiters, quotes and blank lines', async () => {
    const file = `\n${header}\n\n${row({ given: '"Åsa ""Ö""; x"' })}\n\n${row({ year: '99' })}\n`;
    const { good, problems } = await read(file);
    expect(good).toEqual([{ ...asa, givenName: 'Åsa "Ö"; x' }]);
    expect(problems).toEqual(['4 årskurs unknown-year']);
  });

  it('reads a field with line breaks as one line', async () => {
    const file = absence('202009179884;2026-09-01;1;SO;48;giltig;"Feber\r\n och hosta\n"');
    expect((await read(file)).good).toMatchObject([{ reason: 'Feber och hosta' }]);
  });

  it('leaves out the rows that a spreadsheet ends with: delimiters alone', async () => {
    const { good, problems } = await read(pupils(row(), ';;;;;;;', row(), ' ; ;;;;;;'));
    expect({ good: good.length, problems }).toEqual({ good: 2, problems: [] });
  });

  it('takes the delimiter that Excel names before the header, in pieces of whatever size', async () => {
    for (const size of [1, 7, 65_536]) {
      for (const word of ['sep=,', '"sep=,"', 'SEP=, ']) {
        const file = `${word}\r\n${pupils(row(), row({ year: '99' })).replaceAll(';', ',')}`;
        expect(await read(file, null, size), `${word} ${size}`).toEqual({
          kind: 'pupils',
          good: [asa],
          problems: ['2 årskurs unknown-year'],
        });
      }
    }
  });

  it('looks for the delimiter past blank lines', async () => {
    const file = `\r\n\r\n${pupils(row()).replaceAll(';', ',')}`;
    for (const size of [1, 65_536]) expect((await read(file, null, size)).good).toEqual([asa]);
  });

  it('recognises the kind of each file of the sample', async () => {
    const kinds: Record<string, [ImportKind, number]> = {
      skolenheter: ['schoolUnits', 5],
      lasar: ['calendar', 17],
      erbjuden_tid: ['offeredTime', 15],
      personal: ['staff', 58],
      elever: ['pupils', 420],
      vardnadshavare: ['guardians', 743],
      franvaro: ['absence', 5160],
    };
    for (const [name, [kind, rows]] of Object.entries(kinds)) {
      const result = await read(await readFile(`sample/${name}.csv`));
      expect([name, result.kind, result.good.length, result.problems]).toEqual([name, kind, rows, []]);
    }
  });

  it('refuses a file that it cannot place, one of another kind, and one that lacks a column', async () => {
    expect((await read('')).problems).toEqual(['0 null empty-file']);
    expect((await read('a;b\n1;2\n')).problems).toEqual(['0 null unknown-header']);
    expect((await read('[1,2]')).problems).toEqual(['0 null unknown-header']);
    expect((await read(pupils(row()), 'absence')).problems).toEqual(['0 null wrong-kind']);
    expect((await read(header.replace('klass;', ''), 'pupils')).problems).toEqual(['0 klass missing-column']);
    // Also where nobody said what the file is: no other kind's header is as near.
    expect((await read(header.replace('klass;', ''))).problems).toEqual(['0 klass missing-column']);
    expect((await read('personnummer;datum;minuter\n')).problems).toEqual(['0 typ missing-column']);
    expect((await read('förnamn;efternamn\n')).problems).toEqual(['0 null unknown-header']);
    expect((await read(`${header};Klass\n`)).problems).toEqual(['0 klass repeated-column']);
  });
});

describe('bad rows of pupils', () => {
  const cases: [string, string, string][] = [
    ['a wrong check digit', row({ civicNo: '202009179885' }), '1 personnummer invalid-civic-number'],
    ['31 February', row({ civicNo: '202002319884' }), '1 personnummer invalid-civic-number'],
    ['ten digits', row({ civicNo: '200917-9884' }), '1 personnummer invalid-civic-number'],
    [
      'a temporary number with letters',
      row({ civicNo: '20100217TFAB' }),
      '1 personnummer invalid-civic-number',
    ],
    ['an unknown marking', row({ marking: 'Hemlig' }), '1 skyddsmarkering unknown-security-marking'],
    ['no marking', row({ marking: '' }), '1 skyddsmarkering required'],
    ['a school that is no code', row({ school: 'Ekskolan' }), '1 skolenhetskod invalid-school-unit'],
    ['NUL', row({ given: 'A\u0000b' }), '1 förnamn control-character'],
    ['a bell', row({ class: 'F\u0007B' }), '1 klass control-character'],
    ['text turned around', row({ given: 'A\u202Eb' }), '1 förnamn control-character'],
    ['an empty name', row({ given: '   ' }), '1 förnamn required'],
    ['a long name', row({ given: 'å'.repeat(101) }), '1 förnamn too-long'],
    ['2 MB of text', row({ given: 'å'.repeat(1024 * 1024) }), '1 förnamn too-long'],
    ['a column too few', row().slice(0, -5), '1 null column-count'],
  ];
  for (const [name, bad, problem] of cases) {
    it(`tells ${name} and reads the next row`, async () => {
      const { good, problems } = await read(pupils(bad, row()));
      expect(problems).toEqual([problem]);
      expect(good).toEqual([asa]);
    });
  }

  it('keeps emoji, formulas and HTML as the text that they are', async () => {
    for (const given of ['👩🏽‍🏫 Åsa', '=HYPERLINK(1)', '+46', '@SUM(A1)', '<b>Åsa</b>']) {
      expect((await read(pupils(row({ given })))).good).toEqual([{ ...asa, givenName: given }]);
    }
  });

  it('takes temporary and coordination numbers, hyphens and decomposed letters', async () => {
    const { good, problems } = await read(
      pupils(row({ civicNo: '20100217-TF70' }), row({ civicNo: '19800763-9808', given: 'A\u030Asa' })),
    );
    expect(problems).toEqual(['2 personnummer invalid-civic-number']);
    expect(good).toMatchObject([{ civicNo: '20100217TF70', birthDate: '2010-02-17' }]);
    const decomposed = await read(pupils(row({ given: 'A\u030Asa' })));
    expect(decomposed.good).toEqual([asa]);
  });

  it('tells every bad field of a row, and repeats none of them', async () => {
    const parsed = await parseCsv(
      pieces(Buffer.from(pupils(row({ civicNo: 'Kim', marking: 'Kim', school: 'Kim' }))), 100),
    );
    if (!parsed.ok) throw new Error(parsed.problem.code);
    for await (const result of parsed.file.rows) {
      expect(result.ok ? [] : result.problems.map((p) => p.field)).toEqual([
        'personnummer',
        'skolenhetskod',
        'skyddsmarkering',
      ]);
      expect(JSON.stringify(result)).not.toContain('Kim');
    }
  });
});

describe('bad rows of other files', () => {
  it('checks absence: dates, minutes, words', async () => {
    const { good, problems } = await read(
      absence(
        '202009179884;2026-09-01;1;SO;48;giltig;Sjuk',
        '202009179884;2026-02-31;1;SO;48;giltig;',
        '202009179884;2026-9-1;1;SO;48;giltig;',
        '202009179884;2020-09-16;1;SO;48;giltig;',
        '202009179884;2026-09-01;2;SO;-1;giltig;',
        '202009179884;2026-09-01;2;SO;1441;giltig;',
        '202009179884;2026-09-01;2;SO;4,5;giltig;',
        '202009179884;2026-09-01;2;SO;0;giltig;',
        '202009179884;2026-09-01;2;SO;48;kanske;',
        '202009179884;2026-09-01;;;360;Ogiltig;',
      ),
    );
    expect(problems).toEqual([
      '2 datum invalid-date',
      '3 datum invalid-date',
      '4 datum before-birth',
      '5 minuter negative-minutes',
      '6 minuter minutes-over-day',
      '7 minuter invalid-number',
      '8 minuter invalid-number',
      '9 typ unknown-absence-kind',
    ]);
    expect(good).toHaveLength(2);
  });

  it('checks the school year, staff and guardians', async () => {
    const calendar = await read('skolenhetskod;namn;från;till\n;höstlov;2026-10-30;2026-10-26\n');
    expect(calendar.problems).toEqual(['1 till end-before-start']);
    const staff = await read(
      'id;förnamn;efternamn;epost;roll;skolenhetskod;klass\n' +
        'a434d9aa-c12f-56db-a4d8-a2d8cf951561;A;B;inte en adress;Rektor;98000001;\n' +
        '1;A;B;;Rektor;98000001;\n' +
        'a434d9aa-c12f-56db-a4d8-a2d8cf951561;A;B;;Vaktmästare;98000001;\n' +
        'a434d9aa-c12f-56db-a4d8-a2d8cf951561;A;B;;Mentor;;\n',
    );
    expect(staff.problems).toEqual([
      '1 epost invalid-email',
      '2 id invalid-id',
      '3 roll unknown-role',
      '4 skolenhetskod required',
      '4 klass required',
    ]);
    const guardians = await read(
      'elev;vårdnadshavare;förnamn;efternamn;epost;mobil;relation\n' +
        '202009179884;198401139848;A;B;;070-0714696;Granne\n' +
        '202009179884;202011109812;A;B;;;God man\n' +
        '202009179884;198401139848;A;B;;ring mig;God man\n',
    );
    expect(guardians.problems).toEqual([
      '1 relation unknown-relation',
      '2 vårdnadshavare born-before-child',
      '3 mobil invalid-phone',
    ]);
  });

  it('says where a quote that never closes begins', async () => {
    const file = pupils(row(), row({ given: '"Åsa' }), row());
    expect((await read(file)).problems).toEqual(['2 null quote-not-closed']);
    const late = pupils(...Array.from({ length: 5000 }, () => row()), row({ given: '"Åsa' }), row());
    await expect(read(late)).rejects.toThrow(BrokenFileError);
    await expect(read(late)).rejects.toMatchObject({ problem: { row: 5001, code: 'quote-not-closed' } });
  });

  it('gives up what is no table, and waits for no million blank lines', async () => {
    const blank = `${header}\n${'\n'.repeat(1_000_000)}`;
    await expect(read(blank)).rejects.toMatchObject({ problem: { code: 'not-a-table' } });
    const ended = pupils(row(), ';;;;;;;', ...Array.from({ length: 15_000 }, () => ''));
    expect((await read(ended)).problems).toEqual([]);
  });
});

it('keeps a character of two halves whole, wherever it stands', async () => {
  const rows = Array.from({ length: 700 }, (_, n) => row({ given: `${'å'.repeat(n % 7)}😀` }));
  const { good, problems } = await read(pupils(...rows));
  expect(problems).toEqual([]);
  expect(good).toHaveLength(700);
  for (const [n, one] of good.entries()) expect(one).toMatchObject({ givenName: `${'å'.repeat(n % 7)}😀` });
});
