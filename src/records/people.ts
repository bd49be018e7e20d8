/** Staff and their roles. */
import type { ClassName } from '../domain/class-id.ts';
import type { StaffRole } from '../domain/case/parts.ts';
import type { PersonId, SchoolUnitCode } from '../domain/ids.ts';
import type { Stage } from '../domain/policy.ts';
import type { LocalDate } from '../domain/time.ts';
import { sql } from 'kysely';
import type { Db } from './connect.ts';
import { domainDay } from './domain-day.ts';
import { byName, containing, isOneOf } from './sql.ts';

type RoleHeld = {
  role: StaffRole;
  /** As the source wrote it: Kurator, Insatskoordinator. */
  title: string;
  /** Null: the whole municipality. */
  schoolUnit: SchoolUnitCode | null;
  /** A mentor's class. */
  class: string | null;
  /** A coordinator's stages; empty means all. */
  stages: Stage[];
  /** Given by a person in the product, else told by the school's data. */
  byHand: boolean;
  /** Of one that was given by hand: the first and the last day; null where nobody said. */
  since: LocalDate | null;
  until: LocalDate | null;
};

export type Person = {
  id: PersonId;
  givenName: string;
  familyName: string;
  email: string | null;
  eppn: string | null;
  active: boolean;
  /** In a steady order: by role, school and class. */
  roles: RoleHeld[];
};

/** A role's last day has not passed. */
export const stillHeld = sql<boolean>`(person_role.until is null or person_role.until >= ${domainDay})`;

/** One person, also one who has left (`active: false`); null when unknown. */
export async function findPerson(db: Db, id: PersonId): Promise<Person | null> {
  const [person] = await findPeople(db, [id]);
  return person ?? null;
}

/** Those of the ids that are known, by family name. */
export async function findPeople(db: Db, ids: readonly PersonId[]): Promise<Person[]> {
  return withRoles(db, await people(db).where(isOneOf('person.id', ids)).execute());
}

/**
 * Active staff whom the municipality's sign-in means by a name, in small or large letters: one, unless it means nobody, or
 * the records give the name to several.
 */
export async function findStaffAs(db: Db, by: 'eppn' | 'email', name: string): Promise<Person[]> {
  const small = name.toLowerCase();
  const rows = await people(db)
    .where('active', '=', true)
    .where((eb) => {
      const first = eb(eb.fn<string>('lower', [`person.${by}`]), '=', small);
      if (by === 'email') return first;
      const others = eb.selectFrom('person_eppn').select('person_id').where('name', '=', small);
      return eb.or([first, eb('person.id', 'in', others)]);
    })
    .execute();
  return withRoles(db, rows);
}

/**
 * Active staff by family name; of one role, of one school (the whole municipality's staff not among them), with all of these
 * words in their name.
 */
export async function listPeople(
  db: Db,
  filter: { role?: StaffRole; schoolUnit?: SchoolUnitCode; name?: string } = {},
): Promise<Person[]> {
  let query = people(db).where('active', '=', true);
  if (filter.role !== undefined || filter.schoolUnit !== undefined) {
    let held = db.selectFrom('person_role').select('person_id').where(stillHeld);
    if (filter.role !== undefined) held = held.where('role', '=', filter.role);
    if (filter.schoolUnit !== undefined) held = held.where('school_unit', '=', filter.schoolUnit);
    query = query.where('person.id', 'in', held);
  }
  for (const word of (filter.name ?? '').split(/\s+/).filter((one) => one !== '')) {
    query = query.where(sql<boolean>`given_name || ' ' || family_name ilike ${containing(word)}`);
  }
  return withRoles(db, await query.execute());
}

/**
 * Active holders of a role: at a school together with those who hold it for the whole municipality, or with
 * `null` everyone who holds it anywhere.
 */
export async function peopleWithRole(
  db: Db,
  role: StaffRole,
  schoolUnit: SchoolUnitCode | null,
): Promise<Person[]> {
  let held = db.selectFrom('person_role').select('person_id').where('role', '=', role).where(stillHeld);
  if (schoolUnit !== null) {
    held = held.where((eb) => eb.or([eb('school_unit', '=', schoolUnit), eb('school_unit', 'is', null)]));
  }
  const rows = await people(db).where('active', '=', true).where('person.id', 'in', held).execute();
  return withRoles(db, rows);
}

/** Active mentors of a class, by id. */
export async function mentorsOf(db: Db, schoolUnit: SchoolUnitCode, className: string): Promise<PersonId[]> {
  const rows = await db
    .selectFrom('person_role')
    .innerJoin('person', 'person.id', 'person_role.person_id')
    .select('person_id')
    .distinct()
    .where('role', '=', 'mentor')
    .where('school_unit', '=', schoolUnit)
    .where('class', '=', className)
    .where('active', '=', true)
    .orderBy('person_id')
    .execute();
  return rows.map((row) => row.person_id);
}

const people = (db: Db) =>
  db
    .selectFrom('person')
    .select(['person.id', 'given_name as givenName', 'family_name as familyName', 'email', 'eppn', 'active'])
    .orderBy(byName('family_name'))
    .orderBy(byName('given_name'))
    .orderBy('person.id');

async function withRoles(db: Db, rows: Omit<Person, 'roles'>[]): Promise<Person[]> {
  if (rows.length === 0) return [];
  const roles = await db
    .selectFrom('person_role')
    .select(['person_id', 'role', 'title', 'school_unit as schoolUnit', 'class', 'stages'])
    .select(['by_hand as byHand', 'since', 'until'])
    .where(stillHeld)
    .where(
      isOneOf(
        'person_id',
        rows.map((row) => row.id),
      ),
    )
    .orderBy('role')
    .orderBy('school_unit')
    .orderBy('class')
    .execute();
  const held = new Map<PersonId, RoleHeld[]>();
  for (const { person_id, ...role } of roles) held.set(person_id, [...(held.get(person_id) ?? []), role]);
  return rows.map((row) => ({ ...row, roles: held.get(row.id) ?? [] }));
}

/** The classes that a person is mentor of. */
export const mentoredClasses = (person: Person | null): ClassName[] =>
  (person?.roles ?? []).flatMap(({ role, schoolUnit, class: name }) =>
    role === 'mentor' && schoolUnit !== null && name !== null ? [{ schoolUnit, class: name }] : [],
  );
