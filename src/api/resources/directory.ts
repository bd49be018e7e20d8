/** `directory`: where to guide families. */
import { z } from 'zod';
import { type DirectoryEntry, isFound, type NeedOfHelp } from '../../domain/directory/entry.ts';
import { shippedDirectory } from '../../texts/shipped/directory.ts';
import { type EditableList, itemOf, readList, saveItem } from '../editable-list.ts';
import { signedIn } from '../granted.ts';
import { keyHeader, newId } from '../new-id.ts';
import { defineRoute, none } from '../route.ts';
import { id } from '../schemas/common.ts';
import { age, directoryEntry, directoryFields as fields, needOfHelp as need } from '../schemas/directory.ts';
import { withRetired } from '../schemas/lists.ts';
import { pageOf } from '../schemas/page.ts';

const example = {
  name: { sv: 'Ungdomsmottagningen Dalsviken', en: null },
  does: { sv: 'Samtal och hälsa för unga.', en: null },
  howToReach: { sv: 'Drop-in tisdagar 13–16.', en: null },
  selfReferral: null,
  needs: ['mentalHealth', 'sexualHealth'] satisfies NeedOfHelp[],
  ages: { from: 13, to: 22 },
  phone: null,
  web: null,
};

const both = z.object({ sv: z.string(), en: z.string().nullable() });
const directory: EditableList<DirectoryEntry> = {
  name: 'directory',
  shipped: shippedDirectory,
  item: z.object({
    id: z.string(),
    retired: z.boolean(),
    name: both,
    does: both,
    howToReach: both,
    selfReferral: both.nullable(),
    needs: z.array(need),
    ages: z.object({ from: age.nullable(), to: age.nullable() }),
    phone: z.string().nullable(),
    web: z.string().nullable(),
  }),
};

export const directoryRoutes = [
  defineRoute({
    method: 'get',
    path: '/directory',
    tag: 'others',
    access: { kind: 'action', action: 'list.read', on: 'nothing' },
    summary: 'Where to guide families: what each place does, how to reach it, how egenremiss works',
    params: none,
    query: withRetired.extend({
      search: z.string().max(100).optional().meta({ description: 'Words, all of which must be there.' }),
      age: z.coerce.number().int().min(0).max(150).optional().meta({ description: 'Whole years.' }),
      need: need.optional(),
    }),
    body: none,
    answer: {
      status: 200,
      description: 'Those that were found.',
      schema: pageOf('directory', directoryEntry),
    },
    async handle({ deps, query }) {
      const { search, age: years, need: wanted, retired } = query;
      const asked = {
        ...(search === undefined ? {} : { word: search }),
        ...(years === undefined ? {} : { age: years }),
        ...(wanted === undefined ? {} : { need: wanted }),
      };
      const all = await readList(deps.db, directory);
      const found = all.filter((one) => (retired || !one.retired) && isFound(one, asked));
      return { status: 200, body: { directory: found, total: found.length } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/directory',
    tag: 'others',
    access: { kind: 'action', action: 'directory.edit', on: 'nothing' },
    summary: 'Add a place to the directory',
    params: none,
    query: none,
    headers: keyHeader,
    body: z.strictObject(fields).meta({ id: 'DirectoryEntryBody' }),
    example,
    answer: { status: 201, description: 'Added.', schema: directoryEntry },
    async handle(call) {
      const session = signedIn(call);
      const item = { id: newId(call, session, 'directory'), retired: false, ...call.body };
      return { status: 201, body: await saveItem(call.deps.db, directory, item, session) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/directory/{id}',
    tag: 'others',
    access: { kind: 'action', action: 'directory.edit', on: 'nothing' },
    summary: 'Change or retire a place',
    description:
      'The whole of it, in place of what was: this is where a municipality fills in its own numbers.',
    params: z.object({ id: id('The place.') }),
    query: none,
    body: z.strictObject({ ...fields, retired: z.boolean().default(false) }),
    example: { ...example, retired: false },
    answer: { status: 200, description: 'As it is now.', schema: directoryEntry },
    async handle(call) {
      const before = await itemOf(call.deps.db, directory, call.params.id);
      const item = { id: before.id, ...call.body };
      return { status: 200, body: await saveItem(call.deps.db, directory, item, signedIn(call)) };
    },
  }),
];
