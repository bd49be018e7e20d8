/** `/settings/letterhead`: the logo on the municipality's papers, shown, changed, taken away. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { logoLimitBytes } from '../../../integrations/pdf/logo.ts';
import { sizeInWords } from '../../../texts/sizes.ts';
import { LetterheadPage } from '../../../ui/pages/settings/letterhead.tsx';
import { none } from '../../route.ts';
import { apiRoute, askBody } from '../ask.ts';
import { defineForm, withDone } from '../form.ts';
import { oneStep } from '../forms/one-step.ts';
import { definePage, type WebPage } from '../page.ts';
import { definePress } from '../press.ts';

const readRoute = apiRoute('get', '/letterhead');
const saveRoute = apiRoute('post', '/letterhead');
const path = '/settings/letterhead';

const read = z.object({ name: z.string(), logo: z.object({}).nullable() });

const page = definePage({
  path,
  access: readRoute.access,
  params: none,
  query: z.looseObject({}),
  async handle(call) {
    const { ui } = call;
    const { name, logo } = read.parse(await askBody(call, readRoute));
    const picture = logo === null ? null : '/api/v1/letterhead/logo';
    const view = { name, picture, change: `${path}/change`, remove: `${path}/remove`, sendKey: randomUUID() };
    return { kind: 'page', title: ui.t('letterhead.title'), body: h(LetterheadPage, { ui, view }) };
  },
});

const form = defineForm({
  path: `${path}/change`,
  route: saveRoute,
  files: true,
  spec: ({ ui }) =>
    oneStep(
      ui.t('letterhead.form.title'),
      ui.t('letterhead.form.send'),
      [
        {
          kind: 'file',
          name: 'documentId',
          label: ui.t('letterhead.form.file'),
          hint: ui.t('letterhead.form.hint', { limit: sizeInWords(logoLimitBytes) }),
        },
      ],
      ui.t('letterhead.form.intro'),
    ),
  back: ({ ui }) => ({ href: path, label: ui.t('letterhead.title') }),
  done: () => withDone(path, 'logoSaved'),
});

export const letterheadPages: readonly WebPage[] = [
  page,
  ...form,
  definePress({
    path: `${path}/remove`,
    route: saveRoute,
    json: () => ({ documentId: null }),
    to: () => withDone(path, 'logoRemoved'),
  }),
];
