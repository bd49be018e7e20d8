/** Surveys and their versions: a version is written once and never changes. */
import type { PersonId } from '../../domain/ids.ts';
import type { SurveyForm } from '../../domain/surveys/form.ts';
import type { LocalDate } from '../../domain/time.ts';
import { type Db, inTransaction } from '../connect.ts';
import { json } from '../sql.ts';

export type Survey = {
  id: string;
  retired: boolean;
  version: number;
  form: SurveyForm;
  /** When this version was written. */
  on: LocalDate;
};

/** Each survey with its newest version, the newest survey first. */
export async function listSurveys(db: Db): Promise<Survey[]> {
  return newest(db).orderBy('created_at', 'desc').orderBy('survey.id').execute();
}

/** A survey with its newest version, or that one; null when unknown. */
export async function findSurvey(db: Db, id: string, version: number | null = null): Promise<Survey | null> {
  const query = version === null ? newest(db) : versions(db).where('version', '=', version);
  return (await query.where('survey.id', '=', id).executeTakeFirst()) ?? null;
}

/** Keeps a form as a survey's next version, its first where the survey is new, and gives the number. */
export function saveSurvey(
  db: Db,
  survey: { id: string; retired: boolean; form: SurveyForm; by: PersonId; on: LocalDate },
): Promise<number> {
  return inTransaction(db, async (trx) => {
    const { id, retired } = survey;
    await trx
      .insertInto('survey')
      .values({ id, retired })
      .onConflict((oc) => oc.column('id').doUpdateSet({ retired }))
      .execute();
    const before = await findSurvey(trx, id);
    const form = json(survey.form);
    if (before !== null && sameForm(before.form, survey.form)) return before.version;
    const version = (before?.version ?? 0) + 1;
    await trx
      .insertInto('survey_version')
      .values({ survey_id: id, version, form, created_by: survey.by, created_on: survey.on })
      .execute();
    return version;
  });
}

/** Whether two forms ask the same, in whatever order their fields were stored. */
const sameForm = (a: SurveyForm, b: SurveyForm): boolean => json(sorted(a)) === json(sorted(b));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

const versions = (db: Db) =>
  db
    .selectFrom('survey')
    .innerJoin('survey_version', 'survey_id', 'survey.id')
    .select(['survey.id', 'retired', 'version', 'form', 'created_on as on']);

const newest = (db: Db) =>
  versions(db).where(({ eb, selectFrom }) =>
    eb(
      'version',
      '=',
      selectFrom('survey_version as other')
        .select((inner) => inner.fn.max('other.version').as('newest'))
        .whereRef('other.survey_id', '=', 'survey.id'),
    ),
  );
