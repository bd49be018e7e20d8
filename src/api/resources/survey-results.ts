/** `surveys/{id}/results`: what was answered, by school, class or period; groups under five hidden. */
import { z } from 'zod';
import { leastShown } from '../../domain/surveys/suppress.ts';
import { findSurvey } from '../../records/others-part/surveys.ts';
import { signedIn } from '../granted.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { id } from '../schemas/common.ts';
import { surveyResultsAnswer } from '../schemas/survey-results.ts';
import { resultsCsv } from '../survey-csv.ts';
import { surveyResults } from '../survey-results.ts';
import { todayAt } from '../today.ts';

export const surveyResultRoutes = [
  defineRoute({
    method: 'get',
    path: '/surveys/{id}/results',
    tag: 'surveys',
    access: { kind: 'action', action: 'survey.results', on: 'body' },
    summary: "A survey's results, round by round, beside the absence",
    description:
      'Anonymous rounds alone; what was answered in a case stands there. Rounds are never added to each other. Rector and pupil health see their own schools, a mentor their own class.',
    params: z.object({ id: id('The survey.') }),
    query: z.object({
      by: z.enum(['school', 'class', 'period']).default('school'),
      format: z
        .enum(['json', 'csv'])
        .default('json')
        .meta({ description: '`csv`: for a spreadsheet, in Swedish, formulas made harmless.' }),
    }),
    body: none,
    answer: { status: 200, description: 'The results.', schema: surveyResultsAnswer },
    async handle(call) {
      const { deps, params, query, now } = call;
      if ((await findSurvey(deps.db, params.id)) === null) {
        throw new Problem('not-found', { field: 'path/id' });
      }
      const { by } = query;
      const ask = { surveyId: params.id, by, today: todayAt(now) };
      const rounds = await surveyResults(deps.db, signedIn(call).actor, ask);
      if (query.format === 'csv') {
        return {
          status: 200,
          body: resultsCsv(rounds),
          mediaType: 'text/csv',
          headers: { 'content-disposition': 'attachment; filename="enkat.csv"' },
        };
      }
      const body: z.output<typeof surveyResultsAnswer> = {
        surveyId: params.id,
        by,
        least: leastShown,
        rounds: rounds.map(({ round, open, groups }) => ({
          roundId: round.id,
          name: round.name,
          moment: round.moment,
          from: round.from,
          to: round.to,
          version: round.version,
          open,
          questions: round.form.questions,
          groups,
        })),
      };
      return { status: 200, body };
    },
  }),
];
