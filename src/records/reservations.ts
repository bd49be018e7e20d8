/**
 * What crosses cases (design.md): one open case for each pupil, a coordinator's caseload, case numbers. Made under
 * the command's key before the engine is asked, confirmed by the projection, released by the sweeper if the
 * command was refused or never came.
 */
import { sql } from 'kysely';
import type { CaseId, PersonId, PupilId } from '../domain/ids.ts';
import { type Db, inTransaction } from './connect.ts';
import { beginningWith, count } from './sql.ts';

export type OpenCaseReservation = { ok: true } | { ok: false; otherCaseId: CaseId };

/** Reserves the pupil's one open case. Repeating it for the same case is fine. */
export async function reserveOpenCase(
  db: Db,
  wish: { pupilId: PupilId; caseId: CaseId; commandId: string },
): Promise<OpenCaseReservation> {
  const { pupilId, caseId, commandId } = wish;
  // An update that changes nothing gives the row back where `do nothing` would give none.
  const row = await db
    .insertInto('reservation')
    .values({ kind: 'openCase', key: pupilId, case_id: caseId, command_id: commandId, confirmed: false })
    .onConflict((oc) => oc.columns(['kind', 'key']).doUpdateSet((eb) => ({ key: eb.ref('reservation.key') })))
    .returning('case_id')
    .executeTakeFirstOrThrow();
  return row.case_id === caseId ? { ok: true } : { ok: false, otherCaseId: row.case_id };
}

export type CaseloadReservation = { ok: true } | { ok: false; full: PersonId; open: number };

/**
 * Reserves one place in the caseload of each of the coordinators, or of none: two team leaders at the same moment
 * cannot together pass the limit. A coordinator who has this case already needs no new place.
 */
export function reserveCaseload(
  db: Db,
  wish: { personIds: readonly PersonId[]; caseId: CaseId; limit: number; commandId: string },
): Promise<CaseloadReservation> {
  const { caseId, limit, commandId } = wish;
  return inTransaction(db, async (trx) => {
    await sql`savepoint caseload`.execute(trx);
    // In the order of the ids, so that two who want the same pair don't wait for each other.
    for (const personId of [...new Set(wish.personIds)].sort()) {
      await sql`select pg_advisory_xact_lock(hashtext('caseload'), hashtext(${personId}))`.execute(trx);
      const key = caseloadKey(personId, caseId);
      const already = await trx
        .selectFrom('reservation')
        .select('key')
        .where('kind', '=', 'caseload')
        .where('key', '=', key)
        .executeTakeFirst();
      if (already !== undefined) continue;
      const open = await openAssignments(trx, personId);
      if (open >= limit) {
        await sql`rollback to savepoint caseload`.execute(trx);
        return { ok: false, full: personId, open };
      }
      await trx
        .insertInto('reservation')
        .values({ kind: 'caseload', key, case_id: caseId, command_id: commandId, confirmed: false })
        .execute();
    }
    return { ok: true };
  });
}

/** How many places of a coordinator's caseload are taken, those of commands under way included. */
export async function openAssignments(db: Db, personId: PersonId): Promise<number> {
  const row = await db
    .selectFrom('reservation')
    .select(count.as('open'))
    .where('kind', '=', 'caseload')
    .where('key', 'like', beginningWith(`${personId}/`))
    .executeTakeFirstOrThrow();
  return row.open;
}

/** The same of everyone who has a place taken, in one question. */
export async function openAssignmentsByPerson(db: Db): Promise<Map<PersonId, number>> {
  const personId = sql<PersonId>`substring(key from '^(.*)/')`;
  const rows = await db
    .selectFrom('reservation')
    .select([personId.as('personId'), count.as('open')])
    .where('kind', '=', 'caseload')
    .groupBy(personId)
    .execute();
  return new Map(rows.map((row) => [row.personId, row.open]));
}

/** The key of a coordinator's place for one case. */
export const caseloadKey = (personId: PersonId, caseId: CaseId): string => `${personId}/${caseId}`;

/**
 * The case's number, `2026-0001`: reserved on the first call, the same ever after. `year` is that of the day on
 * which the case was opened. Numbers have no gaps unless a command was refused.
 */
export function nextCaseNumber(
  db: Db,
  wish: { caseId: CaseId; year: number; commandId: string },
): Promise<string> {
  const { caseId, year, commandId } = wish;
  return inTransaction(db, async (trx) => {
    const known = await caseNumberOf(trx, caseId);
    if (known !== null) return known;
    await sql`select pg_advisory_xact_lock(hashtext('caseNumber'), ${year})`.execute(trx);
    const meanwhile = await caseNumberOf(trx, caseId);
    if (meanwhile !== null) return meanwhile;
    const { last } = await trx
      .selectFrom('reservation')
      .select(sql<number>`coalesce(max(split_part(key, '-', 2)::integer), 0)`.as('last'))
      .where('kind', '=', 'caseNumber')
      .where('key', 'like', `${year}-%`)
      .executeTakeFirstOrThrow();
    const number = `${year}-${String(last + 1).padStart(4, '0')}`;
    await trx
      .insertInto('reservation')
      .values({ kind: 'caseNumber', key: number, case_id: caseId, command_id: commandId, confirmed: false })
      .execute();
    return number;
  });
}

/** The case's number, or null while it has none. */
export async function caseNumberOf(db: Db, caseId: CaseId): Promise<string | null> {
  const row = await db
    .selectFrom('reservation')
    .select('key')
    .where('kind', '=', 'caseNumber')
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  return row?.key ?? null;
}

/** Releases what a refused command reserved. What a projection has confirmed stays. */
export async function releaseReservations(db: Db, commandId: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('reservation')
    .where('command_id', '=', commandId)
    .where('confirmed', '=', false)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
