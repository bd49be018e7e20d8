/** The same person twice: found by number, birth date and name, and made one. */
import { sql, type Transaction } from 'kysely';
import type { PupilId } from '../domain/ids.ts';
import { type Db, inTransaction } from './connect.ts';
import type { Database } from './schema.ts';

/** `from` has a temporary number and `into` a lasting one, of the same birth date and name. */
export type DuplicatePair = { from: PupilId; into: PupilId };

/**
 * How lasting a civic number is: 0 a personnummer, 1 a coordination number (day + 60), 2 one with letters, as a
 * school gives until there is another. Two of rank 0 are two people who share a name and a day.
 */
const rankOf = (alias: string) => sql`case
  when ${sql.ref(`${alias}.civic_no`)} ~ '[A-Z]' then 2
  when substr(${sql.ref(`${alias}.civic_no`)}, 7, 2)::integer > 60 then 1 else 0 end`;

/** Pupils who may have two records, `limit` from `offset`, and how many there are in all. */
export async function listDuplicates(
  db: Db,
  page: { limit: number; offset: number },
): Promise<{ duplicates: DuplicatePair[]; total: number }> {
  const { rows } = await sql<DuplicatePair & { total: number }>`
    select former.id as "from", lasting.id as "into", count(*) over ()::integer as total
    from pupil former
    join pupil lasting on lasting.birth_date = former.birth_date and ${rankOf('lasting')} < ${rankOf('former')}
      and lower(lasting.given_name) = lower(former.given_name)
      and lower(lasting.family_name) = lower(former.family_name)
    where former.merged_into is null and lasting.merged_into is null
      and (former.civic_no ~ '[A-Z]' or substr(former.civic_no, 7, 2)::integer > 60)
    order by former.school_unit, former.class, former.id, lasting.id
    limit ${page.limit} offset ${page.offset}`.execute(db);
  return { duplicates: rows.map(({ from, into }) => ({ from, into })), total: rows[0]?.total ?? 0 };
}

export type MergeOutcome =
  | { ok: true; already: boolean }
  | { ok: false; why: 'unknown-into' | 'same' | 'merged-elsewhere' | 'into-merged' | 'other-birth-date' }
  | { ok: false; why: 'both-open' };

/**
 * Makes two records one: what is kept of `from` (absence, guardianships, cases, figures, duties) is `into`'s from
 * now on; where both say something of the same, `into`'s stays. The row of `from` stays too, and points on, so that a
 * file with the former number still reaches the pupil. Whoever of them was protected, the pupil is. Refused when both
 * have an open case: somebody must end one. Repeating it changes nothing.
 */
export function mergePupils(
  db: Db,
  { from, into, by }: { from: PupilId; into: PupilId; by: string },
): Promise<MergeOutcome> {
  return inTransaction(db, async (trx) => {
    if (from === into) return { ok: false, why: 'same' };
    const found = await trx
      .selectFrom('pupil')
      .select(['id', 'birth_date', 'merged_into', 'security_marking'])
      .where('id', 'in', [from, into])
      .orderBy('id')
      .forUpdate()
      .execute();
    const former = found.find((pupil) => pupil.id === from);
    const lasting = found.find((pupil) => pupil.id === into);
    if (former === undefined || lasting === undefined) return { ok: false, why: 'unknown-into' };
    if (former.merged_into === into) return { ok: true, already: true };
    if (former.merged_into !== null) return { ok: false, why: 'merged-elsewhere' };
    if (lasting.merged_into !== null) return { ok: false, why: 'into-merged' };
    if (former.birth_date !== lasting.birth_date) return { ok: false, why: 'other-birth-date' };
    const open = await trx
      .selectFrom('reservation')
      .select('key')
      .where('kind', '=', 'openCase')
      .where('key', 'in', [from, into])
      .execute();
    if (open.length > 1) return { ok: false, why: 'both-open' };

    await sql`select set_config('bryggan.source', ${`merge/${by}`}, true)`.execute(trx);
    for (const table of await tablesOfPupils(trx)) await moveRows(trx, table, from, into);
    await trx
      .updateTable('reservation')
      .set({ key: into })
      .where('kind', '=', 'openCase')
      .where('key', '=', from)
      .execute();
    await trx.deleteFrom('session').where('person_id', '=', from).where('role', '=', 'pupil').execute();
    await trx
      .updateTable('pupil')
      .set({ merged_into: into })
      .where((eb) => eb.or([eb('id', '=', from), eb('merged_into', '=', from)]))
      .execute();
    await trx.updateTable('pupil').set({ active: false }).where('id', '=', from).execute();
    if (lasting.security_marking === 'none' && former.security_marking !== 'none') {
      await trx
        .updateTable('pupil')
        .set({ security_marking: former.security_marking })
        .where('id', '=', into)
        .execute();
    }
    await trx
      .insertInto('pupil_history')
      .values({ pupil_id: into, field: 'merged', from_value: null, source: `merge/${by}` })
      .execute();
    return { ok: true, already: false };
  });
}

type TableOfPupils = {
  name: string;
  /** For each unique index that the pupil is part of, its other columns: what may be said once of a pupil. */
  once: string[][];
};

/** The log of who read what stays as it was written. */
const neverMoved = ['audit'];

/** Every table that names a pupil in `pupil_id`, asked of the database: none can be forgotten. */
async function tablesOfPupils(trx: Transaction<Database>): Promise<TableOfPupils[]> {
  const { rows } = await sql<TableOfPupils>`
    select c.relname as name, coalesce((
      select json_agg(k.others) from pg_index i
      cross join lateral (
        select coalesce(json_agg(a.attname) filter (where a.attname <> 'pupil_id'), '[]') as others,
          bool_or(a.attname = 'pupil_id') as has_pupil
        from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any(i.indkey)
      ) k
      where i.indrelid = c.oid and i.indisunique and i.indpred is null and k.has_pupil
    ), '[]') as once
    from pg_class c join pg_attribute p on p.attrelid = c.oid and p.attname = 'pupil_id' and not p.attisdropped
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
    order by c.relname`.execute(trx);
  return rows.filter(({ name }) => !neverMoved.includes(name));
}

async function moveRows(
  trx: Transaction<Database>,
  { name, once }: TableOfPupils,
  from: PupilId,
  into: PupilId,
): Promise<void> {
  const table = sql.table(name);
  for (const others of once) {
    const same = others.map((column) => sql`there.${sql.ref(column)} = gone.${sql.ref(column)}`);
    await sql`
      delete from ${table} as gone where gone.pupil_id = ${from}
        and exists (select from ${table} as there where ${sql.join([sql`there.pupil_id = ${into}`, ...same], sql` and `)})`.execute(
      trx,
    );
  }
  await sql`update ${table} set pupil_id = ${into} where pupil_id = ${from}`.execute(trx);
}
