/** `surveys/{id}/rounds`: an anonymous survey handed out for a time, by links or on paper. */
import { z } from 'zod';
import type { SurveyForm } from '../../domain/surveys/form.ts';
import type { Db } from '../../records/connect.ts';
import { saveLinks } from '../../records/others-part/survey-links.ts';
import {
  closeRound,
  findRound,
  roundsOf,
  saveRound,
  type SurveyRound,
} from '../../records/others-part/survey-rounds.ts';
import { openTally } from '../../records/others-part/survey-tallies.ts';
import { findSurvey } from '../../records/others-part/surveys.ts';
import { signedIn } from '../granted.ts';
import { keyHeader, newId } from '../new-id.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { complain, date, id, line } from '../schemas/common.ts';
import { pageOf } from '../schemas/page.ts';
import {
  answersExample,
  answersSchema,
  moment,
  surveyLinks,
  surveyRound as round,
} from '../schemas/survey.ts';
import { answersOrRefuse, keepAnonymous } from '../survey-answers.ts';
import { groupFields, requireGroup } from '../survey-group.ts';
import { linkView, newToken } from '../survey-tokens.ts';
import { todayAt } from '../today.ts';

const viewOf = ({ id, surveyId, version, name, moment, from, to, closedOn }: SurveyRound) => ({
  id,
  surveyId,
  version,
  name,
  moment,
  from,
  to,
  closedOn,
});

const inPath = z.object({ id: id('The survey.'), roundId: id('The round.') });

export const surveyRoundRoutes = [
  defineRoute({
    method: 'get',
    path: '/surveys/{id}/rounds',
    tag: 'surveys',
    access: { kind: 'action', action: 'survey.read', on: 'nothing' },
    summary: "A survey's rounds",
    params: z.object({ id: id('The survey.') }),
    query: none,
    body: none,
    answer: { status: 200, description: 'By first day.', schema: pageOf('rounds', round) },
    async handle({ deps, params }) {
      const rounds = await roundsOf(deps.db, params.id);
      return { status: 200, body: { rounds: rounds.map(viewOf), total: rounds.length } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/surveys/{id}/rounds',
    tag: 'surveys',
    access: { kind: 'action', action: 'survey.edit', on: 'nothing' },
    summary: 'Open an anonymous round',
    description:
      'Answers are added up as they come and never kept one by one. Results are shown when the round is closed, so that nobody can see what one more answer changed.',
    params: z.object({ id: id('The survey.') }),
    query: none,
    headers: keyHeader,
    body: z
      .strictObject({
        name: line('What the round is called.', 'Hösten, före'),
        moment: moment.default('single'),
        from: date('The first day on which links work; the absence beside the results is from here.'),
        to: date('The last day.'),
      })
      .refine(({ from, to }) => from <= to, { ...complain('end-before-start'), path: ['to'] })
      .meta({ id: 'SurveyRoundBody' }),
    example: { name: 'Hösten, före', moment: 'before', from: '2026-09-07', to: '2026-09-18' },
    answer: { status: 201, description: 'Opened.', schema: round },
    async handle(call) {
      const { deps, params, body } = call;
      const session = signedIn(call);
      const survey = await findSurvey(deps.db, params.id);
      if (survey === null || survey.retired) throw new Problem('not-found', { field: 'path/id' });
      const made: SurveyRound = {
        id: newId(call, session, 'surveyRound'),
        surveyId: survey.id,
        version: survey.version,
        ...body,
        closedOn: null,
        by: session.personId,
      };
      await saveRound(deps.db, made);
      return { status: 201, body: viewOf(made) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/surveys/{id}/rounds/{roundId}/links',
    tag: 'surveys',
    access: { kind: 'action', action: 'survey.hand', on: 'body' },
    summary: 'Make links for a class, to answer by without signing in',
    description:
      'One for each who answers, good for one answer; or (`repeatable`) one for the whole class. The tokens are shown here and never again, and nothing says who gets which.',
    params: inPath,
    query: none,
    body: z
      .strictObject({
        ...groupFields,
        count: z.int().min(1).max(500).default(1).meta({ description: 'How many links.' }),
        repeatable: z.boolean().default(false),
      })
      .meta({ id: 'SurveyLinksBody' }),
    example: { schoolUnit: '98000001', class: '7A', count: 24, repeatable: false },
    answer: {
      status: 201,
      description: 'The links.',
      schema: surveyLinks,
    },
    async handle(call) {
      const { deps, params, body, now } = call;
      const found = await openRound(deps.db, params, todayAt(now));
      const group = await requireGroup(deps.db, signedIn(call).actor, 'survey.hand', body);
      const { repeatable } = body;
      const tokens = Array.from({ length: body.count }, newToken);
      await openTally(deps.db, found.id, group);
      const target = { kind: 'round' as const, roundId: found.id, group };
      await saveLinks(deps.db, tokens, { target, expiresOn: found.to, repeatable });
      const links = tokens.map((token) => linkView(deps.publicUrl, token));
      return { status: 201, body: { links, expiresOn: found.to, repeatable } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/surveys/{id}/rounds/{roundId}/answers',
    tag: 'surveys',
    access: { kind: 'action', action: 'survey.hand', on: 'body' },
    summary: 'Enter an anonymous answer from paper',
    description: 'Nothing says who entered it, or when.',
    params: inPath,
    query: none,
    body: z.strictObject({ ...groupFields, answers: answersSchema }).meta({ id: 'PaperAnswerBody' }),
    example: { schoolUnit: '98000001', class: '7A', answers: answersExample },
    answer: { status: 204, description: 'Counted.' },
    async handle(call) {
      const { deps, params, body, now } = call;
      const found = await openRound(deps.db, params, todayAt(now));
      const group = await requireGroup(deps.db, signedIn(call).actor, 'survey.hand', body);
      const answers = answersOrRefuse(found.form, body.answers);
      await keepAnonymous(deps.db, { roundId: found.id, group, form: found.form, token: null }, answers);
      return { status: 204 };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/surveys/{id}/rounds/{roundId}/close',
    tag: 'surveys',
    access: { kind: 'action', action: 'survey.edit', on: 'nothing' },
    summary: 'Close a round: its links stop, its results are shown',
    description: 'By whoever opened it, or a team leader.',
    params: inPath,
    query: none,
    body: none,
    answer: { status: 200, description: 'Closed.', schema: round },
    async handle(call) {
      const { deps, params, now } = call;
      const session = signedIn(call);
      const found = await roundInPath(deps.db, params);
      if (session.role !== 'teamLeader' && found.by !== session.personId) throw new Problem('not-permitted');
      await closeRound(deps.db, found.id, todayAt(now));
      return { status: 200, body: viewOf(await roundInPath(deps.db, params)) };
    },
  }),
];

type RoundWithForm = SurveyRound & { form: SurveyForm };

async function roundInPath(db: Db, { id, roundId }: { id: string; roundId: string }): Promise<RoundWithForm> {
  const found = await findRound(db, roundId);
  if (found === null || found.surveyId !== id) throw new Problem('not-found', { field: 'path/roundId' });
  return found;
}

/** The same, while it takes answers. */
async function openRound(
  db: Db,
  params: { id: string; roundId: string },
  today: SurveyRound['from'],
): Promise<RoundWithForm> {
  const found = await roundInPath(db, params);
  if (found.closedOn !== null || today > found.to) throw new Problem('survey-round-closed');
  return found;
}
