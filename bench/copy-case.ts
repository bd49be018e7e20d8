/**
 * Makes a town of many cases out of one, straight in the records: the same life for other pupils, each with guardians
 * of their own; five a class, twenty a coordinator, fifty a school, each class and school with staff of its own.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../src/records/schema.ts';
import type { Db } from '../src/records/connect.ts';

const aClass = 5;
const aCoordinator = 20;
const aSchool = 50;

/** What is called something else in each copy: the name, and which copies share the new one. */
type Renamed = { name: string; shared: number };

const text = (name: string): RawBuilder<string> => sql`${name}::text`;

/** The new name of what the n-th copies share; a hyphen would end the school's part of a class's id. */
const newName = ({ name, shared }: Renamed): RawBuilder<string> =>
  sql`${text(name)} || 'x' || ((n - 1) / ${shared}::integer + 1)`;

/** A row's whole text with each name that stands as a value of its own, in keys and in columns of JSON as well. */
function renamed(row: string, names: readonly Renamed[]): RawBuilder<string> {
  let whole = sql<string>`to_jsonb(${sql.ref(row)})::text`;
  for (const one of names) {
    whole = sql`replace(${whole}, to_jsonb(${text(one.name)})::text, to_jsonb(${newName(one)})::text)`;
  }
  return whole;
}

/** Copies the rows that hold, once for each n that makes a new name. */
async function copyRows(
  db: Db,
  table: keyof Database,
  where: RawBuilder<unknown>,
  copies: number,
  names: readonly Renamed[],
  extra: RawBuilder<unknown> = sql`'{}'::jsonb`,
): Promise<void> {
  const step = Math.min(...names.map(({ shared }) => shared));
  await sql`
    insert into ${sql.table(table)}
    select (jsonb_populate_record(t, ${renamed('t', names)}::jsonb || ${extra})).*
    from ${sql.table(table)} t, generate_series(1, ${copies}::integer, ${step}::integer) n
    where ${where}`.execute(db);
}

const idsOf = async (db: Db, query: RawBuilder<{ id: string }>): Promise<string[]> =>
  (await query.execute(db)).rows.map(({ id }) => id);

/** Adds `copies` cases like the one with this id. */
export async function copyCase(db: Db, caseId: string, copies: number): Promise<void> {
  const found = await sql<{ pupil: string; school: string; class: string; coordinator: string }>`
    select p.id as pupil, p.school_unit as school, p.class,
      (select min(person_id) from case_coordinator where case_id = c.id) as coordinator
    from case_file c join pupil p on p.id = c.pupil_id where c.id = ${caseId}`.execute(db);
  const original = found.rows[0];
  if (original === undefined) throw new Error(`there is no case ${caseId} to copy`);
  const { pupil, school, coordinator } = original;
  const staff = await idsOf(
    db,
    sql`select distinct person_id as id from person_role
      where school_unit = ${school} and class is null and person_id <> ${coordinator}`,
  );
  const mentors = await idsOf(
    db,
    sql`select distinct person_id as id from person_role
      where school_unit = ${school} and class = ${original.class} and not person_id = any(${staff})`,
  );
  const guardians = await idsOf(
    db,
    sql`select guardian_id as id from guardianship where pupil_id = ${pupil}`,
  );
  const ofSchool: Renamed[] = [school, ...staff].map((name) => ({ name, shared: aSchool }));
  const ofClass: Renamed[] = [original.class, ...mentors].map((name) => ({ name, shared: aClass }));
  const theirs: Renamed = { name: coordinator, shared: aCoordinator };
  const own: Renamed[] = [caseId, pupil, ...guardians].map((name) => ({ name, shared: 1 }));

  await copyRows(db, 'school_unit', sql`t.code = ${school}`, copies, ofSchool);
  const mail = sql`jsonb_build_object('eppn', t.eppn || n)`;
  await copyRows(db, 'person', sql`t.id = any(${staff})`, copies, ofSchool, mail);
  await copyRows(db, 'person', sql`t.id = any(${mentors})`, copies, ofClass, mail);
  await copyRows(db, 'person', sql`t.id = ${coordinator}`, copies, [theirs], mail);
  const here = sql`t.school_unit = ${school}`;
  await copyRows(db, 'person_role', sql`${here} and t.person_id = any(${staff})`, copies, ofSchool);
  const ofMentor = sql`${here} and t.person_id = any(${mentors}) and t.class = ${original.class}`;
  await copyRows(db, 'person_role', ofMentor, copies, [...ofSchool, ...ofClass]);
  await copyRows(db, 'person_role', sql`t.person_id = ${coordinator} and t.role = 'coordinator'`, copies, [
    theirs,
  ]);

  const number = sql`jsonb_build_object('civic_no', 'copy' || n || left(t.id, 8))`;
  await copyRows(db, 'guardian', sql`t.id = any(${guardians})`, copies, own, number);
  const named = sql`jsonb_build_object('civic_no', 'copy' || n, 'family_name', t.family_name || n)`;
  const all = [...own, ...ofSchool, ...ofClass, theirs];
  await copyRows(db, 'pupil', sql`t.id = ${pupil}`, copies, all, named);
  for (const table of ['guardianship', 'absence', 'absence_offered'] as const) {
    await copyRows(db, table, sql`t.pupil_id = ${pupil}`, copies, own);
  }
  const figure = sql`jsonb_build_object('id', t.id || 'x' || n)`;
  await copyRows(db, 'attendance_figure', sql`t.pupil_id = ${pupil}`, copies, own, figure);

  const numbered = sql`jsonb_build_object('number', '2026-9' || lpad(n::text, 6, '0'))`;
  await copyRows(db, 'case_file', sql`t.id = ${caseId}`, copies, all, numbered);
  for (const table of ['case_coordinator', 'timeline', 'obligation', 'obligation_person'] as const) {
    await copyRows(db, table, sql`t.case_id = ${caseId}`, copies, all);
  }
  await copyRows(db, 'obligation_reminder', sql`t.case_id = ${caseId}`, copies, own);
}
