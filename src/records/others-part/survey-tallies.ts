/** What is kept of an anonymous round's answers: one tally for each class, sealed, since it holds what was written. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Group } from '../../domain/surveys/groups.ts';
import type { GroupTally } from '../../domain/surveys/results.ts';
import { addTallies, emptyTally, type Tally } from '../../domain/surveys/tally.ts';
import type { Db } from '../connect.ts';
import type { Database } from '../schema.ts';
import { keyColumns, openJson, sealJson, type KeyColumns } from '../sealed-json.ts';
import { json } from '../sql.ts';
import { type Opener, openerOf } from '../vault.ts';

const boundTo = (roundId: string, { schoolUnit, class: name }: Group): string =>
  `survey_tally\n${roundId}\n${schoolUnit}\n${name}`;

const isOf = (roundId: string, group: Group): RawBuilder<boolean> =>
  sql<boolean>`round_id = ${roundId} and school_unit = ${group.schoolUnit} and class = ${group.class}`;

const withKey = (db: Db) =>
  db
    .selectFrom('survey_tally')
    .leftJoin('record_key', 'record_key.id', 'survey_tally.key_id')
    .select(['tally', 'sealed', ...keyColumns]);

type Kept = KeyColumns & { tally: Tally | null; sealed: Buffer | null };

/** Nothing where the municipality's key is gone. */
async function tallyOf(open: Opener, roundId: string, group: Group, row: Kept): Promise<Tally> {
  if (row.sealed === null) return row.tally ?? emptyTally;
  const text = await openJson(open, row.sealed, row, boundTo(roundId, group));
  return text === null ? emptyTally : JSON.parse(text);
}

async function kept(db: Db, roundId: string, group: Group, tally: Tally) {
  const columns = await sealJson(db, null, tally, boundTo(roundId, group));
  return columns === null ? { tally: json(tally), sealed: null, key_id: null } : { tally: null, ...columns };
}

/** Makes room for a class' answers, so that it stands among the results also when nobody answers. */
export async function openTally(db: Db, roundId: string, group: Group): Promise<void> {
  await db
    .insertInto('survey_tally')
    .values({
      round_id: roundId,
      school_unit: group.schoolUnit,
      class: group.class,
      ...(await kept(db, roundId, group, emptyTally)),
    })
    .onConflict((oc) => oc.columns(['round_id', 'school_unit', 'class']).doNothing())
    .execute();
}

/** Adds one answer's tally to its class'. Within a transaction: the row is held until it ends. */
export async function addToTally(
  trx: Transaction<Database>,
  roundId: string,
  group: Group,
  one: Tally,
): Promise<void> {
  await openTally(trx, roundId, group);
  const row = await withKey(trx)
    .where(isOf(roundId, group))
    .forUpdate('survey_tally')
    .executeTakeFirstOrThrow();
  const before = await tallyOf(openerOf(trx), roundId, group, row);
  await trx
    .updateTable('survey_tally')
    .set(await kept(trx, roundId, group, addTallies(before, one)))
    .where(isOf(roundId, group))
    .execute();
}

/** A round's tallies by school and class. Throws Locked as `openerOf`. */
export async function talliesOf(db: Db, roundId: string): Promise<GroupTally[]> {
  const rows = await withKey(db)
    .select(['school_unit as schoolUnit', 'class'])
    .where('round_id', '=', roundId)
    .orderBy('school_unit')
    .orderBy('class')
    .execute();
  const open = openerOf(db);
  const read: GroupTally[] = [];
  for (const row of rows) {
    const group = { schoolUnit: row.schoolUnit, class: row.class };
    read.push({ ...group, tally: await tallyOf(open, roundId, group, row) });
  }
  return read;
}

/** Seals up to `limit` tallies that were kept in the clear; how many. None where the connection carries no ring. */
export async function sealTallies(db: Db, limit: number): Promise<number> {
  const rows = await db
    .selectFrom('survey_tally')
    .select(['round_id as roundId', 'school_unit as schoolUnit', 'class', 'tally'])
    .where('sealed', 'is', null)
    .limit(limit)
    .execute();
  for (const { roundId, tally, ...group } of rows) {
    const columns = await sealJson(db, null, tally, boundTo(roundId, group));
    if (columns === null) return 0;
    await db
      .updateTable('survey_tally')
      .set({ tally: null, ...columns })
      .where(isOf(roundId, group))
      // One that another process has added to meanwhile is another tally.
      .where(sql<boolean>`tally = ${json(tally)}::jsonb`)
      .execute();
  }
  return rows.length;
}
