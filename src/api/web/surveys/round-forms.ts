/** A survey's rounds: opened, handed out by links or on paper, closed. */
import { h } from 'preact';
import { moments } from '../../../domain/surveys/form.ts';
import { localDate } from '../../../domain/time.ts';
import { first } from '../../../ui/forms/spec.ts';
import { LinksPage } from '../../../ui/pages/survey-links.tsx';
import { nameOfPointer } from '../../../ui/forms/spec.ts';
import { surveyLinks } from '../../schemas/survey.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { inWords } from '../forms/both.ts';
import { oneStep } from '../forms/one-step.ts';
import { optionsOf } from '../forms/options.ts';
import { definePress } from '../press.ts';
import { questionFields } from './fields.ts';
import { groupOf, groupOptions, nameOfGroup } from './groups.ts';
import { roundIn } from './rounds.ts';
import { surveyIn } from './survey-forms.ts';

const home = ({ params }: Pick<FormCall, 'params'>): string => `/surveys/${params['id']}`;
const back = (call: FormCall) => ({ href: home(call), label: call.ui.t('survey.back') });

const groupField = async (call: FormCall) => ({
  kind: 'choice' as const,
  as: 'select' as const,
  name: 'group',
  label: call.ui.t('surveys.group'),
  options: await groupOptions(call),
});

const linksPath = '/surveys/{id}/rounds/{roundId}/links';
const answersPath = '/surveys/{id}/rounds/{roundId}/answers';

export const roundForms = [
  ...defineForm({
    path: '/surveys/{id}/rounds/new',
    route: apiRoute('post', '/surveys/{id}/rounds'),
    async spec(call) {
      const { ui } = call;
      await surveyIn(call);
      return oneStep(
        ui.t('round.new'),
        ui.t('round.open'),
        [
          { kind: 'line', name: 'name', label: ui.t('round.name'), hint: ui.t('round.name.hint') },
          {
            kind: 'choice',
            name: 'moment',
            label: ui.t('round.moment'),
            options: optionsOf(ui, 'surveyMoment', moments),
          },
          { kind: 'date', name: 'from', label: ui.t('round.from') },
          { kind: 'date', name: 'to', label: ui.t('round.to') },
        ],
        ui.t('round.new.intro'),
      );
    },
    initial: ({ today }) => ({ moment: ['single'], from: [today] }),
    back,
    done: (call) => withDone(home(call), 'surveyRound'),
  }),
  ...defineForm({
    path: linksPath,
    route: apiRoute('post', linksPath),
    async spec(call) {
      const { ui } = call;
      const { name } = await roundIn(call);
      return oneStep(
        ui.t('round.links', { name }),
        ui.t('round.links.make'),
        [
          await groupField(call),
          {
            kind: 'number',
            name: 'count',
            label: ui.t('round.links.count'),
            hint: ui.t('round.links.count.hint'),
          },
          {
            kind: 'yesNo',
            name: 'repeatable',
            label: ui.t('round.links.repeatable'),
            yes: ui.t('round.links.repeatable.yes'),
            no: ui.t('round.links.repeatable.no'),
          },
        ],
        ui.t('round.links.intro'),
      );
    },
    initial: () => ({ repeatable: ['no'] }),
    toBody: ({ group, ...typed }) => ({
      ...typed,
      ...groupOf(group),
      // One link that all use is one.
      ...(typed['repeatable'] === true ? { count: 1 } : {}),
    }),
    nameOf: (pointer) => nameOfGroup(pointer) ?? nameOfPointer(pointer),
    back,
    done(call, reply) {
      const { ui } = call;
      const { links, expiresOn, repeatable } = surveyLinks.parse(reply.body);
      const view = {
        urls: links.map(({ url }) => url),
        until: localDate(expiresOn),
        repeatable,
        back: back(call),
      };
      return { kind: 'page', title: ui.t('links.title'), body: h(LinksPage, { ui, view }) };
    },
  }),
  ...defineForm({
    path: answersPath,
    route: apiRoute('post', answersPath),
    async spec(call) {
      const { ui } = call;
      const { name, form } = await roundIn(call);
      return oneStep(
        ui.t('round.paper', { title: inWords(ui, form.title), name }),
        ui.t('round.paper.send'),
        [await groupField(call), ...questionFields(ui, form, 'answers')],
        ui.t('round.paper.intro'),
      );
    },
    initial: ({ query }) => ({ group: [query['group'] ?? ''] }),
    toBody: ({ group, answers }) => ({ ...groupOf(group), answers: answers ?? {} }),
    nameOf: (pointer) => nameOfGroup(pointer) ?? nameOfPointer(pointer),
    back,
    // To the next paper of the same class.
    done: (call) =>
      withDone(`${call.path}?group=${encodeURIComponent(first(call.form, 'group'))}`, 'paperAnswer'),
  }),
  definePress({
    path: '/surveys/{id}/rounds/{roundId}/closing',
    route: apiRoute('post', '/surveys/{id}/rounds/{roundId}/close'),
    to: (call) => withDone(home(call), 'roundClosed'),
  }),
];
