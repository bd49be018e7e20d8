/** What a look at a school's absence goes by: its classes, its open cases, and who was away on a day. */
import { sql } from 'kysely';
import type { CaseId, PupilId, SchoolUnitCode } from '../../domain/ids.ts';
import type { AbsenceBand, Policy, SchoolForm } from '../../domain/policy.ts';
import type { DayAway } from '../../domain/school-day/first-day-call.ts';
import { addDays, type LocalDate } from '../../domain/time.ts';
import { isFirstLesson } from '../absence-days.ts';
import type { Db } from '../connect.ts';

export type LadderSchool = { code: SchoolUnitCode; name: string; schoolForm: SchoolForm };

/** Schools that have taken up the ladder and send data. Preschool is voluntary: its figures never begin anything. */
export async function ladderSchools(db: Db): Promise<LadderSchool[]> {
  return db
    .selectFrom('school_unit')
    .select(['code', 'name', 'school_form as schoolForm'])
    .where('ladder', '=', true)
    .where('external', '=', false)
    .where('school_form', '<>', 'preschool')
    .orderBy('code')
    .execute();
}

/** The school forms of a school's active pupils: a grundskola has its förskoleklass. */
export async function formsOf(db: Db, schoolUnit: SchoolUnitCode): Promise<SchoolForm[]> {
  const rows = await db
    .selectFrom('pupil')
    .select('school_form as schoolForm')
    .distinct()
    .where('school_unit', '=', schoolUnit)
    .where('active', '=', true)
    .where('school_form', '<>', 'preschool')
    .orderBy('school_form')
    .execute();
  return rows.map(({ schoolForm }) => schoolForm);
}

export type OpenCase = {
  caseId: CaseId;
  pupilId: PupilId;
  band: AbsenceBand;
  /** The limit that the case began with, or was moved to. */
  limit: Policy['limit'];
};

/** The cases of a school's active pupils that haven't ended, by pupil. */
export async function openCasesAt(db: Db, schoolUnit: SchoolUnitCode): Promise<OpenCase[]> {
  return db
    .selectFrom('case_file')
    .innerJoin('pupil', 'pupil.id', 'case_file.pupil_id')
    .select([
      'case_file.id as caseId',
      'pupil_id as pupilId',
      sql<AbsenceBand>`state ->> 'band'`.as('band'),
      sql<Policy['limit']>`state -> 'policy' -> 'limit'`.as('limit'),
    ])
    .where('pupil.school_unit', '=', schoolUnit)
    .where('pupil.active', '=', true)
    .where('pupil.school_form', '<>', 'preschool')
    .where('phase', '<>', 'ended')
    .orderBy('pupil_id')
    .execute();
}

export type AwayPupil = {
  pupilId: PupilId;
  class: string;
  schoolForm: SchoolForm;
  year: number | null;
  birthDate: LocalDate;
  day: DayAway;
  before: DayAway | null;
};

/**
 * Pupils of a school with absence on `day`, each with the school day before it; by class and id. Whoever has been
 * called about that day already is left out.
 */
export async function awayOn(
  db: Db,
  schoolUnit: SchoolUnitCode,
  day: LocalDate,
  before: LocalDate | null,
): Promise<AwayPupil[]> {
  const { rows } = await sql<AwayPupil>`
    select
      pupil.id as "pupilId", pupil.class, pupil.school_form as "schoolForm", pupil.year,
      pupil.birth_date as "birthDate", ${awayOf('now')} as day,
      case when earlier.minutes is not null then ${awayOf('earlier')} end as before
    from pupil
    left join offered_time on offered_time.year_label = pupil.year_label
    left join absence_offered told_now on told_now.pupil_id = pupil.id and told_now.date = ${day}
    left join absence_offered told_earlier on told_earlier.pupil_id = pupil.id and told_earlier.date = ${before}
    cross join lateral (${daySum(day)}) now
    left join lateral (${daySum(before)}) earlier on true
    where pupil.school_unit = ${schoolUnit} and pupil.active and pupil.school_form <> 'preschool'
      and now.minutes is not null
      and not exists (
        select 1 from first_day_call c where c.pupil_id = pupil.id and c.date = ${day} and c.reached
      )
    order by pupil.class, pupil.id
  `.execute(db);
  return rows;
}

const awayOf = (side: 'now' | 'earlier') => sql`json_build_object(
  'valid', ${sql.ref(side)}.valid, 'invalid', ${sql.ref(side)}.invalid,
  'offered', coalesce(${sql.ref(`told_${side}`)}.offered_minutes, offered_time.minutes_per_day), 'fromTheStart', ${sql.ref(side)}.from_start)`;

/** A day's lessons of one pupil. */
const daySum = (day: LocalDate | null) => sql`
  select
    sum(minutes)::integer as minutes,
    coalesce(sum(minutes) filter (where kind = 'valid'), 0)::integer as valid,
    coalesce(sum(minutes) filter (where kind = 'invalid'), 0)::integer as invalid,
    coalesce(bool_or(${isFirstLesson}), false) as from_start
  from absence where absence.pupil_id = pupil.id and absence.date = ${day}`;

/** A class for the week's review: how many stand over the limit, and how many there is something to see of. */
export type ClassToSee = { class: string; pupils: number; overLimit: number; toSee: number };

/**
 * Each class of a school that has duty to attend. There is something to see of whoever was away between the two days
 * or stands over the limit.
 */
export async function classesToSee(
  db: Db,
  schoolUnit: SchoolUnitCode,
  about: { from: LocalDate; to: LocalDate },
  overLimitIds: readonly PupilId[],
): Promise<ClassToSee[]> {
  const over = sql`pupil.id = any(${[...overLimitIds]})`;
  const { rows } = await sql<ClassToSee>`
    select pupil.class, count(*)::integer as pupils,
      count(*) filter (where ${over})::integer as "overLimit",
      count(*) filter (where ${over} or exists (
        select 1 from absence a
        where a.pupil_id = pupil.id and a.date between ${about.from} and ${about.to}
      ))::integer as "toSee"
    from pupil
    where pupil.school_unit = ${schoolUnit} and pupil.active and pupil.school_form <> 'preschool'
    group by pupil.class
    order by pupil.class
  `.execute(db);
  return rows;
}

/** The schools with any absence from `from` to `to`. */
export async function schoolsWithAbsence(
  db: Db,
  from: LocalDate,
  to: LocalDate,
): Promise<Set<SchoolUnitCode>> {
  const { rows } = await sql<{ code: SchoolUnitCode }>`
    select code from school_unit where exists (
      select 1 from pupil
      join absence on absence.pupil_id = pupil.id and absence.date between ${from} and ${to}
      where pupil.school_unit = school_unit.code
    )
  `.execute(db);
  return new Set(rows.map(({ code }) => code));
}

/** How far back absence may lie and still bear on a look or a review: longer than any rolling window in use. */
export const windowDays = 35;

/** The same for the window that ends on a day, asked once for each day. */
export const reportingUntil = (db: Db): ((to: LocalDate) => Promise<Set<SchoolUnitCode>>) => {
  const known = new Map<LocalDate, Promise<Set<SchoolUnitCode>>>();
  return (to) => {
    const asked = known.get(to) ?? schoolsWithAbsence(db, addDays(to, -windowDays), to);
    known.set(to, asked);
    return asked;
  };
};

/** The schools with a pupil whose passing isn't finished. */
export async function schoolsWithPassings(db: Db): Promise<Set<SchoolUnitCode>> {
  const { rows } = await sql<{ code: SchoolUnitCode }>`
    select distinct pupil.school_unit as code from absence_standing s
    join pupil on pupil.id = s.pupil_id and pupil.active
    where s.passing is not null
  `.execute(db);
  return new Set(rows.map(({ code }) => code));
}
