/** Surveys that belong to a case, and their answers: content of the case, seen by whoever sees that. */
import type { CaseId, GuardianId, PersonId } from '../../domain/ids.ts';
import type { Answers, Moment, Respondent, SurveyForm } from '../../domain/surveys/form.ts';
import type { LocalDate } from '../../domain/time.ts';
import type { Db } from '../connect.ts';
import { keyColumns, openJson, sealJson } from '../sealed-json.ts';
import { isOneOf, json } from '../sql.ts';
import { openerOf } from '../vault.ts';

export type CaseSurvey = {
  id: string;
  caseId: CaseId;
  surveyId: string;
  version: number;
  /** `strong`: pupil health's psychological and social part alone (domain.md §3). */
  secrecy: 'strong' | 'weak';
  respondent: Respondent;
  guardianId: GuardianId | null;
  moment: Moment;
  expiresOn: LocalDate;
  repeatable: boolean;
  withdrawnOn: LocalDate | null;
  on: LocalDate;
};

export type CaseSurveyAnswer = {
  id: string;
  caseSurveyId: string;
  answers: Answers;
  how: 'link' | 'paper';
  enteredBy: PersonId | null;
  on: LocalDate;
};

/** Keeps a survey that is handed out in a case. Repeating it is fine: what was kept under an id stays. */
export async function saveCaseSurvey(db: Db, survey: CaseSurvey, by: PersonId): Promise<void> {
  await db
    .insertInto('case_survey')
    .values({
      id: survey.id,
      case_id: survey.caseId,
      survey_id: survey.surveyId,
      version: survey.version,
      secrecy: survey.secrecy,
      respondent: survey.respondent,
      guardian_id: survey.guardianId,
      moment: survey.moment,
      expires_on: survey.expiresOn,
      repeatable: survey.repeatable,
      withdrawn_on: survey.withdrawnOn,
      created_by: by,
      created_on: survey.on,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute();
}

/** Takes back a survey's link; answers that came stay. */
export async function withdrawCaseSurvey(db: Db, id: string, on: LocalDate): Promise<void> {
  await db
    .updateTable('case_survey')
    .set({ withdrawn_on: on })
    .where('id', '=', id)
    .where('withdrawn_on', 'is', null)
    .execute();
  await db.deleteFrom('survey_link').where('case_survey_id', '=', id).execute();
}

/** A case's surveys with the forms that they ask, the oldest first. */
export async function surveysOfCase(db: Db, caseId: CaseId): Promise<(CaseSurvey & { form: SurveyForm })[]> {
  return surveys(db).where('case_id', '=', caseId).execute();
}

/** One with its form; null when unknown. */
export async function findCaseSurvey(
  db: Db,
  id: string,
): Promise<(CaseSurvey & { form: SurveyForm }) | null> {
  return (await surveys(db).where('case_survey.id', '=', id).executeTakeFirst()) ?? null;
}

const answerBoundTo = (id: string): string => `case_survey_answer\n${id}`;

/** Keeps an answer, sealed under its case's key. Repeating it is fine: what was kept under an id stays. */
export async function saveCaseAnswer(db: Db, answer: CaseSurveyAnswer): Promise<void> {
  const { caseId } = await db
    .selectFrom('case_survey')
    .select('case_id as caseId')
    .where('id', '=', answer.caseSurveyId)
    .executeTakeFirstOrThrow();
  const columns = await sealJson(db, caseId, answer.answers, answerBoundTo(answer.id));
  await db
    .insertInto('case_survey_answer')
    .values({
      id: answer.id,
      case_survey_id: answer.caseSurveyId,
      ...(columns === null
        ? { answers: json(answer.answers), sealed: null, key_id: null }
        : { answers: null, ...columns }),
      how: answer.how,
      entered_by: answer.enteredBy,
      answered_on: answer.on,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute();
}

/** The answers to these, by day; none whose key has been destroyed. Throws Locked as `openerOf`. */
export async function answersTo(db: Db, caseSurveyIds: readonly string[]): Promise<CaseSurveyAnswer[]> {
  const rows = await db
    .selectFrom('case_survey_answer as answer')
    .leftJoin('record_key', 'record_key.id', 'answer.key_id')
    .select([
      'answer.id',
      'case_survey_id as caseSurveyId',
      'answers',
      'sealed',
      'how',
      'entered_by as enteredBy',
      'answered_on as on',
      ...keyColumns,
    ])
    .where(isOneOf('case_survey_id', caseSurveyIds))
    .orderBy('answered_on')
    .orderBy('answer.id')
    .execute();
  const open = openerOf(db);
  const read: CaseSurveyAnswer[] = [];
  for (const { answers, sealed, keyId, wrapped, ringKey, ...answer } of rows) {
    const text =
      sealed === null
        ? null
        : await openJson(open, sealed, { keyId, wrapped, ringKey }, answerBoundTo(answer.id));
    const opened: Answers | null = text === null ? answers : JSON.parse(text);
    if (opened !== null) read.push({ ...answer, answers: opened });
  }
  return read;
}

/** Seals up to `limit` answers that were kept in the clear; how many. None where the connection carries no ring. */
export async function sealCaseAnswers(db: Db, limit: number): Promise<number> {
  const rows = await db
    .selectFrom('case_survey_answer as answer')
    .innerJoin('case_survey', 'case_survey.id', 'answer.case_survey_id')
    .select(['answer.id', 'case_id as caseId', 'answers'])
    .where('sealed', 'is', null)
    .limit(limit)
    .execute();
  for (const { id, caseId, answers } of rows) {
    const columns = await sealJson(db, caseId, answers, answerBoundTo(id));
    if (columns === null) return 0;
    await db
      .updateTable('case_survey_answer')
      .set({ answers: null, ...columns })
      .where('id', '=', id)
      .where('sealed', 'is', null)
      .execute();
  }
  return rows.length;
}

const surveys = (db: Db) =>
  db
    .selectFrom('case_survey')
    .innerJoin('survey_version', (join) =>
      join
        .onRef('survey_version.survey_id', '=', 'case_survey.survey_id')
        .onRef('survey_version.version', '=', 'case_survey.version'),
    )
    .select([
      'case_survey.id',
      'case_id as caseId',
      'case_survey.survey_id as surveyId',
      'case_survey.version',
      'secrecy',
      'respondent',
      'guardian_id as guardianId',
      'moment',
      'expires_on as expiresOn',
      'repeatable',
      'withdrawn_on as withdrawnOn',
      'case_survey.created_on as on',
      'form',
    ])
    .orderBy('case_survey.created_on')
    .orderBy('case_survey.id');
