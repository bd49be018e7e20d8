/** `surveys`: short forms that a municipality writes, in versions that never change. */
import { z } from 'zod';
import { findSurvey, listSurveys, saveSurvey } from '../../records/others-part/surveys.ts';
import { signedIn } from '../granted.ts';
import { keyHeader, newId } from '../new-id.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { id } from '../schemas/common.ts';
import { withRetired } from '../schemas/lists.ts';
import { pageOf } from '../schemas/page.ts';
import { formBody, formExample, formOf, survey } from '../schemas/survey.ts';
import { todayAt } from '../today.ts';

const viewOf = ({ form, on, ...rest }: NonNullable<Awaited<ReturnType<typeof findSurvey>>>) => ({
  ...rest,
  versionOn: on,
  ...form,
});

export const surveyRoutes = [
  defineRoute({
    method: 'get',
    path: '/surveys',
    tag: 'surveys',
    access: { kind: 'action', action: 'survey.read', on: 'nothing' },
    summary: "The municipality's surveys, each in its newest version",
    params: none,
    query: withRetired,
    body: none,
    answer: { status: 200, description: 'The newest first.', schema: pageOf('surveys', survey) },
    async handle({ deps, query }) {
      const all = await listSurveys(deps.db);
      const surveys = all.filter((one) => query.retired || !one.retired).map(viewOf);
      return { status: 200, body: { surveys, total: surveys.length } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/surveys/{id}',
    tag: 'surveys',
    access: { kind: 'action', action: 'survey.read', on: 'nothing' },
    summary: 'One survey',
    params: z.object({ id: id('The survey.') }),
    query: z.object({
      version: z.coerce
        .number()
        .int()
        .min(1)
        .max(1_000_000)
        .optional()
        .meta({ description: 'Left out: the newest.' }),
    }),
    body: none,
    answer: { status: 200, description: 'The form.', schema: survey },
    async handle({ deps, params, query }) {
      const found = await findSurvey(deps.db, params.id, query.version ?? null);
      if (found === null) throw new Problem('not-found', { field: 'path/id' });
      return { status: 200, body: viewOf(found) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/surveys',
    tag: 'surveys',
    access: { kind: 'action', action: 'survey.edit', on: 'nothing' },
    summary: 'Write a survey',
    params: none,
    query: none,
    headers: keyHeader,
    body: formBody({}).meta({ id: 'SurveyBody' }),
    example: formExample,
    answer: { status: 201, description: 'Its first version.', schema: survey },
    async handle(call) {
      const session = signedIn(call);
      const [surveyId, on, form] = [newId(call, session, 'survey'), todayAt(call.now), formOf(call.body)];
      const kept = { id: surveyId, retired: false, form, on };
      const version = await saveSurvey(call.deps.db, { ...kept, by: session.personId });
      return { status: 201, body: viewOf({ ...kept, version }) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/surveys/{id}',
    tag: 'surveys',
    access: { kind: 'action', action: 'survey.edit', on: 'nothing' },
    summary: 'Write the next version of a survey, or retire it',
    description:
      'What was handed out keeps its version: an answered form never changes. The same form again makes no new version.',
    params: z.object({ id: id('The survey.') }),
    query: none,
    body: formBody({ retired: z.boolean().default(false) }),
    example: { ...formExample, retired: false },
    answer: { status: 200, description: 'The newest version.', schema: survey },
    async handle(call) {
      const { deps, params, body, now } = call;
      if ((await findSurvey(deps.db, params.id)) === null) {
        throw new Problem('not-found', { field: 'path/id' });
      }
      await saveSurvey(deps.db, {
        id: params.id,
        retired: body.retired,
        form: formOf(body),
        by: signedIn(call).personId,
        on: todayAt(now),
      });
      const saved = await findSurvey(deps.db, params.id);
      return { status: 200, body: saved === null ? {} : viewOf(saved) };
    },
  }),
];
