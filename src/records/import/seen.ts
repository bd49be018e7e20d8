/**
 * What the file has said so far, in a table that ends with the transaction: a repeated row is found however long the
 * file is, and memory stays bounded.
 */
import { sql } from 'kysely';
import type { ImportProblem, ImportProblemCode, NumberedRow } from '../../domain/import-rows.ts';
import type { Trx } from './applier.ts';

/** Called once, before the first row. */
export const beginSeen = async (trx: Trx): Promise<void> => {
  await sql`create temporary table import_seen (key text primary key, "row" integer not null, facts text not null)
    on commit drop`.execute(trx);
};

type Seen = { row: number; facts: string };

/** Notes the keys that are new, and answers what was said of each key the first time. */
const firstSaid = async (trx: Trx, said: Map<string, Seen>): Promise<Map<string, Seen>> => {
  const entries = [...said];
  const keys = entries.map(([key]) => key);
  const rows = entries.map(([, { row }]) => row);
  const facts = entries.map(([, seen]) => seen.facts);
  const inserted = await sql<{ key: string }>`
    insert into import_seen (key, "row", facts)
    select * from unnest(${keys}::text[], ${rows}::integer[], ${facts}::text[])
    on conflict do nothing returning key`.execute(trx);
  if (inserted.rows.length === keys.length) return said;
  const known = await sql<{ key: string; row: number; facts: string }>`
    select key, "row", facts from import_seen where key = any(${keys}::text[])`.execute(trx);
  return new Map(known.rows.map(({ key, row, facts: first }) => [key, { row, facts: first }]));
};

/**
 * Splits rows into those that say something new and those that don't. `keyOf` is what may be said once; with
 * `factsOf`, saying the same facts again is allowed and only other facts are a problem.
 */
export const splitSeen = async <T>(
  trx: Trx,
  rows: NumberedRow<T>[],
  rule: {
    code: ImportProblemCode;
    field: string;
    keyOf: (value: T) => string;
    factsOf?: (value: T) => string;
  },
): Promise<{ good: NumberedRow<T>[]; bad: ImportProblem[] }> => {
  const said = new Map<string, Seen>();
  for (const { row, value } of rows) {
    const key = rule.keyOf(value);
    if (!said.has(key)) said.set(key, { row, facts: rule.factsOf?.(value) ?? '' });
  }
  const first = await firstSaid(trx, said);
  const good: NumberedRow<T>[] = [];
  const bad: ImportProblem[] = [];
  for (const numbered of rows) {
    const before = first.get(rule.keyOf(numbered.value));
    const agrees = rule.factsOf !== undefined && before?.facts === rule.factsOf(numbered.value);
    if (before === undefined || before.row === numbered.row || agrees) good.push(numbered);
    else bad.push({ row: numbered.row, field: rule.field, code: rule.code, params: { first: before.row } });
  }
  return { good, bad };
};

/** Notes that the import has spoken of these, though no row of it did: a pupil without any guardian. */
export const noteSeen = async (trx: Trx, keys: readonly string[]): Promise<void> => {
  await sql`
    insert into import_seen (key, "row", facts)
    select distinct key, 0, '' from unnest(${[...keys]}::text[]) as said(key)
    on conflict do nothing`.execute(trx);
};
