/** `support-kinds`: kinds of support that a case's measures may name. */
import { z } from 'zod';
import { offered, supportFor } from '../../domain/support-kinds/kind.ts';
import { itemOf, readList, saveItem } from '../editable-list.ts';
import { signedIn } from '../granted.ts';
import { keyHeader, newId } from '../new-id.ts';
import { defineRoute, none } from '../route.ts';
import { bothLine, bothNote } from '../schemas/both.ts';
import { id } from '../schemas/common.ts';
import { originSchema, withRetired } from '../schemas/lists.ts';
import { pageOf } from '../schemas/page.ts';
import { supportKinds } from '../support-kinds.ts';

const fields = {
  name: bothLine('What it is called.', 'Trygghetsteam'),
  description: bothNote('What it is.'),
  for: z.enum(supportFor).meta({ description: 'Whom it is given to.' }),
  stepwise: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether its measures have a stepwise way back to class.' }),
};

const example = {
  name: { sv: 'Simundervisning i liten grupp', en: null },
  description: { sv: 'Två tillfällen i veckan med resurspedagog.', en: null },
  for: 'pupil',
  stepwise: false,
} as const;

const kind = z
  .object({ id: z.string(), retired: z.boolean(), origin: originSchema, ...fields })
  .meta({ id: 'SupportKind', description: 'A kind of support (insats) besides the coordinator’s own work.' });

export const supportKindRoutes = [
  defineRoute({
    method: 'get',
    path: '/support-kinds',
    tag: 'others',
    access: { kind: 'action', action: 'list.read', on: 'nothing' },
    summary: 'Kinds of support that a measure may name',
    description: 'Shipped ones, changed where the municipality has changed them, and its own.',
    params: none,
    query: withRetired,
    body: none,
    answer: { status: 200, description: 'The list.', schema: pageOf('supportKinds', kind) },
    async handle({ deps, query }) {
      const all = await readList(deps.db, supportKinds);
      const shown = query.retired ? all : offered(all);
      return { status: 200, body: { supportKinds: shown, total: shown.length } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/support-kinds',
    tag: 'others',
    access: { kind: 'action', action: 'supportKind.edit', on: 'nothing' },
    summary: 'Add a kind of support',
    params: none,
    query: none,
    headers: keyHeader,
    body: z.strictObject(fields).meta({ id: 'SupportKindBody' }),
    example,
    answer: { status: 201, description: 'Added.', schema: kind },
    async handle(call) {
      const session = signedIn(call);
      const item = { id: newId(call, session, 'supportKind'), retired: false, ...call.body };
      return { status: 201, body: await saveItem(call.deps.db, supportKinds, item, session) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/support-kinds/{id}',
    tag: 'others',
    access: { kind: 'action', action: 'supportKind.edit', on: 'nothing' },
    summary: 'Change or retire a kind of support',
    description:
      'The whole of it, in place of what was. A retired kind is no longer offered; measures that name it stay as they are.',
    params: z.object({ id: id('The kind.') }),
    query: none,
    body: z.strictObject({ ...fields, retired: z.boolean().default(false) }),
    example: { ...example, retired: true },
    answer: { status: 200, description: 'As it is now.', schema: kind },
    async handle(call) {
      const before = await itemOf(call.deps.db, supportKinds, call.params.id);
      const item = { id: before.id, ...call.body };
      return { status: 200, body: await saveItem(call.deps.db, supportKinds, item, signedIn(call)) };
    },
  }),
];
