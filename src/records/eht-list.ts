/** What waits for a school's EHT/BHT, with the case that it is in. */
import { sql } from 'kysely';
import type { CaseState } from '../domain/case/state.ts';
import { upgradeState } from '../domain/case/upgrade.ts';
import { ehtDutyKinds, type EhtDutyKind } from '../domain/eht-list.ts';
import type { CaseId, PupilId, SchoolUnitCode } from '../domain/ids.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Db } from './connect.ts';
import { isOneOf } from './sql.ts';

export type EhtDutyRow = {
  caseId: CaseId;
  caseNumber: string;
  pupilId: PupilId;
  key: string;
  kind: EhtDutyKind;
  due: LocalDate;
  escalatedOn: LocalDate | null;
  subjectId: string | null;
  state: CaseState;
};

/** Duties of EHT at a school that are shown on `today`, and the reviews of its month from the first day on. */
export async function ehtDuties(
  db: Db,
  schoolUnit: SchoolUnitCode,
  day: { today: LocalDate; lastOfMonth: LocalDate },
): Promise<EhtDutyRow[]> {
  const rows = await db
    .selectFrom('obligation')
    .innerJoin('case_file', 'case_file.id', 'obligation.case_id')
    .select([
      'case_id as caseId',
      'number as caseNumber',
      'pupil_id as pupilId',
      'key',
      'kind',
      'due',
      'escalated_on as escalatedOn',
      'subject_id as subjectId',
      'state',
    ])
    .where('case_file.school_unit', '=', schoolUnit)
    .where('owner_role', '=', 'pupilHealth')
    .where(isOneOf('kind', ehtDutyKinds))
    .where((eb) =>
      eb.or([
        eb('from_date', '<=', day.today),
        eb.and([eb('kind', '=', 'monthlyReview'), eb('due', '<=', day.lastOfMonth)]),
      ]),
    )
    .execute();
  return rows.flatMap((row) => {
    const kind = ehtDutyKinds.find((one) => one === row.kind);
    return kind === undefined ? [] : [{ ...row, kind, state: upgradeState(row.state) }];
  });
}

export type DecidedCase = { caseId: CaseId; caseNumber: string; pupilId: PupilId; state: CaseState };

/** The school's cases in which EHT has decided something, by number. */
export async function decidedCases(db: Db, schoolUnit: SchoolUnitCode): Promise<DecidedCase[]> {
  return casesWith(db, schoolUnit, 'ehtDecisions');
}

/** The school's cases that somebody has reported to EHT, by number. */
export async function reportedCases(db: Db, schoolUnit: SchoolUnitCode): Promise<DecidedCase[]> {
  return casesWith(db, schoolUnit, 'reports');
}

async function casesWith(
  db: Db,
  schoolUnit: SchoolUnitCode,
  part: 'ehtDecisions' | 'reports',
): Promise<DecidedCase[]> {
  const rows = await db
    .selectFrom('case_file')
    .select(['id as caseId', 'number as caseNumber', 'pupil_id as pupilId', 'state'])
    .where('school_unit', '=', schoolUnit)
    .where(sql<boolean>`jsonb_array_length(coalesce(state -> 'ladder' -> ${part}::text, '[]'::jsonb)) > 0`)
    .orderBy('number')
    .execute();
  return rows.map((row) => ({ ...row, state: upgradeState(row.state) }));
}
