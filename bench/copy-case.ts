/**
 * Makes many cases of one, straight in the records: other pupils, other ids, the same life; twenty for each
 * coordinator, as a policy allows.
 */
import { sql } from 'kysely';
import type { Db } from '../src/records/connect.ts';

/** Texts stay shared: no page shows them by their case alone. */
const ofCase = [
  'case_coordinator',
  'timeline',
  'obligation',
  'obligation_person',
  'obligation_reminder',
] as const;
const ofPupil = ['guardianship', 'absence', 'absence_offered', 'attendance_figure'] as const;

const aCoordinator = 20;

/** Adds `copies` cases like the one with this id. */
export async function copyCase(db: Db, caseId: string, copies: number): Promise<void> {
  const pupil = sql`(select pupil_id from case_file where id = ${caseId})`;
  const coordinator = sql`(select min(person_id) from case_coordinator where case_id = ${caseId})`;
  const many = sql`generate_series(1, ${Math.ceil(copies / aCoordinator)}::integer) n`;
  await sql`
    insert into person
    select (jsonb_populate_record(p, jsonb_build_object('id', p.id || '-' || n, 'eppn', p.eppn || n))).*
    from person p, ${many} where p.id = ${coordinator}`.execute(db);
  await sql`
    insert into person_role
    select (jsonb_populate_record(r, jsonb_build_object('person_id', r.person_id || '-' || n))).*
    from person_role r, ${many} where r.person_id = ${coordinator} and r.role = 'coordinator'`.execute(db);
  /** The n-th case's coordinator. */
  const theirs = sql`${coordinator} || '-' || ((n - 1) / ${aCoordinator}::integer + 1)`;
  await sql`
    insert into pupil
    select (jsonb_populate_record(p, jsonb_build_object(
      'id', p.id || '-' || n, 'civic_no', 'copy' || n, 'family_name', p.family_name || n
    ))).*
    from pupil p, generate_series(1, ${copies}::integer) n where p.id = ${pupil}`.execute(db);
  for (const table of ofPupil) {
    const id = table === 'attendance_figure' ? sql`, 'id', t.id || '-' || n` : sql``;
    await sql`
      insert into ${sql.table(table)}
      select (jsonb_populate_record(t, jsonb_build_object('pupil_id', t.pupil_id || '-' || n${id}))).*
      from ${sql.table(table)} t, generate_series(1, ${copies}::integer) n where t.pupil_id = ${pupil}`.execute(
      db,
    );
  }
  await sql`
    insert into case_file
    select (jsonb_populate_record(c, jsonb_build_object(
      'id', c.id || '-' || n,
      'number', '2026-9' || lpad(n::text, 6, '0'),
      'pupil_id', c.pupil_id || '-' || n,
      'state', replace(
        replace(replace(c.state::text, c.id, c.id || '-' || n), c.pupil_id, c.pupil_id || '-' || n),
        ${coordinator}, ${theirs}
      )::jsonb
    ))).*
    from case_file c, generate_series(1, ${copies}::integer) n where c.id = ${caseId}`.execute(db);
  for (const table of ofCase) {
    const named = table === 'case_coordinator' || table === 'obligation_person';
    const person = named
      ? sql`, 'person_id', case when t.person_id = ${coordinator} then ${theirs} else t.person_id end`
      : sql``;
    await sql`
      insert into ${sql.table(table)}
      select (jsonb_populate_record(t, jsonb_build_object('case_id', t.case_id || '-' || n${person}))).*
      from ${sql.table(table)} t, generate_series(1, ${copies}::integer) n where t.case_id = ${caseId}`.execute(
      db,
    );
  }
}
