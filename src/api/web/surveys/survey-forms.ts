/** `/surveys/new/…`, `/surveys/{id}/change`: a survey written from a template or from nothing, and its next version. */
import { z } from 'zod';
import { shippedSurveys } from '../../../texts/shipped/surveys.ts';
import { Problem } from '../../problem.ts';
import { survey } from '../../schemas/survey.ts';
import { apiRoute, askBody, type Asking } from '../ask.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { inWords } from '../forms/both.ts';
import { surveyBody, surveyNameOf, surveySpec, surveyValues } from './writing.ts';

const readOne = apiRoute('get', '/surveys/{id}');

/** The path's survey in its newest version. */
export const surveyIn = async (call: Asking & { params: Record<string, unknown> }) =>
  survey.parse(await askBody(call, readOne, { params: { id: String(call.params['id']) } }));

/** Nothing of it is filled in. */
export const blank = 'blank';

const templateIn = ({ params }: FormCall) => {
  const asked = params['template'];
  if (asked === blank) return null;
  const found = shippedSurveys.find(({ id }) => id === asked);
  if (found === undefined) throw new Problem('not-found', { field: 'path/template' });
  return found;
};

const saved = z.object({ id: z.string() });

export const surveyForms = [
  ...defineForm({
    path: '/surveys/new/{template}',
    route: apiRoute('post', '/surveys'),
    params: () => ({}),
    spec(call) {
      templateIn(call);
      return surveySpec(call.ui, call.ui.t('survey.new'), false);
    },
    initial(call) {
      const template = templateIn(call);
      return template === null ? {} : surveyValues(template);
    },
    toBody: (typed, call) => surveyBody(typed, templateIn(call)?.questions ?? []),
    nameOf: surveyNameOf,
    back: ({ ui }) => ({ href: '/surveys', label: ui.t('surveys.title') }),
    done: (_, reply) => withDone(`/surveys/${saved.parse(reply.body).id}`, 'survey'),
  }),
  ...defineForm({
    path: '/surveys/{id}/change',
    route: apiRoute('post', '/surveys/{id}'),
    async spec(call) {
      const { title } = await surveyIn(call);
      return surveySpec(call.ui, call.ui.t('survey.change', { title: inWords(call.ui, title) }), true);
    },
    async initial(call) {
      const found = await surveyIn(call);
      return { ...surveyValues(found), retired: [found.retired ? 'yes' : 'no'] };
    },
    toBody: async (typed, call) => surveyBody(typed, (await surveyIn(call)).questions),
    nameOf: surveyNameOf,
    back: ({ ui, params }) => ({ href: `/surveys/${params['id']}`, label: ui.t('survey.back') }),
    done: ({ params }) => withDone(`/surveys/${params['id']}`, 'survey'),
  }),
];
