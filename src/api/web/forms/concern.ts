/** `/pupils/{id}/concerns/new`, `/cases/{id}/concerns/new`: what staff are worried about, for EHT (BHT) to take up. */
import type { FormSpec } from '../../../ui/forms/spec.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, type FormCall } from '../form.ts';
import { backToSubject, pupilOfForm, toCase } from './about-pupil.ts';
import { optionsOf } from './options.ts';

async function spec(call: FormCall): Promise<FormSpec> {
  const { ui } = call;
  const { pupil } = await pupilOfForm(call);
  const inPreschool = pupil.schoolForm === 'preschool';
  return {
    title: ui.t('schoolConcern.title'),
    send: ui.t('schoolConcern.send'),
    steps: [
      {
        id: 'concern',
        title: ui.t('schoolConcern.title'),
        intro: ui.t('schoolConcern.intro'),
        fields: [
          { kind: 'date', name: 'raisedOn', label: ui.t('schoolConcern.raisedOn') },
          ...(inPreschool
            ? [
                { kind: 'words' as const, text: ui.t('schoolConcern.voluntary') },
                { kind: 'fixed' as const, name: 'from', value: 'preschool' },
              ]
            : [
                {
                  kind: 'choice' as const,
                  name: 'from',
                  label: ui.t('schoolConcern.from'),
                  options: optionsOf(ui, 'schoolConcern.from', ['school', 'leisure']),
                },
              ]),
          { kind: 'story', name: 'note', label: ui.t('schoolConcern.note') },
        ],
      },
    ],
  };
}

const initial = ({ today }: FormCall) => ({ raisedOn: [today], from: ['school'] });
const shared = { spec, initial, back: backToSubject, done: toCase('schoolConcern') };

export const concernForms = [
  ...defineForm({
    ...shared,
    path: '/pupils/{id}/concerns/new',
    route: apiRoute('post', '/concerns'),
    access: { kind: 'command', command: 'raiseConcern', on: 'pupil' },
    toBody: (body, { params }) => ({ ...body, pupilId: params['id'] }),
    params: () => ({}),
  }),
  ...defineForm({
    ...shared,
    path: '/cases/{id}/concerns/new',
    route: apiRoute('post', '/cases/{id}/concerns'),
  }),
];
