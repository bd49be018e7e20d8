/** `/surveys`: the municipality's surveys, each with its rounds and what came of them. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { localDate } from '../../../domain/time.ts';
import { roundsOf } from '../../../records/others-part/survey-rounds.ts';
import { listSchools } from '../../../records/schools.ts';
import { shippedSurveys } from '../../../texts/shipped/surveys.ts';
import { ResultsPage } from '../../../ui/pages/survey-results.tsx';
import { SurveyPage, SurveysPage } from '../../../ui/pages/surveys.tsx';
import { signedIn } from '../../granted.ts';
import { none } from '../../route.ts';
import { id } from '../../schemas/common.ts';
import { surveyResultsAnswer } from '../../schemas/survey-results.ts';
import { survey } from '../../schemas/survey.ts';
import { apiRoute, askBody } from '../ask.ts';
import { inWords } from '../forms/both.ts';
import { definePage, type WebPage } from '../page.ts';
import { questionFields } from './fields.ts';
import { resultsView } from './results.ts';
import { roundForms } from './round-forms.ts';
import { roundsIn, standingOf } from './rounds.ts';
import { blank, surveyForms, surveyIn } from './survey-forms.ts';

const readAll = apiRoute('get', '/surveys');
const readResults = apiRoute('get', '/surveys/{id}/results');
const all = z.object({ surveys: z.array(survey) });
const inPath = z.object({ id: id('The survey.') });

export const surveyPages: readonly WebPage[] = [
  definePage({
    path: '/surveys',
    access: readAll.access,
    params: none,
    query: z.looseObject({}),
    async handle(call) {
      const { ui, mayOpen } = call;
      const mayWrite = mayOpen(`/surveys/new/${blank}`);
      const { surveys } = all.parse(await askBody(call, readAll, { query: { retired: String(mayWrite) } }));
      const shown = ({ id: surveyId, title, respondent, questions }: (typeof surveys)[number]) => ({
        href: `/surveys/${surveyId}`,
        title: inWords(ui, title),
        who: ui.t(`surveyFor.${respondent}`),
        questions: questions.length,
      });
      const view = {
        surveys: surveys.filter(({ retired }) => !retired).map(shown),
        retired: surveys.filter(({ retired }) => retired).map(shown),
        templates: mayWrite
          ? [
              ...shippedSurveys.map(({ id: template, title, respondent }) => ({
                href: `/surveys/new/${template}`,
                label: `${inWords(ui, title)} (${ui.t(`surveyFor.${respondent}`).toLowerCase()})`,
              })),
              { href: `/surveys/new/${blank}`, label: ui.t('surveys.blank') },
            ]
          : [],
      };
      return { kind: 'page', title: ui.t('surveys.title'), body: h(SurveysPage, { ui, view }) };
    },
  }),
  // Before `/surveys/{id}`, as the first that fits answers.
  ...surveyForms,
  ...roundForms,
  definePage({
    path: '/surveys/{id}',
    access: apiRoute('get', '/surveys/{id}').access,
    params: inPath,
    query: z.looseObject({}),
    async handle(call) {
      const { ui, today, params, mayOpen } = call;
      const { role, personId } = signedIn(call);
      const [found, rounds, kept] = await Promise.all([
        surveyIn(call),
        roundsIn(call, params.id),
        roundsOf(call.deps.db, params.id),
      ]);
      const openedBy = new Map(kept.map(({ id: roundId, by }) => [roundId, by]));
      const home = `/surveys/${params.id}`;
      const ways = (links: readonly { href: string; label: string }[]) =>
        links.filter(({ href }) => mayOpen(href));
      // By whoever opened it, or a team leader: as the route says.
      const mayClose = (roundId: string) => role === 'teamLeader' || openedBy.get(roundId) === personId;
      const title = inWords(ui, found.title);
      const view = {
        title,
        intro: inWords(ui, found.intro),
        who: ui.t(`surveyFor.${found.respondent}`),
        version: found.version,
        retired: found.retired,
        fields: questionFields(ui, found, 'shown'),
        ways: ways([
          ...(found.retired ? [] : [{ href: `${home}/rounds/new`, label: ui.t('round.new') }]),
          { href: `${home}/change`, label: ui.t('survey.change.do') },
          ...(rounds.length === 0 ? [] : [{ href: `${home}/results`, label: ui.t('results.see') }]),
        ]),
        rounds: rounds.map((round) => {
          const at = `${home}/rounds/${round.id}`;
          const standing = standingOf(round, today);
          return {
            id: round.id,
            name: round.name,
            moment: ui.t(`surveyMoment.${round.moment}`),
            from: localDate(round.from),
            to: localDate(round.to),
            standing,
            ways:
              standing === 'closed'
                ? []
                : ways([
                    { href: `${at}/links`, label: ui.t('round.links.do') },
                    { href: `${at}/answers`, label: ui.t('round.paper.do') },
                  ]),
            close: standing !== 'closed' && mayClose(round.id) ? `${at}/closing` : null,
          };
        }),
        sendKey: randomUUID(),
      };
      return { kind: 'page', title, body: h(SurveyPage, { ui, view }) };
    },
  }),
  definePage({
    path: '/surveys/{id}/results',
    access: readResults.access,
    params: inPath,
    query: z.looseObject({ by: z.enum(['school', 'class', 'period']).catch('school').default('school') }),
    async handle(call) {
      const { ui, params, query, deps } = call;
      const asking = { params: { id: params.id }, query: { by: query.by } };
      const [found, told, schools] = await Promise.all([
        surveyIn(call),
        askBody(call, readResults, asking),
        listSchools(deps.db),
      ]);
      const names = new Map(schools.map(({ code, name }) => [code, name]));
      const results = surveyResultsAnswer.parse(told);
      const title = ui.t('results.title', { title: inWords(ui, found.title) });
      const view = { title, home: `/surveys/${params.id}`, ...resultsView(ui, results, names) };
      return { kind: 'page', title, body: h(ResultsPage, { ui, view }), wide: true };
    },
  }),
  definePage({
    path: '/surveys/{id}/results.csv',
    access: readResults.access,
    params: inPath,
    query: z.looseObject({ by: z.enum(['school', 'class', 'period']).catch('school').default('school') }),
    async handle(call) {
      const { params, query } = call;
      const asking = { params: { id: params.id }, query: { by: query.by, format: 'csv' } };
      const content = String(await askBody(call, readResults, asking));
      return { kind: 'file', mediaType: 'text/csv; charset=utf-8', content, saveAs: 'enkat.csv' };
    },
  }),
];
