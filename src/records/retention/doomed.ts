/** What a destruction is of: a case, and where nobody else needs them any more, the pupil's and the guardians' own rows. */
import { sql } from 'kysely';
import type { CaseId, GuardianId, PupilId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import { isOneOf } from '../sql.ts';

/** By ids alone: this is what the ledger keeps. */
export type Doomed = {
  caseId: CaseId;
  caseNumber: string;
  /** The pupil's own record and those that were merged into it; empty where the register keeps them. */
  pupilIds: PupilId[];
  /** Guardians of nobody else. */
  guardianIds: GuardianId[];
};

/**
 * The pupil's rows are the key from the log's ids to a person. They go with their last case once the school has them no
 * longer; while they are a pupil, they are the school's register's. Null where there is no such case.
 */
export async function doomedBy(db: Db, caseId: CaseId): Promise<Doomed | null> {
  const row = await db
    .selectFrom('case_file')
    .innerJoin('pupil', 'pupil.id', 'case_file.pupil_id')
    .select(['case_file.number', 'pupil.id', 'pupil.active'])
    .where('case_file.id', '=', caseId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const pupilIds = (
    await db
      .selectFrom('pupil')
      .select('id')
      .where((eb) => eb.or([eb('id', '=', row.id), eb('merged_into', '=', row.id)]))
      .orderBy('id')
      .execute()
  ).map(({ id }) => id);
  const other = await db
    .selectFrom('case_file')
    .select('id')
    .where(isOneOf('pupil_id', pupilIds))
    .where('id', '<>', caseId)
    .limit(1)
    .executeTakeFirst();
  const doomed = { caseId, caseNumber: row.number };
  if (row.active || other !== undefined) return { ...doomed, pupilIds: [], guardianIds: [] };
  return { ...doomed, pupilIds, guardianIds: await guardiansOfNobodyElse(db, pupilIds) };
}

async function guardiansOfNobodyElse(db: Db, pupilIds: readonly PupilId[]): Promise<GuardianId[]> {
  const { rows } = await sql<{ id: GuardianId }>`
    select guardian_id as id from guardianship group by guardian_id
    having bool_and(pupil_id = any(${[...pupilIds]})) order by guardian_id`.execute(db);
  return rows.map(({ id }) => id);
}
