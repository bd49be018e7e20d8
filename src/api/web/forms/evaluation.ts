/** `/cases/{id}/evaluations/new` and `/cases/{id}/monthly-reviews/new`: does it help, and what now? */
import type { Field } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { backToCase } from './back.ts';
import { optionsOf } from './options.ts';

const toCase = (what: string) => (call: FormCall) => withDone(`/cases/${call.params['id']}`, what);

const monthlyReview = defineForm({
  path: '/cases/{id}/monthly-reviews/new',
  route: apiRoute('post', '/cases/{id}/monthly-reviews'),
  spec: ({ ui }) => ({
    title: ui.t('review.title'),
    send: ui.t('review.send'),
    steps: [
      {
        id: 'review',
        title: ui.t('review.title'),
        intro: ui.t('review.intro'),
        fields: [
          { kind: 'date', name: 'heldOn', label: ui.t('review.date') },
          {
            kind: 'choice',
            name: 'outcome',
            label: ui.t('review.outcome'),
            optional: true,
            options: optionsOf(ui, 'review.outcome', [
              'goOn',
              'otherMeasures',
              'coordinator',
              'inquiry',
              'end',
            ]),
          },
          { kind: 'story', name: 'note', label: ui.t('review.note'), optional: true },
        ],
      },
    ],
  }),
  initial: ({ today }) => ({ heldOn: [today] }),
  back: backToCase,
  done: toCase('review'),
});

const evaluation = defineForm({
  path: '/cases/{id}/evaluations/new',
  route: apiRoute('post', '/cases/{id}/evaluations'),
  spec: ({ ui }) => {
    const title = ui.t('evaluation.title');
    return {
      title,
      send: ui.t('evaluation.send'),
      steps: [{ id: 'evaluation', title, intro: ui.t('evaluation.intro'), fields: evaluationFields(ui) }],
    };
  },
  initial: ({ today, query }) => ({
    heldOn: [today],
    ...(query['final'] === 'yes' ? { final: ['yes'], outcome: ['end'] } : { final: ['no'] }),
  }),
  back: backToCase,
  done: toCase('evaluation'),
});

const evaluationFields = (ui: Ui): Field[] => [
  { kind: 'date', name: 'heldOn', label: ui.t('evaluation.date') },
  {
    kind: 'yesNo',
    name: 'final',
    label: ui.t('evaluation.final'),
    hint: ui.t('evaluation.final.hint'),
    yes: ui.t('evaluation.final.yes'),
    no: ui.t('evaluation.final.no'),
  },
  {
    kind: 'choice',
    name: 'outcome',
    label: ui.t('evaluation.outcome'),
    options: optionsOf(ui, 'evaluation.outcome', ['enough', 'changedPlan', 'otherMeasures', 'end']),
  },
  { kind: 'story', name: 'note', label: ui.t('evaluation.note'), hint: ui.t('evaluation.note.hint') },
  { kind: 'story', name: 'familyComments', label: ui.t('evaluation.family'), rows: 3, optional: true },
  { kind: 'story', name: 'lovReason', label: ui.t('evaluation.lovReason'), rows: 2, optional: true },
];

export const evaluationForms = [...monthlyReview, ...evaluation];
