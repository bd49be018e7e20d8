/**
 * Anonymous rounds of a survey. What is kept of the answers is a tally for each class; nothing joins a link to an
 * answer, because there is no answer to join it to, and no time but the round's own.
 */
import type { Transaction } from 'kysely';
import type { PersonId } from '../../domain/ids.ts';
import type { Moment, SurveyForm } from '../../domain/surveys/form.ts';
import type { LocalDate } from '../../domain/time.ts';
import type { Db } from '../connect.ts';
import type { Database } from '../schema.ts';

export type SurveyRound = {
  id: string;
  surveyId: string;
  version: number;
  name: string;
  moment: Moment;
  from: LocalDate;
  to: LocalDate;
  closedOn: LocalDate | null;
  by: PersonId;
};

/** Keeps a round. Repeating it is fine: what was kept under an id stays. */
export async function saveRound(
  db: Db,
  { id, surveyId, version, name, moment, from, to, by }: SurveyRound,
): Promise<void> {
  await db
    .insertInto('survey_round')
    .values({
      id,
      survey_id: surveyId,
      version,
      name,
      moment,
      from_date: from,
      to_date: to,
      created_by: by,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute();
}

/** Closes a round for answers; one that is closed stays as it was. Its links are gone with it. */
export async function closeRound(db: Db, id: string, on: LocalDate): Promise<void> {
  await db
    .updateTable('survey_round')
    .set({ closed_on: on })
    .where('id', '=', id)
    .where('closed_on', 'is', null)
    .execute();
  await db.deleteFrom('survey_link').where('round_id', '=', id).execute();
}

/** A survey's rounds by first day, each with the form that it asks. */
export async function roundsOf(db: Db, surveyId: string): Promise<(SurveyRound & { form: SurveyForm })[]> {
  return rounds(db)
    .where('survey_round.survey_id', '=', surveyId)
    .orderBy('from_date')
    .orderBy('survey_round.id')
    .execute();
}

/** One round with its form; null when unknown. */
export async function findRound(db: Db, id: string): Promise<(SurveyRound & { form: SurveyForm }) | null> {
  return (await rounds(db).where('survey_round.id', '=', id).executeTakeFirst()) ?? null;
}

/** Whether a round takes answers, held so until the transaction ends. */
export async function holdOpenRound(trx: Transaction<Database>, id: string): Promise<boolean> {
  const row = await trx
    .selectFrom('survey_round')
    .select('id')
    .where('id', '=', id)
    .where('closed_on', 'is', null)
    .forShare()
    .executeTakeFirst();
  return row !== undefined;
}

const rounds = (db: Db) =>
  db
    .selectFrom('survey_round')
    .innerJoin('survey_version', (join) =>
      join
        .onRef('survey_version.survey_id', '=', 'survey_round.survey_id')
        .onRef('survey_version.version', '=', 'survey_round.version'),
    )
    .select([
      'survey_round.id',
      'survey_round.survey_id as surveyId',
      'survey_round.version',
      'name',
      'moment',
      'from_date as from',
      'to_date as to',
      'closed_on as closedOn',
      'survey_round.created_by as by',
      'form',
    ]);
