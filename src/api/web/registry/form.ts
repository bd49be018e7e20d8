/** `/cases/{id}/registry/new`: a paper that the case doesn't enter by itself. */
import { secrecyTags } from '../../../domain/documents/document.ts';
import { registryDirections, registryKinds, registryParties } from '../../../domain/registry/entry.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { oneStep } from '../forms/one-step.ts';
import { optionsOf } from '../forms/options.ts';

const home = ({ params }: FormCall): string => `/cases/${params['id']}/registry`;

export const registryForm = defineForm({
  path: '/cases/{id}/registry/new',
  route: apiRoute('post', '/cases/{id}/registry'),
  spec: ({ ui }) =>
    oneStep(
      ui.t('registry.new'),
      ui.t('registry.send'),
      [
        {
          kind: 'choice',
          name: 'direction',
          label: ui.t('registry.direction'),
          options: optionsOf(ui, 'registryDirection', registryDirections),
        },
        { kind: 'date', name: 'on', label: ui.t('registry.new.on') },
        {
          kind: 'choice',
          name: 'kind',
          label: ui.t('registry.kind'),
          as: 'select',
          options: optionsOf(ui, 'registryKind', registryKinds),
        },
        {
          kind: 'choice',
          name: 'party',
          label: ui.t('registry.party'),
          as: 'select',
          optional: true,
          options: optionsOf(ui, 'registryParty', registryParties),
        },
        {
          kind: 'choice',
          name: 'secrecy',
          label: ui.t('registry.new.secrecy'),
          options: optionsOf(ui, 'secrecy', secrecyTags),
        },
        {
          kind: 'story',
          name: 'note',
          label: ui.t('registry.new.note'),
          hint: ui.t('registry.new.note.hint'),
          rows: 3,
          optional: true,
        },
      ],
      ui.t('registry.new.intro'),
    ),
  initial: ({ today }) => ({ on: [today] }),
  back: (call) => ({ href: home(call), label: call.ui.t('more.registry') }),
  done: (call) => withDone(home(call), 'registered'),
});
