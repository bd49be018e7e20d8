/** What schools owe beside their cases: made once under its key, done once. */
import { sql } from 'kysely';
import type { FlagDutyKind } from '../../domain/flags.ts';
import type { PersonId, PupilId, SchoolUnitCode } from '../../domain/ids.ts';
import type { SchoolDuty, SchoolDutyFacts, SchoolDutyKind } from '../../domain/school-day/duty.ts';
import type { LocalDate } from '../../domain/time.ts';
import { type Db, inTransaction } from '../connect.ts';
import { isOneOf, json } from '../sql.ts';

/** Makes those that aren't there yet, and gives their keys. What is there stays as it was made. */
export function saveSchoolDuties(db: Db, duties: readonly SchoolDuty[]): Promise<string[]> {
  return inTransaction(db, async (trx) => {
    const made: string[] = [];
    for (let from = 0; from < duties.length; from += aBatch) {
      made.push(...(await saveBatch(trx, duties.slice(from, from + aBatch))));
    }
    return made;
  });
}

/** Far below the 65,535 parameters that one statement may have. */
const aBatch = 1_000;

async function saveBatch(trx: Db, duties: readonly SchoolDuty[]): Promise<string[]> {
  if (duties.length === 0) return [];
  const rows = await trx
    .insertInto('school_duty')
    .values(
      duties.map((duty) => ({
        key: duty.key,
        kind: duty.kind,
        case_id: duty.caseId ?? null,
        school_unit: duty.schoolUnit,
        class: duty.class,
        pupil_id: duty.pupilId,
        owner_role: duty.ownerRole,
        from_date: duty.from,
        due: duty.due,
        escalate_on: duty.escalateOn,
        escalate_to: duty.escalateTo,
        lapses_on: duty.lapsesOn,
        done_on: null,
        done_by: null,
        how: json(duty.how),
      })),
    )
    .onConflict((oc) => oc.column('key').doNothing())
    .returning('key')
    .execute();
  const made = new Set(rows.map(({ key }) => key));
  const fresh = duties.filter(({ key }) => made.has(key));
  const persons = fresh.flatMap(({ key, personIds }) =>
    [...new Set(personIds)].map((person_id) => ({ key, person_id })),
  );
  if (persons.length > 0) await trx.insertInto('school_duty_person').values(persons).execute();
  const reminders = fresh.flatMap(({ key, remindOn }) =>
    [...new Set(remindOn)].map((remind_on) => ({ key, remind_on })),
  );
  if (reminders.length > 0) await trx.insertInto('school_duty_reminder').values(reminders).execute();
  return [...made];
}

/** What has become of a duty. */
export type SchoolDutyRow = {
  key: string;
  kind: SchoolDutyKind | FlagDutyKind;
  schoolUnit: SchoolUnitCode | null;
  class: string | null;
  pupilId: PupilId | null;
  from: LocalDate;
  due: LocalDate;
  escalateOn: LocalDate | null;
  lapsesOn: LocalDate | null;
  doneOn: LocalDate | null;
  doneBy: PersonId | null;
  how: SchoolDutyFacts;
};

export type SchoolDutyFilter = {
  keys?: readonly string[];
  kind?: SchoolDutyKind;
  schoolUnit?: SchoolUnitCode;
  class?: string;
  pupilId?: PupilId;
  /** Those that were made from this day on, and those up to this one. */
  since?: LocalDate;
  until?: LocalDate;
};

/** Duties by day and class, also those that are done or history. */
export async function schoolDuties(db: Db, filter: SchoolDutyFilter): Promise<SchoolDutyRow[]> {
  let query = db
    .selectFrom('school_duty')
    .select([
      'key',
      'kind',
      'school_unit as schoolUnit',
      'class',
      'pupil_id as pupilId',
      'from_date as from',
      'due',
      'escalate_on as escalateOn',
      'lapses_on as lapsesOn',
      'done_on as doneOn',
      'done_by as doneBy',
      'how',
    ])
    .orderBy('from_date')
    .orderBy('class')
    .orderBy('key');
  const { keys, kind, schoolUnit, pupilId, since, until } = filter;
  if (keys !== undefined) query = query.where(isOneOf('key', keys));
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (schoolUnit !== undefined) query = query.where('school_unit', '=', schoolUnit);
  if (filter.class !== undefined) query = query.where('class', '=', filter.class);
  if (pupilId !== undefined) query = query.where('pupil_id', '=', pupilId);
  if (since !== undefined) query = query.where('from_date', '>=', since);
  if (until !== undefined) query = query.where('from_date', '<=', until);
  return query.execute();
}

/**
 * Does duties, those of them that aren't done: `facts` is added to what each of them holds. Gives the keys of those
 * that were open till now.
 */
export async function finishSchoolDuties(
  db: Db,
  keys: readonly string[],
  done: { on: LocalDate; by: PersonId; facts?: SchoolDutyFacts },
): Promise<string[]> {
  if (keys.length === 0) return [];
  const rows = await db
    .updateTable('school_duty')
    .set({
      done_on: done.on,
      done_by: done.by,
      how: sql<string>`how || ${json(done.facts ?? {})}::jsonb`,
    })
    .where(isOneOf('key', keys))
    .where('done_on', 'is', null)
    .returning('key')
    .execute();
  return rows.map(({ key }) => key);
}

/** Adds to what a duty holds, whether it is done or not. */
export async function addToSchoolDuty(db: Db, key: string, facts: SchoolDutyFacts): Promise<void> {
  await db
    .updateTable('school_duty')
    .set({ how: sql<string>`how || ${json(facts)}::jsonb` })
    .where('key', '=', key)
    .execute();
}
