/** A case's surveys as their page shows them: what was answered before and after, beside the absence. */
import { moments, type Question } from '../../../domain/surveys/form.ts';
import { addDays, type LocalDate } from '../../../domain/time.ts';
import type { Db } from '../../../records/connect.ts';
import type { Pupil } from '../../../records/pupils.ts';
import type { CaseSurveysView } from '../../../ui/pages/case/surveys.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { compactDayOf, percentOf } from '../../../ui/words.ts';
import { absenceCourse } from '../../absence-course.ts';
import type { SeenSurvey } from '../../case-surveys.ts';
import { inWords } from '../forms/both.ts';
import { answerWords, questionWords } from './answer-words.ts';

/** Who answers one: a guardian by name where names are shown. */
export const respondentWords = (
  ui: Ui,
  { respondent, guardianId }: Pick<SeenSurvey, 'respondent' | 'guardianId'>,
  guardians: ReadonlyMap<string, string>,
): string =>
  (guardianId === null ? undefined : guardians.get(guardianId)) ??
  ui.t(`caseSurvey.respondent.${respondent}`);

type Answered = { survey: SeenSurvey; answer: SeenSurvey['answers'][number] };

/** Of one day, what was before stands before what was after. */
const byDayAndMoment = (a: Answered, b: Answered): number =>
  a.answer.on === b.answer.on
    ? moments.indexOf(a.survey.moment) - moments.indexOf(b.survey.moment)
    : a.answer.on < b.answer.on
      ? -1
      : 1;

type Seen = { surveys: readonly SeenSurvey[]; guardians: ReadonlyMap<string, string> };

/** One table for each survey, whatever its versions: the questions as rows, each answer a column, by day. */
export async function resultsOf(
  ui: Ui,
  db: Db,
  { surveys, guardians }: Seen,
  /** Whose absence is shown; null where the reader may not see it. */
  pupil: Pupil | null,
): Promise<CaseSurveysView['results']> {
  const answered = surveys.filter(({ answers }) => answers.length > 0);
  const ids = [...new Set(answered.map(({ surveyId }) => surveyId))];
  return Promise.all(
    ids.map(async (surveyId) => {
      const own = answered.filter((one) => one.surveyId === surveyId);
      const columns = own
        .flatMap((survey) => survey.answers.map((answer) => ({ survey, answer })))
        .toSorted(byDayAndMoment);
      const absence = await Promise.all(
        columns.map(({ answer }) => (pupil === null ? null : absenceBefore(db, pupil, answer.on))),
      );
      const newest = own.toSorted((a, b) => b.version - a.version)[0];
      const label = ({ survey, answer }: (typeof columns)[number], index: number): string =>
        `${index + 1}. ${ui.t('caseSurvey.column', {
          moment: ui.t(`surveyMoment.${survey.moment}`),
          who: respondentWords(ui, survey, guardians),
          date: compactDayOf(ui, answer.on),
        })}`;
      return {
        key: surveyId,
        title: newest === undefined ? '' : inWords(ui, newest.form.title),
        columns: columns.map(label),
        rows: [
          ...(pupil === null
            ? []
            : [
                {
                  key: 'absence',
                  head: ui.t('caseSurvey.absence'),
                  cells: absence.map((percent) => percentOf(ui, percent)),
                },
              ]),
          ...questionsOf(own).map((question) => ({
            key: question.questionId,
            head: questionWords(ui, question),
            cells: columns.map(({ survey, answer }) => {
              // An option that a later version lacks is said by the version that asked.
              const asked = survey.form.questions.find(
                ({ questionId }) => questionId === question.questionId,
              );
              return asked === undefined
                ? '–'
                : (answerWords(ui, asked, answer.answers[question.questionId]) ?? '–');
            }),
          })),
        ],
      };
    }),
  );
}

/** Every question that was asked, in the newest version's words and order, those that it no longer asks last. */
function questionsOf(surveys: readonly SeenSurvey[]): Question[] {
  const found = new Map<string, Question>();
  for (const { form } of surveys.toSorted((a, b) => b.version - a.version)) {
    for (const question of form.questions) {
      if (!found.has(question.questionId)) found.set(question.questionId, question);
    }
  }
  return [...found.values()];
}

/** Per cent of the known time in the four weeks up to a day; null where nobody knows. */
async function absenceBefore(db: Db, pupil: Pupil, on: LocalDate): Promise<number | null> {
  const { bars } = await absenceCourse(db, pupil, addDays(on, -27), on);
  const known = bars.flatMap(({ minutes, valid, invalid }) =>
    minutes === null || minutes === 0 ? [] : [{ minutes, absent: valid + invalid }],
  );
  const minutes = known.reduce((sum, one) => sum + one.minutes, 0);
  if (minutes === 0) return null;
  return (100 * known.reduce((sum, one) => sum + one.absent, 0)) / minutes;
}

/** Those handed out, the newest first. */
export const handedOf = (
  ui: Ui,
  at: string,
  { surveys, guardians }: Seen,
  mayHand: boolean,
): CaseSurveysView['handed'] =>
  surveys.toReversed().map((survey) => {
    const { id, form, moment, on, expiresOn, withdrawnOn, answers, secrecy, repeatable } = survey;
    const who = respondentWords(ui, survey, guardians);
    const title = inWords(ui, form.title);
    const open = withdrawnOn === null && expiresOn >= ui.today && (repeatable || answers.length === 0);
    const until = compactDayOf(ui, expiresOn);
    return {
      key: id,
      title,
      about: ui.t('caseSurvey.of', { title, who }),
      told: [
        ui.t('caseSurvey.told', {
          who,
          moment: ui.t(`surveyMoment.${moment}`),
          date: compactDayOf(ui, on),
        }),
        ui.t('caseSurvey.answers', { count: answers.length }),
        withdrawnOn === null
          ? ui.t(expiresOn >= ui.today ? 'caseSurvey.until' : 'caseSurvey.past', { date: until })
          : ui.t('caseSurvey.withdrawn', { date: compactDayOf(ui, withdrawnOn) }),
      ],
      secrecy: ui.t(`caseSurvey.secrecy.${secrecy}`),
      paperHref: mayHand ? `${at}/${id}/answers` : null,
      printHref: `${at}/${id}/paper.pdf`,
      withdrawAction: mayHand && open ? `${at}/${id}/withdrawal` : null,
    };
  });
