/** `cases/{id}/surveys`: surveys that belong to a case, handed out by link or filled in on paper. */
import { z } from 'zod';
import { answerView, mayTag, requireGuardian, seenSurveys, surveyInPath } from '../case-surveys.ts';
import { idFrom } from '../draft.ts';
import {
  saveCaseSurvey,
  withdrawCaseSurvey,
  type CaseSurvey,
} from '../../records/others-part/case-surveys.ts';
import { saveLinks } from '../../records/others-part/survey-links.ts';
import { findSurvey } from '../../records/others-part/surveys.ts';
import { grantedCase, signedIn } from '../granted.ts';
import { keyHeader, newId } from '../new-id.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { date, id, optional } from '../schemas/common.ts';
import { pageOf } from '../schemas/page.ts';
import { caseSurvey, secrecy } from '../schemas/case-survey.ts';
import { answersExample, answersSchema, moment } from '../schemas/survey.ts';
import { answersOrRefuse, keepInCase } from '../survey-answers.ts';
import { linkView, newToken } from '../survey-tokens.ts';
import { todayAt } from '../today.ts';

const inPath = z.object({ id: id('The case.'), caseSurveyId: id('The survey in the case.') });

export const caseSurveyRoutes = [
  defineRoute({
    method: 'get',
    path: '/cases/{id}/surveys',
    tag: 'surveys',
    access: { kind: 'action', action: 'caseSurvey.read', on: 'case' },
    summary: "A case's surveys and their answers",
    params: z.object({ id: id('The case.') }),
    query: none,
    body: none,
    answer: { status: 200, description: 'The oldest first.', schema: pageOf('surveys', caseSurvey) },
    async handle(call) {
      const { actor } = signedIn(call);
      const { file, relation } = grantedCase(call);
      const seen = await seenSurveys(call.deps.db, actor, relation, file.id);
      const surveys = seen.map(({ form, on, answers, ...one }) => ({
        ...one,
        title: form.title,
        questions: form.questions,
        handedOutOn: on,
        answers: answers.map(answerView),
      }));
      return { status: 200, body: { surveys, total: surveys.length } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/cases/{id}/surveys',
    tag: 'surveys',
    access: { kind: 'action', action: 'caseSurvey.hand', on: 'case' },
    summary: 'Hand out a survey in a case',
    description:
      'The answer holds the link, once: hand it over yourself, nothing is sent. The page behind it shows the questions and nobody’s name.',
    params: z.object({ id: id('The case.') }),
    query: none,
    headers: keyHeader,
    body: z
      .strictObject({
        surveyId: id('The survey; its newest version is asked.'),
        guardianId: optional(id('Where a guardian answers: who.')),
        moment: moment.default('single'),
        secrecy: secrecy.default('weak'),
        expiresOn: date('The last day on which the link works.'),
        repeatable: z
          .boolean()
          .default(false)
          .meta({ description: 'Whether the link takes more than one answer.' }),
      })
      .meta({ id: 'CaseSurveyBody' }),
    example: {
      surveyId: '0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11',
      moment: 'before',
      secrecy: 'weak',
      expiresOn: '2026-10-02',
      repeatable: false,
    },
    answer: {
      status: 201,
      description: 'Handed out.',
      schema: z
        .object({
          id: z.string(),
          version: z.int(),
          token: z.string(),
          url: z.string(),
          expiresOn: z.string(),
        })
        .meta({ id: 'CaseSurveyLink' }),
    },
    async handle(call) {
      const { deps, body, now } = call;
      const session = signedIn(call);
      const { file, relation } = grantedCase(call);
      const today = todayAt(now);
      if (file.phase === 'ended') throw new Problem('case-ended');
      if (body.expiresOn < today) throw new Problem('date-in-past', { field: '/expiresOn' });
      if (!mayTag(session.actor, relation, body.secrecy)) throw new Problem('not-permitted');
      const survey = await findSurvey(deps.db, body.surveyId);
      if (survey === null || survey.retired) throw new Problem('unknown-id', { field: '/surveyId' });
      const { respondent } = survey.form;
      requireGuardian(file, respondent, body.guardianId);
      const handed: CaseSurvey = {
        id: newId(call, session, 'caseSurvey'),
        caseId: file.id,
        version: survey.version,
        ...body,
        respondent,
        withdrawnOn: null,
        on: today,
      };
      await saveCaseSurvey(deps.db, handed, session.personId);
      const token = newToken();
      const target = { kind: 'case' as const, caseSurveyId: handed.id };
      await saveLinks(deps.db, [token], { target, ...body });
      const link = linkView(deps.publicUrl, token);
      const { expiresOn } = body;
      return { status: 201, body: { id: handed.id, version: handed.version, ...link, expiresOn } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/cases/{id}/surveys/{caseSurveyId}/answers',
    tag: 'surveys',
    access: { kind: 'action', action: 'caseSurvey.hand', on: 'case' },
    summary: "Enter an answer to a case's survey from paper",
    params: inPath,
    query: none,
    headers: keyHeader,
    body: z
      .strictObject({ answeredOn: date('The day of the answer.'), answers: answersSchema })
      .meta({ id: 'CasePaperAnswerBody' }),
    example: { answeredOn: '2026-09-14', answers: answersExample },
    answer: {
      status: 201,
      description: 'Kept.',
      schema: z.object({ id: z.string() }).meta({ id: 'KeptAnswer' }),
    },
    async handle(call) {
      const { deps, body, now } = call;
      const session = signedIn(call);
      const survey = await surveyInPath(deps.db, call);
      if (body.answeredOn > todayAt(now)) throw new Problem('date-in-future', { field: '/answeredOn' });
      const answers = answersOrRefuse(survey.form, body.answers);
      const key = call.header('idempotency-key');
      const answerId =
        key === undefined
          ? newId(call, session, 'answer')
          : idFrom('answer', survey.id, session.personId, key);
      const enteredBy = session.personId;
      const kept = { id: answerId, caseSurveyId: survey.id, answers, enteredBy, on: body.answeredOn };
      await keepInCase(deps.db, { ...kept, how: 'paper' }, null);
      return { status: 201, body: { id: answerId } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/cases/{id}/surveys/{caseSurveyId}/withdrawal',
    tag: 'surveys',
    access: { kind: 'action', action: 'caseSurvey.hand', on: 'case' },
    summary: 'Take back a survey that was handed out: its link stops',
    description: 'Answers that came stay.',
    params: inPath,
    query: none,
    body: none,
    answer: { status: 204, description: 'The link works no more.' },
    async handle(call) {
      const survey = await surveyInPath(call.deps.db, call);
      await withdrawCaseSurvey(call.deps.db, survey.id, todayAt(call.now));
      return { status: 204 };
    },
  }),
];
