/** Words that HTML, scripts, templates, spreadsheets and terminals would take for their own, in place of all names and texts. */
import { sql } from 'kysely';
import type { Db } from '../../src/records/connect.ts';
import { readContents, sealContents } from '../../src/records/contents.ts';
import { sealTallies, talliesOf } from '../../src/records/others-part/survey-tallies.ts';

/** What a page sets when it runs any of them. */
export const hostileMark = 'hostileRan';

const run = `globalThis.${hostileMark}=1`;

/** Each is written into the records as it stands; a page shows it letter by letter, or a part where it shows a part. */
export const hostileTexts: readonly string[] = [
  `<script>${run}</script>`,
  `"><img src=x onerror="${run}">`,
  `'><svg onload='${run}'>`,
  `</textarea></title></style><script>${run}</script>`,
  `<!--<b>`,
  `" onfocus="${run}" autofocus="`,
  `javascript:${run}`,
  `{{constructor.constructor('${run}')()}} \${${run}} <%= ${run} %>`,
  `<a href="javascript:${run}" hx-get="/x" hx-trigger="load">x</a>`,
  `=HYPERLINK("http://x.example";"A")`,
  `\u202Eelev\u202C\u200B\uFEFF`,
  `😀👩‍👩‍👧‍👦 Å̈ \\u003cb\\u003e &lt;b&gt; %3Cb%3E`,
  `${'Bråd'.repeat(40)}`,
  `'; drop table pupil; --`,
];

/** Elements and attributes that no page of ours has, and that the texts would make. */
export const hostileElements = [
  'main b',
  'main svg[onload]',
  'main script',
  'img[src="x"]',
  '[onerror]',
  '[onload]',
  '[onfocus]',
  '[autofocus]',
  '[hx-get="/x"]',
  'a[href^="javascript:"]',
].join(', ');

/** Columns of names and texts. */
const columns: readonly [table: string, column: string][] = [
  ['school_unit', 'name'],
  ['person', 'given_name'],
  ['person', 'family_name'],
  ['person_role', 'title'],
  ['pupil', 'given_name'],
  ['pupil', 'family_name'],
  ['guardian', 'given_name'],
  ['guardian', 'family_name'],
  ['calendar_period', 'name'],
  ['absence', 'subject'],
  ['absence', 'reason'],
  ['document', 'title'],
  ['document', 'file_name'],
  ['eht_slot', 'place'],
  ['year_wheel_done', 'note'],
  ['survey_round', 'name'],
  ['import_mapping', 'name'],
  ['import_run', 'file_name'],
  ['source', 'name'],
];

/** A class stands in addresses, and is short: what comes after its name. */
const hostileClass = `"><b>/%`;

/** Under these names contents and lists keep words. */
const wordy = new Set(['text', 'name', 'title', 'note', 'place', 'link', 'description', 'who', 'what']);

/** Gives every name and text in the records a hostile one: equal ones the same, and all of the list in turn. */
export async function makeHostile(db: Db): Promise<void> {
  const given = new Map<string, string>();
  const inPlaceOf = (value: string): string => {
    const known = given.get(value) ?? hostileTexts[given.size % hostileTexts.length] ?? '';
    given.set(value, known);
    return known;
  };
  for (const [table, column] of columns) {
    const [t, c] = [sql.table(table), sql.ref(column)];
    const { rows } = await sql<{ value: string }>`select distinct ${c} as value from ${t}
      where ${c} is not null`.execute(db);
    for (const { value } of rows) {
      await sql`update ${t} set ${c} = ${inPlaceOf(value)} where ${c} = ${value}`.execute(db);
    }
  }
  for (const table of ['person_role', 'pupil', 'school_duty']) {
    await sql`update ${sql.table(table)} set class = class || ${hostileClass}`.execute(db);
  }
  // A tally is bound to its class: it is written anew under the other's name.
  const rounds = await db.selectFrom('survey_round').select('id').execute();
  for (const { id } of rounds) {
    for (const { schoolUnit, class: name, tally } of await talliesOf(db, id)) {
      await sql`update survey_tally
        set class = class || ${hostileClass}, tally = ${JSON.stringify(tally)}::jsonb, sealed = null, key_id = null
        where round_id = ${id} and school_unit = ${schoolUnit} and class = ${name}`.execute(db);
    }
  }
  for (let n = -1; n !== 0;) n = await sealTallies(db, 100);
  const changed = (body: unknown) => JSON.stringify(wordsOf(body, inPlaceOf));
  const listed = await db.selectFrom('municipal_list').select(['list', 'id', 'body']).execute();
  for (const { list, id, body } of listed) {
    await sql`update municipal_list set body = ${changed(body)}::jsonb
      where list = ${list} and id = ${id}`.execute(db);
  }
  const stories = await db.selectFrom('content').select('id').execute();
  const bodies = await readContents(
    db,
    stories.map(({ id }) => id),
  );
  for (const [id, body] of bodies) {
    await sql`update content set body = ${changed(body)}::jsonb, sealed = null, key_id = null
      where id = ${id}`.execute(db);
  }
  await sealContents(db, bodies.size);
}

function wordsOf(body: unknown, inPlaceOf: (value: string) => string): unknown {
  if (Array.isArray(body)) return body.map((one: unknown) => wordsOf(one, inPlaceOf));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string' && wordy.has(key) ? inPlaceOf(value) : wordsOf(value, inPlaceOf),
    ]),
  );
}
