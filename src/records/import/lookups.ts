/** What a row refers to: schools by code, pupils by civic number. */
import { sql } from 'kysely';
import type { ImportProblem, NumberedRow } from '../../domain/import-rows.ts';
import type { PupilId, SchoolUnitCode } from '../../domain/ids.ts';
import type { SchoolForm } from '../../domain/policy.ts';
import { isOneOf } from '../sql.ts';
import type { Trx } from './applier.ts';

/** The school form of each of the codes that is known. */
export const schoolForms = async (
  trx: Trx,
  codes: readonly (SchoolUnitCode | null)[],
): Promise<Map<SchoolUnitCode, SchoolForm>> => {
  const wanted = [...new Set(codes.filter((code) => code !== null))];
  const found = await trx
    .selectFrom('school_unit')
    .select(['code', 'school_form'])
    .where(isOneOf('code', wanted))
    .execute();
  return new Map(found.map((unit) => [unit.code, unit.school_form]));
};

/** The id of each pupil whose civic number is known; of two records that were made one, the one that goes on. */
export const pupilIds = async (trx: Trx, civicNos: readonly string[]): Promise<Map<string, PupilId>> => {
  const found = await trx
    .selectFrom('pupil')
    .select(['civic_no', sql<PupilId>`coalesce(merged_into, id)`.as('id')])
    .where(isOneOf('civic_no', [...new Set(civicNos)]))
    .execute();
  return new Map(found.map((pupil) => [pupil.civic_no, pupil.id]));
};

/** Splits rows by whether what they refer to is known. */
export const splitKnown = <T>(
  rows: NumberedRow<T>[],
  isKnown: (value: T) => boolean,
  problem: Pick<ImportProblem, 'field' | 'code'>,
): { good: NumberedRow<T>[]; bad: ImportProblem[] } => ({
  good: rows.filter(({ value }) => isKnown(value)),
  bad: rows
    .filter(({ value }) => !isKnown(value))
    .map(({ row }): ImportProblem => ({ row, ...problem, params: {} })),
});
