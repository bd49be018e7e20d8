/** Inserts what is new, updates what differs, and leaves alone, unlocked, what is the same. */
import { sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { Trx } from './applier.ts';

type PostgresType = 'text' | 'date' | 'integer' | 'boolean';

type TableSpec = {
  table: keyof Database;
  /** What makes a row the same row; under a unique index. */
  key: Record<string, PostgresType>;
  /** Those of the key that may be null. */
  nullableKey?: readonly string[];
  /** What is compared and updated. */
  values: Record<string, PostgresType>;
  /** Set when the row is new, never compared: an id that was drawn by lot. */
  onInsert?: Record<string, PostgresType>;
  /** The table has `updated_at`. */
  touched?: boolean;
  /** What our files call a column that is compared, where it isn't `null`: one that no file holds. */
  called: Record<string, string | null>;
};

/** `keys` of the rows that were added and changed: the key's columns joined with `/`, null as an empty text. */
export type Upserted = {
  added: Set<string>;
  changed: Set<string>;
  /** Only when asked for: what differed, as our files call it. Never what it said. */
  fields: Map<string, string[]>;
};

/** The key as `Upserted` spells it. */
export const keyText = (...parts: (string | null)[]): string => parts.map((part) => part ?? '').join('/');

const list = (parts: ReturnType<typeof sql>[]) => sql.join(parts, sql`, `);

/** Each row holds a value for every column of the spec. No key may come twice. `explain` also tells which fields differ. */
export const upsertDiffering = async (
  trx: Trx,
  spec: TableSpec,
  rows: Record<string, string | number | boolean | null>[],
  explain = false,
): Promise<Upserted> => {
  const keyColumns = Object.keys(spec.key);
  const valueColumns = Object.keys(spec.values);
  const columns = { ...spec.onInsert, ...spec.key, ...spec.values };
  const names = Object.keys(columns);
  const typed = list(Object.entries(columns).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`));
  const of = (alias: string, some: string[]) => list(some.map((name) => sql.ref(`${alias}.${name}`)));
  const joined = sql.join(
    keyColumns.map((name) => {
      const same = spec.nullableKey?.includes(name) ? sql`is not distinct from` : sql`=`;
      return sql`there.${sql.ref(name)} ${same} said.${sql.ref(name)}`;
    }),
    sql` and `,
  );
  const set = valueColumns.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`);
  if (spec.touched) set.push(sql`updated_at = now()`);
  const differs =
    valueColumns.length > 0
      ? sql`row(${of('there', valueColumns)}) is distinct from row(${of('said', valueColumns)})`
      : sql`false`;
  const firstKey = sql.ref(`there.${keyColumns[0] ?? ''}`);
  const keyAsText = sql.join(
    keyColumns.map((name) => sql`coalesce(written.${sql.ref(name)}::text, '')`),
    sql` || '/' || `,
  );
  const said = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as said(${typed})`;
  const fields = explain
    ? await differingFields(trx, spec, sql`${said} join ${sql.table(spec.table)} as there on ${joined}`)
    : new Map<string, string[]>();
  const conflict = set.length > 0 ? sql`do update set ${list(set)}` : sql`do nothing`;
  const result = await sql<{ key: string; added: boolean }>`
    insert into ${sql.table(spec.table)} as written (${list(names.map((name) => sql.ref(name)))})
    select ${of('said', names)}
    from ${said}
    left join ${sql.table(spec.table)} as there on ${joined}
    where ${firstKey} is null or ${differs}
    on conflict (${list(keyColumns.map((name) => sql.ref(name)))}) ${conflict}
    returning ${keyAsText} as key, (written.xmax = 0) as added`.execute(trx);
  const keysWhere = (added: boolean) =>
    new Set(result.rows.filter((row) => row.added === added).map((row) => row.key));
  return { added: keysWhere(true), changed: keysWhere(false), fields };
};

/** For each row that is there and differs, which of its fields do. */
const differingFields = async (
  trx: Trx,
  spec: TableSpec,
  joined: ReturnType<typeof sql>,
): Promise<Map<string, string[]>> => {
  const compared = Object.keys(spec.values);
  if (compared.length === 0) return new Map();
  const key = sql.join(
    Object.keys(spec.key).map((name) => sql`coalesce(said.${sql.ref(name)}::text, '')`),
    sql` || '/' || `,
  );
  const differing = compared.map(
    (name) =>
      sql`case when there.${sql.ref(name)} is distinct from said.${sql.ref(name)} then ${name}::text end`,
  );
  const { rows } = await sql<{ key: string; columns: string[] }>`
    select ${key} as key, array_remove(array[${list(differing)}], null) as columns from ${joined}`.execute(
    trx,
  );
  return new Map(
    rows.map((row) => [row.key, row.columns.flatMap((column) => spec.called[column] ?? [])] as const),
  );
};
