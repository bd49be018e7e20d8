/** The gate to a class or a school: neither is a case or a pupil, so the routes ask here once they know which. */
import { type ClassName, parseClassId } from '../domain/class-id.ts';
import type { Actor } from '../domain/case/parts.ts';
import type { SchoolUnitCode } from '../domain/ids.ts';
import { type Action, may, type RelationKind, type Relation } from '../domain/permissions.ts';
import type { Db } from '../records/connect.ts';
import { findPerson } from '../records/people.ts';
import { classHasPupils, listSchools, type School } from '../records/schools.ts';
import { Problem } from './problem.ts';

/**
 * The class that a path names, if the actor may do `action` with it. Throws 404 for one that nobody is in and for
 * whoever stands in no relation to it, 403 for whoever does.
 */
export async function requireClass(
  db: Db,
  actor: Actor,
  action: Action,
  classId: string,
): Promise<{ named: ClassName; relation: Relation }> {
  const named = parseClassId(classId);
  if (named === null || !(await classHasPupils(db, named))) throw notFound();
  const relation = await relationToClass(db, actor, named);
  requireAllowed(actor, action, relation);
  return { named, relation };
}

/** The school that a path names, if the actor may do `action` with it; throws as `requireClass` does. */
export async function requireSchool(
  db: Db,
  actor: Actor,
  action: Action,
  code: SchoolUnitCode,
): Promise<{ school: School; relation: Relation }> {
  const school = (await listSchools(db)).find((one) => one.code === code);
  if (school === undefined) throw notFound();
  const relation: Relation = new Set(ownSchool(actor, code));
  requireAllowed(actor, action, relation);
  return { school, relation };
}

/** How an actor stands to all pupils of a class: their school's, or their mentor. */
export async function relationToClass(db: Db, actor: Actor, named: ClassName): Promise<Relation> {
  const kinds = ownSchool(actor, named.schoolUnit);
  if (actor.role !== 'mentor') return new Set(kinds);
  const person = await findPerson(db, actor.personId);
  const isMentor = person?.roles.some(
    (one) => one.role === 'mentor' && one.schoolUnit === named.schoolUnit && one.class === named.class,
  );
  return new Set(isMentor === true ? [...kinds, 'ownPupil' as const] : kinds);
}

const ownSchool = (actor: Actor, code: SchoolUnitCode): RelationKind[] =>
  'schoolUnits' in actor && actor.schoolUnits.includes(code) ? ['ownSchool'] : [];

function requireAllowed(actor: Actor, action: Action, relation: Relation): void {
  if (may(actor, action, relation)) return;
  throw relation.size > 0 ? new Problem('not-permitted') : notFound();
}

const notFound = () => new Problem('not-found', { field: 'path/id' });
