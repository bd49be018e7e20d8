/** `/cases/{id}/rector-steps/new` (skollagen 7:19 a, 7:22, 3:7) and `/cases/{id}/noticed-end`. */
import { apiRoute } from '../ask.ts';
import { defineForm, withDone } from '../form.ts';
import { backToCase } from './back.ts';
import { optionsOf } from './options.ts';

export const rectorForms = [
  ...defineForm({
    path: '/cases/{id}/rector-steps/new',
    route: apiRoute('post', '/cases/{id}/inquiry'),
    spec: ({ ui }) => ({
      title: ui.t('rectorStep.title'),
      send: ui.t('rectorStep.send'),
      steps: [
        {
          id: 'step',
          title: ui.t('rectorStep.title'),
          fields: [
            {
              kind: 'choice',
              name: 'kind',
              label: ui.t('rectorStep.kind'),
              as: 'radios',
              options: optionsOf(ui, 'rectorStep.kind', [
                'inquiryOpened',
                'inquiryUnneeded',
                'inquiryCompleted',
                'authorityTold',
                'homeMunicipalityTold',
                'supportExamined',
                'measuresBegun',
              ]),
            },
            { kind: 'date', name: 'on', label: ui.t('rectorStep.on') },
            { kind: 'story', name: 'note', label: ui.t('rectorStep.note'), optional: true },
          ],
        },
      ],
    }),
    initial: ({ today, query }) => ({
      on: [today],
      ...(query['kind'] === undefined ? {} : { kind: [query['kind']] }),
    }),
    back: backToCase,
    done: ({ params }) => withDone(`/cases/${params['id']}`, 'rectorStep'),
  }),
  ...defineForm({
    path: '/cases/{id}/noticed-end',
    route: apiRoute('post', '/cases/{id}/notice-end'),
    exclusive: true,
    spec: ({ ui }) => ({
      title: ui.t('noticedEnd.title'),
      send: ui.t('noticedEnd.send'),
      steps: [
        {
          id: 'end',
          title: ui.t('noticedEnd.title'),
          intro: ui.t('noticedEnd.intro'),
          fields: [
            {
              kind: 'choice',
              name: 'reason',
              label: ui.t('noticedEnd.reason'),
              options: optionsOf(ui, 'noticedEnd.reason', [
                'backAtSchool',
                'moved',
                'leftSchool',
                'otherMeasureTookOver',
              ]),
            },
            { kind: 'story', name: 'note', label: ui.t('noticedEnd.note') },
          ],
        },
      ],
    }),
    back: backToCase,
    done: ({ params }) => withDone(`/cases/${params['id']}`, 'noticedEnd'),
  }),
];
