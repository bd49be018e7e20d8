/** Which rows of a list an actor sees: `case.read`'s relation turned into a filter. */
import { ageOfMajority } from '../domain/case/open.ts';
import type { Actor } from '../domain/case/parts.ts';
import { type Asker, needFor, needOf, type Action, type Relation } from '../domain/permissions.ts';
import { ageOn, type LocalDate } from '../domain/time.ts';
import type { PupilId, SchoolUnitCode } from '../domain/ids.ts';
import { listCases, type CaseFilter } from '../records/cases.ts';
import type { Db } from '../records/connect.ts';
import { findPerson } from '../records/people.ts';
import { listPupils, pupilsOfGuardian } from '../records/pupils.ts';

/** More than any school has: a list of all of a class or school. */
const everyone = { limit: 10_000 };

/** The cases that the actor may see; null when it's none. */
export async function visibleCases(db: Db, actor: Asker, today: LocalDate): Promise<CaseFilter | null> {
  const need = needFor(actor, 'case.read');
  switch (need) {
    case 'any':
      return {};
    case 'ownSchool':
      return 'schoolUnits' in actor ? { schoolUnits: actor.schoolUnits } : null;
    case 'allocated':
    case 'deputy':
    case 'emergency':
      return 'personId' in actor ? { workedBy: actor.personId } : null;
    case 'ownPupil':
    case 'ownChild':
    case 'self':
      return { pupilIds: await nearPupils(db, actor, today) };
    case 'invited':
    case 'ownDuty':
    case null:
      return null;
  }
}

export type PupilScope = { schoolUnits: readonly SchoolUnitCode[] | null; ids: PupilId[] | null };

/** The pupils that the actor may see: by school, by id, or (nulls) all; null when it's none. */
export async function visiblePupils(
  db: Db,
  actor: Actor,
  action: Extract<Action, 'pupil.list' | 'pupil.read'>,
  today: LocalDate,
): Promise<PupilScope | null> {
  if (needOf(actor.role, action) === null) return null;
  switch (needOf(actor.role, 'pupil.read')) {
    case 'any':
      return { schoolUnits: null, ids: null };
    case 'ownSchool':
      return 'schoolUnits' in actor ? { schoolUnits: actor.schoolUnits, ids: null } : null;
    case 'allocated':
    case 'deputy':
    case 'emergency': {
      if (!('personId' in actor)) return null;
      const { cases } = await listCases(db, { workedBy: actor.personId }, everyone);
      return { schoolUnits: null, ids: cases.map((one) => one.pupilId) };
    }
    case 'ownPupil':
    case 'ownChild':
    case 'self':
      return { schoolUnits: null, ids: await nearPupils(db, actor, today) };
    default:
      return null;
  }
}

/** A mentor's class, a guardian's children under 18, the pupil. */
async function nearPupils(db: Db, actor: Asker, today: LocalDate): Promise<PupilId[]> {
  if (actor.role === 'pupil') return [actor.pupilId];
  if (actor.role === 'guardian') {
    const children = await pupilsOfGuardian(db, actor.guardianId);
    return children.filter((child) => ageOn(child.birthDate, today) < ageOfMajority).map((child) => child.id);
  }
  if (!('personId' in actor)) return [];
  const person = await findPerson(db, actor.personId);
  const classes = (person?.roles ?? []).filter((held) => held.role === 'mentor');
  const found = await Promise.all(
    classes.map((held) =>
      held.schoolUnit === null || held.class === null
        ? Promise.resolve({ pupils: [] })
        : listPupils(db, { schoolUnits: [held.schoolUnit], class: held.class }, everyone),
    ),
  );
  return found.flatMap(({ pupils }) => pupils.map((pupil) => pupil.id));
}

/**
 * Whether a protected pupil is shown by name: to named people only (domain.md §3), those who stand near and the
 * rector who answers for the school.
 */
export const isNamed = (actor: Asker, relation: Relation): boolean =>
  relation.has('allocated') ||
  relation.has('deputy') ||
  relation.has('ownChild') ||
  relation.has('self') ||
  relation.has('ownPupil') ||
  (actor.role === 'rector' && relation.has('ownSchool'));
