/** Each school's absence by month and stage, kept up to the rows of absence. */
import { sql } from 'kysely';
import type { PupilId, SchoolUnitCode } from '../../domain/ids.ts';
import type { Stage } from '../../domain/policy.ts';
import type { SchoolMonth, StageMonth } from '../../domain/statistics/absence-months.ts';
import type { Month, Period } from '../../domain/statistics/period.ts';
import type { LocalDate } from '../../domain/time.ts';
import { type Db, inTransaction } from '../connect.ts';
import { json } from '../sql.ts';

/**
 * Which months of which schools are to be reckoned, by school and month: a row of theirs changed, or days have passed
 * since. `months` may be asked for; of them those before `open` stay as they are once they are reckoned.
 */
export async function monthsOwed(
  db: Db,
  { months, open, yesterday }: { months: Period; open: Month; yesterday: LocalDate },
): Promise<Map<SchoolUnitCode, Month[]>> {
  const { rows } = await sql<{ schoolUnit: SchoolUnitCode; month: Month }>`
    select school_unit as "schoolUnit", month from (
      select due.school_unit, due.month from absence_month_due due
      join school_unit on school_unit.code = due.school_unit
      where due.month >= ${open} or not exists (
        select from absence_month_school there
        where there.school_unit = due.school_unit and there.month = due.month)
      union
      -- Months of which no row came: lov, or a silence.
      select school_unit, to_char(missing.first, 'YYYY-MM') from (
        select school_unit, min(month) as first from absence_month_school group by school_unit) known
      cross join generate_series(to_date(known.first, 'YYYY-MM'), to_date(${months.to}, 'YYYY-MM'), '1 month')
        missing (first)
      where not exists (
        select from absence_month_school there
        where there.school_unit = known.school_unit and there.month = to_char(missing.first, 'YYYY-MM'))
      union
      select school_unit, month from absence_month_school
      where month >= ${open} and reckoned_to < least(
        ${yesterday}::date, (to_date(month, 'YYYY-MM') + interval '1 month - 1 day')::date)
    ) owed
    where month between ${months.from} and ${months.to}
    order by 1, 2`.execute(db);
  const owed = new Map<SchoolUnitCode, Month[]>();
  for (const { schoolUnit, month } of rows) owed.set(schoolUnit, [...(owed.get(schoolUnit) ?? []), month]);
  return owed;
}

/** Takes away what was noted of months that stay as they are. */
export async function forgetSettled(db: Db, open: Month): Promise<void> {
  await sql`
    delete from absence_month_due due using absence_month_school there
    where due.month < ${open} and there.school_unit = due.school_unit and there.month = due.month`.execute(
    db,
  );
}

/** The stage of each active pupil of a school. */
export async function stagesOf(db: Db, schoolUnit: SchoolUnitCode): Promise<Map<PupilId, Stage>> {
  const rows = await db
    .selectFrom('pupil')
    .select(['id', 'stage'])
    .where('school_unit', '=', schoolUnit)
    .where('active', '=', true)
    .execute();
  return new Map(rows.map(({ id, stage }) => [id, stage]));
}

export type ReckonedMonth = {
  schoolUnit: SchoolUnitCode;
  month: Month;
  reckonedTo: LocalDate;
  schoolDays: number;
  days: readonly LocalDate[];
  stages: readonly StageMonth[];
};

/**
 * Reckons a school's month and keeps it. What made it owed is taken away first: what comes in while `reckon` reads
 * makes it owed anew.
 */
export function keepMonth(
  db: Db,
  { schoolUnit, month }: { schoolUnit: SchoolUnitCode; month: Month },
  reckon: (trx: Db) => Promise<ReckonedMonth>,
): Promise<void> {
  return inTransaction(db, async (trx) => {
    await trx
      .deleteFrom('absence_month_due')
      .where('school_unit', '=', schoolUnit)
      .where('month', '=', month)
      .execute();
    const { reckonedTo, schoolDays, days, stages } = await reckon(trx);
    await trx
      .deleteFrom('absence_month_school')
      .where('school_unit', '=', schoolUnit)
      .where('month', '=', month)
      .execute();
    await trx
      .insertInto('absence_month_school')
      .values({
        school_unit: schoolUnit,
        month,
        reckoned_to: reckonedTo,
        school_days: schoolDays,
        days: json(days),
      })
      .execute();
    if (stages.length === 0) return;
    await trx
      .insertInto('absence_month')
      .values(stages.map(({ schoolUnit: school_unit, ...row }) => ({ ...row, school_unit })))
      .execute();
  });
}

/** The school days that count of a school's months, in order. */
export async function countedDays(
  db: Db,
  schoolUnit: SchoolUnitCode,
  { from, to }: Period,
): Promise<LocalDate[]> {
  const rows = await db
    .selectFrom('absence_month_school')
    .select('days')
    .where('school_unit', '=', schoolUnit)
    .where('month', '>=', from)
    .where('month', '<=', to)
    .orderBy('month')
    .execute();
  return rows.flatMap(({ days }) => days);
}

export type MonthsRead = {
  rows: StageMonth[];
  schools: SchoolMonth[];
  /** The last day that counts of each school that ever sent absence. */
  until: Map<SchoolUnitCode, LocalDate>;
};

/** What is kept of a period's months, of all schools. */
export async function readMonths(db: Db, { from, to }: Period): Promise<MonthsRead> {
  const rows = await db
    .selectFrom('absence_month')
    .select([
      'school_unit as schoolUnit',
      'month',
      'stage',
      'denominator',
      'pupils',
      'minutes',
      'valid',
      'invalid',
    ])
    .where('month', '>=', from)
    .where('month', '<=', to)
    .execute();
  const schools = await db
    .selectFrom('absence_month_school')
    .select(['school_unit as schoolUnit', 'month', 'school_days as schoolDays'])
    .where('month', '>=', from)
    .where('month', '<=', to)
    .execute();
  const until = await sql<{ schoolUnit: SchoolUnitCode; day: LocalDate }>`
    select school_unit as "schoolUnit", max(days ->> -1)::date as day from absence_month_school
    where jsonb_array_length(days) > 0 group by school_unit`.execute(db);
  return { rows, schools, until: new Map(until.rows.map(({ schoolUnit, day }) => [schoolUnit, day])) };
}
