/** Those who may be given an assignment, with the stages that they work with. */
import type { PersonId } from '../domain/ids.ts';
import type { Stage } from '../domain/policy.ts';
import type { Db } from '../records/connect.ts';
import { findPeople } from '../records/people.ts';
import { Problem } from './problem.ts';

/** In the order asked. An unknown person, or one who is no coordinator, is a 422 problem that names the place. */
export async function coordinatorsWithStages(
  db: Db,
  personIds: readonly PersonId[],
): Promise<{ personId: PersonId; stages: Stage[] }[]> {
  if (personIds.length === 0) return [];
  const known = new Map((await findPeople(db, personIds)).map((person) => [person.id, person]));
  return personIds.map((personId, index) => {
    const person = known.get(personId);
    const roles = person?.active === true ? person.roles.filter(({ role }) => role === 'coordinator') : [];
    if (roles.length === 0) throw new Problem('unknown-id', { field: `/coordinatorIds/${index}` });
    // Empty means all stages, also when another of the person's roles names some.
    const stages = roles.some((role) => role.stages.length === 0) ? [] : roles.flatMap((role) => role.stages);
    return { personId, stages };
  });
}
