/** `/directory`: where to guide families, to read and (for those who may) to put right. */
import { h } from 'preact';
import { z } from 'zod';
import { needs } from '../../../domain/directory/entry.ts';
import { may } from '../../../domain/permissions.ts';
import { DirectoryPage } from '../../../ui/pages/directory.tsx';
import type { FormValues } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';
import { signedIn } from '../../granted.ts';
import { Problem } from '../../problem.ts';
import { none } from '../../route.ts';
import { directoryEntry } from '../../schemas/directory.ts';
import { apiRoute, askBody, type Asking } from '../ask.ts';
import { defineForm, withDone, type FormDefinition } from '../form.ts';
import { bothNameOf, bothValues, english, inWords, swedish, type BothText } from '../forms/both.ts';
import { oneStep } from '../forms/one-step.ts';
import { optionsOf } from '../forms/options.ts';
import { definePage } from '../page.ts';

const read = apiRoute('get', '/directory');
const list = z.object({ directory: z.array(directoryEntry) });
type Entry = z.output<typeof directoryEntry>;

const placesOf = async (asking: Asking, query: Record<string, string>): Promise<Entry[]> =>
  list.parse(await askBody(asking, read, { query })).directory;

const textsOf = (ui: Ui): BothText[] => [
  { name: 'name', label: ui.t('places.name'), kind: 'line' },
  { name: 'does', label: ui.t('places.does'), kind: 'story' },
  { name: 'howToReach', label: ui.t('places.how'), kind: 'story' },
  {
    name: 'selfReferral',
    label: ui.t('places.self'),
    hint: ui.t('places.self.hint'),
    kind: 'story',
    optional: true,
  },
];

/** What both of its forms ask; a place that is there can be taken out of the list. */
const formOf = (ui: Ui, title: string, isThere: boolean) =>
  oneStep(title, ui.t('lists.save'), [
    ...textsOf(ui).map(swedish),
    {
      kind: 'choices',
      name: 'needs',
      label: ui.t('places.needs'),
      options: optionsOf(ui, 'needOfHelp', needs),
    },
    {
      kind: 'number',
      name: 'ages.from',
      label: ui.t('places.from'),
      unit: ui.t('places.years'),
      optional: true,
    },
    { kind: 'number', name: 'ages.to', label: ui.t('places.to'), unit: ui.t('places.years'), optional: true },
    {
      kind: 'line',
      name: 'phone',
      label: ui.t('places.phone.label'),
      hint: ui.t('places.phone.hint'),
      width: 'short',
      optional: true,
    },
    { kind: 'line', name: 'web', label: ui.t('places.web'), hint: ui.t('places.web.hint'), optional: true },
    {
      kind: 'group',
      label: ui.t('lists.english'),
      hint: ui.t('lists.english.hint'),
      fields: textsOf(ui).map((text) => english(ui, text)),
    },
    ...(isThere ? [retiredField(ui)] : []),
  ]);

const retiredField = (ui: Ui) => ({
  kind: 'yesNo' as const,
  name: 'retired',
  label: ui.t('places.retire'),
  yes: ui.t('places.retire.yes'),
  no: ui.t('places.retire.no'),
});

const valuesOf = (one: Entry): FormValues => ({
  ...bothValues('name', one.name),
  ...bothValues('does', one.does),
  ...bothValues('howToReach', one.howToReach),
  ...bothValues('selfReferral', one.selfReferral),
  needs: one.needs,
  'ages.from': [String(one.ages.from ?? '')],
  'ages.to': [String(one.ages.to ?? '')],
  phone: [one.phone ?? ''],
  web: [one.web ?? ''],
  retired: [one.retired ? 'yes' : 'no'],
});

/** Ages left blank are open. */
const inCommon: Pick<FormDefinition, 'toBody' | 'nameOf' | 'back' | 'done'> = {
  toBody: (typed) => ({ ages: {}, ...typed }),
  nameOf: bothNameOf('name', 'does', 'howToReach', 'selfReferral'),
  back: ({ ui }) => ({ href: '/directory', label: ui.t('places.title') }),
  done: () => withDone('/directory', 'list'),
};

export const directoryPages = [
  definePage({
    path: '/directory',
    access: read.access,
    params: none,
    query: z.looseObject({ search: z.string().max(100).catch('').default('') }),
    async handle(call) {
      const { ui, query } = call;
      const mayEdit = may(signedIn(call).actor, 'directory.edit');
      const asked = query.search.trim() === '' ? {} : { search: query.search };
      const found = await placesOf(call, { ...asked, retired: String(mayEdit) });
      const shown = (one: Entry) => ({
        id: one.id,
        phone: one.phone,
        web: one.web,
        name: inWords(ui, one.name),
        does: inWords(ui, one.does),
        howToReach: inWords(ui, one.howToReach),
        selfReferral: one.selfReferral === null ? null : inWords(ui, one.selfReferral),
      });
      const view = {
        search: query.search,
        places: found.filter(({ retired }) => !retired).map(shown),
        retired: found.filter(({ retired }) => retired).map(shown),
        mayEdit,
      };
      return { kind: 'page', title: ui.t('places.title'), body: h(DirectoryPage, { ui, view }) };
    },
  }),
  ...defineForm({
    path: '/directory/new',
    route: apiRoute('post', '/directory'),
    spec: ({ ui }) => formOf(ui, ui.t('places.add'), false),
    ...inCommon,
  }),
  ...defineForm({
    path: '/directory/{id}/change',
    route: apiRoute('post', '/directory/{id}'),
    async spec(call) {
      const { name } = await placeOf(call, call.params['id']);
      return formOf(call.ui, call.ui.t('places.change', { name: inWords(call.ui, name) }), true);
    },
    initial: async (call) => valuesOf(await placeOf(call, call.params['id'])),
    ...inCommon,
  }),
];

async function placeOf(asking: Asking, id: string | undefined): Promise<Entry> {
  const found = (await placesOf(asking, { retired: 'true' })).find((one) => one.id === id);
  if (found === undefined) throw new Problem('not-found', { field: 'path/id' });
  return found;
}
