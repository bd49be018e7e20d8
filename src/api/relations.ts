/** A round of relationskartläggning as different readers see it. */
import { classIdOf } from '../domain/class-id.ts';
import type { Actor } from '../domain/case/parts.ts';
import type { PersonId, PupilId, SchoolUnitCode } from '../domain/ids.ts';
import { may, noRelation, type Relation } from '../domain/permissions.ts';
import {
  changeBetween,
  countRelations,
  countsForOthers,
  relationsOf,
  type PupilRelations,
} from '../domain/relations/mapping.ts';
import type { Db } from '../records/connect.ts';
import {
  answersOfRound,
  findRelationRound,
  roundBefore,
  type RelationRoundRow,
} from '../records/others-part/relations.ts';
import { findPeople, listPeople, type Person } from '../records/people.ts';
import { listPupils, type Pupil } from '../records/pupils.ts';
import { relationToClass } from './class-access.ts';
import { Problem } from './problem.ts';
import { fullName } from './session.ts';
import { isNamed } from './visible.ts';

/** More than any class has. */
const everyone = { limit: 10_000 };

export const roundView = (round: RelationRoundRow) => ({ ...round, classId: classIdOf(round) });

type Named = { id: string; name: string };
const named = (who: Pupil | Person): Named => ({ id: who.id, name: fullName(who) });

/** The round of the path, with how the actor stands to its class; 404 where they don't at all. */
export async function requireRound(
  db: Db,
  actor: Actor,
  id: string,
): Promise<{ round: RelationRoundRow; relation: Relation }> {
  const round = await findRelationRound(db, id);
  if (round === null) throw new Problem('not-found', { field: 'path/id' });
  const relation =
    actor.role === 'pupil'
      ? await asPupil(db, actor.pupilId, round)
      : await relationToClass(db, actor, round);
  const any = (['relation.counts', 'relation.answer', 'relation.run'] as const).some((action) =>
    may(actor, action, relation),
  );
  if (!any) throw new Problem('not-found', { field: 'path/id' });
  return { round, relation };
}

async function asPupil(db: Db, pupilId: PupilId, round: RelationRoundRow): Promise<Relation> {
  const { pupilIds } = await answersOfRound(db, round);
  return pupilIds.includes(pupilId) ? new Set(['self' as const]) : noRelation;
}

/** The round's pupils whom the actor may see by name; the protected only for those who are near them. */
export async function shownPupils(
  db: Db,
  actor: Actor,
  relation: Relation,
  pupilIds: readonly PupilId[],
): Promise<Pupil[]> {
  const { pupils } = await listPupils(db, { schoolUnits: null, ids: pupilIds }, everyone);
  return isNamed(actor, relation) ? pupils : pupils.filter((one) => one.securityMarking === 'none');
}

/** Adults of a school: who works there, and coordinators of the whole municipality who may meet its pupils. */
export async function adultsAt(db: Db, schoolUnit: SchoolUnitCode): Promise<Named[]> {
  const [own, coordinators] = [
    await listPeople(db, { schoolUnit }),
    await listPeople(db, { role: 'coordinator' }),
  ];
  const byId = new Map([...own, ...coordinators].map((person) => [person.id, named(person)]));
  return [...byId.values()];
}

/** What the round says: names for those near the class, counts without small groups for others. */
export async function roundResults(db: Db, actor: Actor, round: RelationRoundRow, relation: Relation) {
  const answers = await answersOfRound(db, round);
  const pupils = relationsOf(answers);
  const counts = countRelations(pupils);
  const head = { ...roundView(round), answered: answers.answeredIds.length };
  if (!may(actor, 'relation.read', relation)) {
    return { ...head, counts: countsForOthers(counts), pupils: null, notShown: null, change: null };
  }
  const shown = await shownPupils(db, actor, relation, answers.pupilIds);
  const nameOf = new Map(shown.map((pupil) => [pupil.id, named(pupil)]));
  const adults = new Map(
    (await findPeople(db, [...new Set(pupils.flatMap((pupil) => pupil.adultIds))])).map((person) => [
      person.id,
      named(person),
    ]),
  );
  const known = <T>(one: T | undefined): T[] => (one === undefined ? [] : [one]);
  return {
    ...head,
    counts,
    pupils: pupils.flatMap(({ pupilId, standing, adultIds }) =>
      known(nameOf.get(pupilId)).map((pupil) => ({
        ...pupil,
        standing,
        adults: adultIds.flatMap((adult: PersonId) => known(adults.get(adult))),
      })),
    ),
    notShown: answers.pupilIds.length - shown.length,
    change: await changeSince(db, round, pupils, (ids) => ids.flatMap((one) => known(nameOf.get(one)))),
  };
}

async function changeSince(
  db: Db,
  round: RelationRoundRow,
  now: readonly PupilRelations[],
  names: (ids: readonly PupilId[]) => Named[],
) {
  const before = await roundBefore(db, round);
  if (before === null) return null;
  const change = changeBetween(relationsOf(await answersOfRound(db, before)), now);
  return {
    since: before.heldOn,
    gained: names(change.gained),
    lost: names(change.lost),
    stillNone: names(change.stillNone),
  };
}
