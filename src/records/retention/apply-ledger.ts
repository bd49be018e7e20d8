/**
 * At start, before anything opens: what the ledger says was destroyed and these records still hold, since they were
 * restored from a backup, is destroyed again; and what a backup didn't know yet (the decision, its certificate) is
 * written from the ledger.
 */
import { sql } from 'kysely';
import { type Db, inTransaction } from '../connect.ts';
import { isOneOf, json } from '../sql.ts';
import { destroyDoomed } from './destroy.ts';
import type { Doomed } from './doomed.ts';
import type { Begun, Done, LedgerEntry } from './ledger.ts';

/** How many cases were brought back by a backup and are destroyed again. */
export async function applyLedger(db: Db, entries: readonly LedgerEntry[]): Promise<number> {
  let again = 0;
  for (const entry of entries) {
    if (entry.what === 'done') {
      await writeDone(db, entry);
      continue;
    }
    await writeBegun(db, entry);
    for (const doomed of entry.cases) if (await destroyAgain(db, doomed, new Date(entry.at))) again += 1;
  }
  return again;
}

/** Each is destroyed in one transaction, so that a backup holds all of it or nothing. */
async function destroyAgain(db: Db, doomed: Doomed, at: Date): Promise<boolean> {
  const file = await db
    .selectFrom('case_file')
    .select('id')
    .where('id', '=', doomed.caseId)
    .executeTakeFirst();
  const [pupilIds, guardianIds] = await Promise.all([
    olderThan(db, 'pupil', doomed.pupilIds, at),
    olderThan(db, 'guardian', doomed.guardianIds, at),
  ]);
  if (file === undefined && pupilIds.length + guardianIds.length === 0) return false;
  await destroyDoomed(db, { ...doomed, pupilIds, guardianIds });
  return true;
}

/** Who came to a school of the municipality once more after the destruction isn't whom it was of. */
async function olderThan(
  db: Db,
  table: 'pupil' | 'guardian',
  ids: readonly string[],
  at: Date,
): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom(table)
    .select('id')
    .where(isOneOf('id', ids))
    .where('updated_at', '<', at)
    .execute();
  return rows.map(({ id }) => id);
}

function writeBegun(db: Db, begun: Begun): Promise<void> {
  return inTransaction(db, async (trx) => {
    const { version, body, savedBy, savedOn } = begun.plan;
    await sql`
      insert into retention_plan (version, body, saved_by, saved_on)
      values (${version}, ${json(body)}::jsonb, ${savedBy}, ${savedOn}) on conflict do nothing`.execute(trx);
    await sql`
      insert into destruction (id, plan_version, decided_by, decided_on, decided_at)
      values (${begun.destructionId}, ${version}, ${begun.decidedBy}, ${begun.decidedOn}, ${begun.decidedAt})
      on conflict do nothing`.execute(trx);
    for (const { caseId, caseNumber, rules, endedOn } of begun.cases) {
      await sql`
        insert into destruction_item (destruction_id, case_id, case_number, rules, ended_on, outcome)
        values (${begun.destructionId}, ${caseId}, ${caseNumber}, ${rules}, ${endedOn}, 'waiting')
        on conflict do nothing`.execute(trx);
      // The number is never given again, also where the backup didn't know that it had been given.
      await sql`
        insert into reservation (kind, key, case_id, command_id, confirmed)
        values ('caseNumber', ${caseNumber}, ${caseId}, ${`destruction/${begun.destructionId}`}, true)
        on conflict do nothing`.execute(trx);
    }
  });
}

function writeDone(db: Db, { destructionId, certificate, items }: Done): Promise<void> {
  return inTransaction(db, async (trx) => {
    const standing = await trx
      .selectFrom('destruction')
      .select('id')
      .where('id', '=', destructionId)
      .where('certificate', 'is', null)
      .executeTakeFirst();
    if (standing === undefined) return;
    for (const item of items) {
      const counts = item.counts === null ? null : json(item.counts);
      await sql`
        insert into destruction_item
          (destruction_id, case_id, case_number, rules, ended_on, outcome, counts, runs)
        values (${destructionId}, ${item.caseId}, ${item.caseNumber}, ${item.rules}, ${item.endedOn},
          ${item.outcome}, ${counts}::jsonb, ${item.runs})
        on conflict (destruction_id, case_id) do update
          set outcome = excluded.outcome, counts = excluded.counts, runs = excluded.runs`.execute(trx);
    }
    await trx
      .updateTable('destruction')
      .set({ certificate: json(certificate) })
      .where('id', '=', destructionId)
      .execute();
  });
}
