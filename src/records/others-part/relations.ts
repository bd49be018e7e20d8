/** Rounds of relationskartläggning: a class on a day, who answered, who named whom. */
import type { PersonId, PupilId, SchoolUnitCode } from '../../domain/ids.ts';
import type { RelationRound } from '../../domain/relations/mapping.ts';
import type { LocalDate } from '../../domain/time.ts';
import { type Db, inTransaction } from '../connect.ts';
import { isOneOf } from '../sql.ts';

export type RelationRoundRow = {
  id: string;
  schoolUnit: SchoolUnitCode;
  class: string;
  heldOn: LocalDate;
  answeredBy: 'staff' | 'pupils';
  closedOn: LocalDate | null;
};

/** Keeps a round with the class as it is now. Repeating it is fine. */
export function saveRelationRound(
  db: Db,
  round: RelationRoundRow & { pupilIds: readonly PupilId[] },
  by: PersonId,
): Promise<void> {
  return inTransaction(db, async (trx) => {
    await trx
      .insertInto('relation_round')
      .values({
        id: round.id,
        school_unit: round.schoolUnit,
        class: round.class,
        held_on: round.heldOn,
        answered_by: round.answeredBy,
        created_by: by,
      })
      .onConflict((oc) => oc.column('id').doNothing())
      .execute();
    if (round.pupilIds.length === 0) return;
    await trx
      .insertInto('relation_pupil')
      .values(round.pupilIds.map((pupil_id) => ({ round_id: round.id, pupil_id })))
      .onConflict((oc) => oc.columns(['round_id', 'pupil_id']).doNothing())
      .execute();
  });
}

/** Closes a round for answers; one that is closed stays as it was. */
export async function closeRelationRound(db: Db, id: string, on: LocalDate): Promise<void> {
  await db
    .updateTable('relation_round')
    .set({ closed_on: on })
    .where('id', '=', id)
    .where('closed_on', 'is', null)
    .execute();
}

/** Rounds of these schools (null: all), of one class if named, the newest first. */
export async function listRelationRounds(
  db: Db,
  filter: { schoolUnits: readonly SchoolUnitCode[] | null; class?: string },
): Promise<RelationRoundRow[]> {
  let query = rounds(db);
  if (filter.schoolUnits !== null) query = query.where(isOneOf('school_unit', filter.schoolUnits));
  if (filter.class !== undefined) query = query.where('class', '=', filter.class);
  return query.orderBy('held_on', 'desc').orderBy('id').limit(1_000).execute();
}

/** One round; null when unknown. */
export async function findRelationRound(db: Db, id: string): Promise<RelationRoundRow | null> {
  return (await rounds(db).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The round of the same class held last before this one; null when there is none. */
export async function roundBefore(db: Db, round: RelationRoundRow): Promise<RelationRoundRow | null> {
  const row = await rounds(db)
    .where('school_unit', '=', round.schoolUnit)
    .where('class', '=', round.class)
    .where('held_on', '<', round.heldOn)
    .orderBy('held_on', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** What was answered in a round, as the domain takes it. */
export async function answersOfRound(
  db: Db,
  { id, answeredBy }: Pick<RelationRoundRow, 'id' | 'answeredBy'>,
): Promise<RelationRound> {
  const [pupils, marks, answered] = [
    await db
      .selectFrom('relation_pupil')
      .select('pupil_id')
      .where('round_id', '=', id)
      .orderBy('pupil_id')
      .execute(),
    await db
      .selectFrom('relation_mark')
      .select(['pupil_id as pupilId', 'adult_id as adultId'])
      .where('round_id', '=', id)
      .orderBy('pupil_id')
      .orderBy('adult_id')
      .execute(),
    await db.selectFrom('relation_answer').select('answerer_id').where('round_id', '=', id).execute(),
  ];
  return {
    pupilIds: pupils.map((row) => row.pupil_id),
    answeredBy,
    marks,
    answeredIds: answered.map((row) => row.answerer_id),
  };
}

/** Keeps one answer in place of the answerer's earlier one: the pupils an adult marks, or the adults a pupil names. */
export function saveRelationAnswer(
  db: Db,
  answer: {
    roundId: string;
    by:
      | { kind: 'adult'; id: PersonId; pupilIds: readonly PupilId[] }
      | { kind: 'pupil'; id: PupilId; adultIds: readonly PersonId[] };
    on: LocalDate;
    enteredBy: string;
  },
): Promise<void> {
  const { roundId, by, on, enteredBy } = answer;
  return inTransaction(db, async (trx) => {
    await trx
      .insertInto('relation_answer')
      .values({ round_id: roundId, answerer_id: by.id, answered_on: on, entered_by: enteredBy })
      .onConflict((oc) =>
        oc.columns(['round_id', 'answerer_id']).doUpdateSet({ answered_on: on, entered_by: enteredBy }),
      )
      .execute();
    await trx
      .deleteFrom('relation_mark')
      .where('round_id', '=', roundId)
      .where(by.kind === 'adult' ? 'adult_id' : 'pupil_id', '=', by.id)
      .execute();
    const marks =
      by.kind === 'adult'
        ? by.pupilIds.map((pupil_id) => ({ round_id: roundId, pupil_id, adult_id: by.id }))
        : by.adultIds.map((adult_id) => ({ round_id: roundId, pupil_id: by.id, adult_id }));
    if (marks.length > 0) await trx.insertInto('relation_mark').values(marks).execute();
  });
}

const rounds = (db: Db) =>
  db
    .selectFrom('relation_round')
    .select([
      'id',
      'school_unit as schoolUnit',
      'class',
      'held_on as heldOn',
      'answered_by as answeredBy',
      'closed_on as closedOn',
    ]);
