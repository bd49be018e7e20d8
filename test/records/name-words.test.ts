/** Pupils by the words of their names, in a town of 20,000: an index read, whoever is protected never found. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pupilsNamed, pupilsNamedQuery } from '../../src/records/pupils.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';

let records: FreshDatabase;

beforeAll(async () => {
  records = await freshDatabase();
  await sql`
    insert into school_unit values ('99000001', 'Skolan', 'compulsory', 'municipal');
    insert into pupil (id, civic_no, given_name, family_name, birth_date, school_unit, school_form, year_label,
        year, stage, class, municipality_code)
      select 'p' || n, 'c' || n, 'Namn' || n, 'Efternamn' || n, '2012-05-14', '99000001', 'compulsory', '8', 8, '7-9',
        '8A', '9801'
      from generate_series(1, 20000) n;
    update pupil set given_name = 'Åsa-Lena Maria', family_name = 'O’Brien 50%' where id = 'p1';
    update pupil set given_name = 'Åsa', family_name = 'Öberg', security_marking = 'secrecy' where id = 'p2';
    analyze;
  `.execute(records.db);
}, 120_000);
afterAll(() => records.drop());

const found = (search: string) => pupilsNamed(records.db, search, 10);

it.each([['åsa'], ['ÅS'], ['lena maria'], ['Maria Åsa'], ['brien'], ['o’b å'], ['50%']])(
  'finds %s by the beginnings of words',
  async (search) => {
    expect(await found(search)).toEqual(['p1']);
  },
);

it.each([['sa'], ['Åsa Öberg'], ['öberg'], ['5_'], ['Åsa Efternamn1']])(
  'does not find %s',
  async (search) => {
    expect(await found(search)).toEqual([]);
  },
);

it('reads an index, never each pupil', async () => {
  const { rows } = await sql<{ 'QUERY PLAN': unknown }>`
    explain (format json) ${pupilsNamedQuery(records.db, 'namn170', 10)}`.execute(records.db);
  const plan = JSON.stringify(rows);
  expect(plan).toContain('pupil_name_word_pkey');
  expect(plan).not.toContain('"Seq Scan"');
});
