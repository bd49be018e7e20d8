/** `/remit`: the coordinator's remit, to read and (for team leaders) to write anew. */
import { h } from 'preact';
import { z } from 'zod';
import { localDate } from '../../../domain/time.ts';
import { may } from '../../../domain/permissions.ts';
import type { FormValues } from '../../../ui/forms/spec.ts';
import { RemitPage } from '../../../ui/pages/remit.tsx';
import { none } from '../../route.ts';
import { remit } from '../../schemas/remit.ts';
import { apiRoute, askBody, type Asking } from '../ask.ts';
import { defineForm, withDone } from '../form.ts';
import { bothNameOf, bothValues, english, inWords, swedish, type BothText } from '../forms/both.ts';
import { oneStep } from '../forms/one-step.ts';
import { definePage } from '../page.ts';

const read = apiRoute('get', '/remit');

const currentRemit = async (asking: Asking) => remit.parse(await askBody(asking, read));

export const remitPages = [
  definePage({
    path: '/remit',
    access: read.access,
    params: none,
    query: z.looseObject({}),
    async handle(call) {
      const { ui, session } = call;
      const found = await currentRemit(call);
      const view = {
        title: inWords(ui, found.title),
        changedOn: found.changedOn === null ? null : localDate(found.changedOn),
        sections: found.sections.map(({ heading, text }) => ({
          heading: inWords(ui, heading),
          text: inWords(ui, text),
        })),
        mayEdit: session !== null && may(session.actor, 'remit.edit'),
      };
      return { kind: 'page', title: ui.t('remit.title'), body: h(RemitPage, { ui, view }) };
    },
  }),
  ...defineForm({
    path: '/remit/change',
    route: apiRoute('post', '/remit'),
    spec({ ui }) {
      const title: BothText = { name: 'title', label: ui.t('remit.heading'), kind: 'line' };
      const heading: BothText = { name: 'heading', label: ui.t('remit.section.heading'), kind: 'line' };
      const text: BothText = { name: 'text', label: ui.t('remit.section.text'), kind: 'story' };
      return oneStep(
        ui.t('remit.change'),
        ui.t('lists.save'),
        [
          swedish(title),
          english(ui, title),
          {
            kind: 'rows',
            name: 'sections',
            label: ui.t('remit.sections'),
            hint: ui.t('lists.english.hint'),
            one: ui.t('remit.section'),
            add: ui.t('remit.section.add'),
            shown: 1,
            max: 50,
            fields: [swedish(heading), swedish(text), english(ui, heading), english(ui, text)],
          },
        ],
        ui.t('remit.change.intro'),
      );
    },
    async initial(call): Promise<FormValues> {
      const { title, sections } = await currentRemit(call);
      return Object.assign(
        { ...bothValues('title', title), '_rows.sections': [String(sections.length)] },
        ...sections.flatMap((section, row) => [
          bothValues(`sections.${row}.heading`, section.heading),
          bothValues(`sections.${row}.text`, section.text),
        ]),
      );
    },
    nameOf: bothNameOf('title', 'heading', 'text'),
    back: ({ ui }) => ({ href: '/remit', label: ui.t('remit.title') }),
    done: () => withDone('/remit', 'list'),
  }),
];
