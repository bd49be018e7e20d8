/** `/cases/{id}/surveys`: a case's own surveys, handed out by link or on paper, and what was answered. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { moments, type Respondent } from '../../../domain/surveys/form.ts';
import { addDays, localDate } from '../../../domain/time.ts';
import { may } from '../../../domain/permissions.ts';
import { findPupil } from '../../../records/pupils.ts';
import { nameOfPointer, type Field, type Option } from '../../../ui/forms/spec.ts';
import { CaseSurveysPage } from '../../../ui/pages/case/surveys.tsx';
import { LinksPage } from '../../../ui/pages/survey-links.tsx';
import { seenSurveys, surveyInPath } from '../../case-surveys.ts';
import { grantedCase, signedIn } from '../../granted.ts';
import { id } from '../../schemas/common.ts';
import { survey } from '../../schemas/survey.ts';
import { apiRoute, askBody } from '../ask.ts';
import { headOf, readingOf } from '../case/head.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { inWords } from '../forms/both.ts';
import { oneStep } from '../forms/one-step.ts';
import { optionsOf } from '../forms/options.ts';
import { guardianLabels } from '../meetings/people.ts';
import { definePage, type PageCall, type WebPage } from '../page.ts';
import { definePress } from '../press.ts';
import { handedOf, resultsOf } from './case-survey-view.ts';
import { questionFields } from './fields.ts';

const home = ({ params }: Pick<FormCall, 'params'>): string => `/cases/${params['id']}/surveys`;
const back = (call: FormCall) => ({ href: home(call), label: call.ui.t('caseSurvey.title') });
const readAll = apiRoute('get', '/surveys');
const handOut = apiRoute('post', '/cases/{id}/surveys');
const answersPath = '/cases/{id}/surveys/{caseSurveyId}/answers';
const withdrawalPath = '/cases/{id}/surveys/{caseSurveyId}/withdrawal';
const all = z.object({ surveys: z.array(survey) });
const handedOut = z.object({ url: z.string(), expiresOn: z.string() });

/** The guardians' names, numbers in their place where the identity is protected and the reader isn't near. */
const guardiansIn = (call: Pick<PageCall<unknown, unknown>, 'deps' | 'ui' | 'session' | 'granted'>) => {
  const { file, relation } = grantedCase(call);
  const { actor } = signedIn(call);
  return guardianLabels({ db: call.deps.db, ui: call.ui, file, actor, relation });
};

const list = definePage({
  path: '/cases/{id}/surveys',
  access: apiRoute('get', '/cases/{id}/surveys').access,
  params: z.object({ id: id('The case.') }),
  query: z.looseObject({}),
  async handle(call) {
    const { deps, ui, path, mayOpen } = call;
    const { file, relation } = grantedCase(call);
    const { actor } = signedIn(call);
    const [reading, surveys, guardians, pupil] = await Promise.all([
      readingOf(call),
      seenSurveys(deps.db, actor, relation, file.id),
      guardiansIn(call),
      may(actor, 'attendance.read', relation) ? findPupil(deps.db, file.pupilId) : null,
    ]);
    const mayHand = may(actor, 'caseSurvey.hand', relation);
    const seen = { surveys, guardians };
    const newHref = `${path}/new`;
    const view = {
      head: await headOf(call, reading),
      newHref: mayHand && mayOpen(newHref) && file.phase !== 'ended' ? newHref : null,
      handed: handedOf(ui, path, seen, mayHand),
      results: await resultsOf(ui, deps.db, seen, pupil),
      sendKey: randomUUID(),
    };
    const title = `${ui.t('caseSurvey.title')}, ${ui.t('day.case', { number: file.number })}`;
    return { kind: 'page', title, body: h(CaseSurveysPage, { ui, view }), wide: true };
  },
});

/** A choice for each survey and each of those who may answer it: `<survey>` or `<survey>/<guardian>`. */
async function whichOptions(call: FormCall): Promise<Option[]> {
  const { ui } = call;
  const { surveys } = all.parse(await askBody(call, readAll));
  const guardians = grantedCase(call).file.state.ofAge ? [] : [...(await guardiansIn(call))];
  const who = (respondent: Respondent, surveyId: string): { value: string; who: string }[] =>
    respondent === 'guardian'
      ? guardians.map(([guardianId, label]) => ({ value: `${surveyId}/${guardianId}`, who: label }))
      : [{ value: surveyId, who: ui.t(`caseSurvey.respondent.${respondent}`) }];
  return surveys.flatMap(({ id: surveyId, title, respondent }) =>
    who(respondent, surveyId).map((one) => ({
      value: one.value,
      label: ui.t('caseSurvey.option', { title: inWords(ui, title), who: one.who }),
    })),
  );
}

async function handOutFields(call: FormCall): Promise<Field[]> {
  const { ui } = call;
  const { relation } = grantedCase(call);
  const strong = may(signedIn(call).actor, 'caseSurvey.readStrong', relation);
  const secrecies = strong ? (['weak', 'strong'] as const) : (['weak'] as const);
  return [
    {
      kind: 'choice',
      as: 'radios',
      name: 'which',
      label: ui.t('caseSurvey.which'),
      options: await whichOptions(call),
    },
    {
      kind: 'choice',
      name: 'moment',
      label: ui.t('caseSurvey.moment'),
      hint: ui.t('caseSurvey.moment.hint'),
      options: optionsOf(ui, 'surveyMoment', moments),
    },
    {
      kind: 'choice',
      as: 'radios',
      name: 'secrecy',
      label: ui.t('caseSurvey.secrecy'),
      options: optionsOf(ui, 'caseSurvey.secrecy', secrecies),
    },
    { kind: 'date', name: 'expiresOn', label: ui.t('caseSurvey.expiresOn') },
    {
      kind: 'yesNo',
      name: 'repeatable',
      label: ui.t('caseSurvey.repeatable'),
      yes: ui.t('caseSurvey.repeatable.yes'),
      no: ui.t('caseSurvey.repeatable.no'),
    },
  ];
}

const hand = defineForm({
  path: '/cases/{id}/surveys/new',
  route: handOut,
  async spec(call) {
    const { ui } = call;
    const fields = await handOutFields(call);
    const [which] = fields;
    const none = which?.kind === 'choice' && which.options.length === 0;
    const intro = ui.t(none ? 'caseSurvey.new.nothing' : 'caseSurvey.new.intro');
    return oneStep(ui.t('caseSurvey.new'), ui.t('caseSurvey.new.send'), fields, intro);
  },
  initial: ({ today }) => ({
    moment: ['before'],
    secrecy: ['weak'],
    expiresOn: [addDays(today, 14)],
    repeatable: ['no'],
  }),
  toBody: ({ which, ...typed }) => {
    const [surveyId = '', guardianId] = String(which ?? '').split('/');
    return { ...typed, surveyId, ...(guardianId === undefined ? {} : { guardianId }) };
  },
  nameOf: (pointer) =>
    pointer === '/surveyId' || pointer === '/guardianId' ? 'which' : nameOfPointer(pointer),
  back,
  // The link is told once and never again.
  done(call, reply) {
    const { ui, form } = call;
    const { url, expiresOn } = handedOut.parse(reply.body);
    const view = {
      urls: [url],
      until: localDate(expiresOn),
      repeatable: form['repeatable']?.[0] === 'yes',
      back: back(call),
    };
    return { kind: 'page', title: ui.t('links.title'), body: h(LinksPage, { ui, view }) };
  },
});

const paper = defineForm({
  path: answersPath,
  route: apiRoute('post', answersPath),
  async spec(call) {
    const { ui, deps } = call;
    const caseSurveyId = call.params['caseSurveyId'] ?? '';
    const { form } = await surveyInPath(deps.db, { ...call, params: { caseSurveyId } });
    return oneStep(
      ui.t('caseSurvey.paper.title', { title: inWords(ui, form.title) }),
      ui.t('caseSurvey.paper.send'),
      [
        { kind: 'date', name: 'answeredOn', label: ui.t('caseSurvey.paper.date') },
        ...questionFields(ui, form, 'answers'),
      ],
    );
  },
  initial: ({ today }) => ({ answeredOn: [today] }),
  toBody: ({ answers, ...typed }) => ({ ...typed, answers: answers ?? {} }),
  back,
  done: (call) => withDone(home(call), 'casePaperAnswer'),
});

export const caseSurveyPages: readonly WebPage[] = [
  list,
  ...hand,
  ...paper,
  definePress({
    path: withdrawalPath,
    route: apiRoute('post', withdrawalPath),
    to: (call) => withDone(home(call), 'caseSurveyWithdrawn'),
  }),
];
