/** `/imports/mappings`: how other systems' files are read, and the form to write or change one. */
import { h } from 'preact';
import { z } from 'zod';
import { importKinds } from '../../../domain/import-rows.ts';
import { findMapping, listMappings } from '../../../records/import-mappings.ts';
import { MappingsPage } from '../../../ui/pages/imports/mappings.tsx';
import { first, type FormSpec } from '../../../ui/forms/spec.ts';
import { Problem } from '../../problem.ts';
import { none } from '../../route.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, typedIn, withDone, type FormCall, type FormDefinition } from '../form.ts';
import { definePage, type WebPage } from '../page.ts';
import { mappingSteps } from './mapping-fields.ts';
import { mappingBody, mappingName, mappingValues } from './mapping-values.ts';
import { atOf, kindOf } from './words.ts';

const path = '/imports/mappings';

const listPage = definePage({
  path,
  access: apiRoute('get', '/import-mappings').access,
  params: none,
  query: z.looseObject({}),
  async handle({ deps, ui, mayOpen }) {
    const mappings = (await listMappings(deps.db)).map(({ id, name, kind, filePattern, updatedAt }) => ({
      href: `${path}/${id}/change`,
      name,
      kind: kindOf(ui, kind),
      pattern: filePattern ?? '–',
      saved: atOf(ui, updatedAt),
    }));
    const view = { mappings, add: mayOpen(`${path}/new`) ? `${path}/new` : null };
    return { kind: 'page', title: ui.t('mappings.title'), body: h(MappingsPage, { ui, view }) };
  },
});

/** What a mapping that nobody has written yet is read by. */
const usual = {
  complete: ['no'],
  header: ['yes'],
  skipRows: ['0'],
  delimiter: ['auto'],
  encoding: ['auto'],
  dateForm: ['yyyy-mm-dd'],
  decimalComma: ['yes'],
  minutesIn: ['minutes'],
};

const inCommon: Pick<FormDefinition, 'route' | 'toBody' | 'nameOf' | 'back' | 'done'> = {
  route: apiRoute('post', '/import-mappings'),
  toBody: (typed) => mappingBody(typed),
  nameOf: mappingName,
  back: ({ ui }) => ({ href: path, label: ui.t('mappings.title') }),
  done: () => withDone(path, 'mappingSaved'),
};

const specOf = (call: FormCall, title: string, kind: string, name: string | null): FormSpec => ({
  title,
  send: call.ui.t('mappings.save'),
  steps: mappingSteps(call.ui, importKinds.find((one) => one === kind) ?? null, name),
});

const thatMapping = async ({ deps, params }: FormCall) => {
  const found = await findMapping(deps.db, params['id'] ?? '');
  if (found === null) throw new Problem('not-found', { field: 'path/id' });
  return found;
};

export const mappingPages: readonly WebPage[] = [
  listPage,
  ...defineForm({
    ...inCommon,
    path: '/imports/mappings/new',
    spec: async (call) => specOf(call, call.ui.t('mappings.new'), first(await typedIn(call), 'kind'), null),
    initial: () => usual,
  }),
  ...defineForm({
    ...inCommon,
    path: '/imports/mappings/{id}/change',
    async spec(call) {
      const { name, kind } = await thatMapping(call);
      const typed = first(await typedIn(call), 'kind') || kind;
      return specOf(call, call.ui.t('mappings.change', { name }), typed, name);
    },
    initial: async (call) => mappingValues(await thatMapping(call)),
    params: () => ({}),
  }),
];
