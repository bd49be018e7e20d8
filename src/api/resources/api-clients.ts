/** `api-clients`: other systems' access to the API; each secret is told once and kept as a hash alone. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { mayEndOn, scopes } from '../../domain/api-clients.ts';
import {
  addSecret,
  type ApiClient,
  findClient,
  listClients,
  makeClient,
  revokeClient,
  revokeSecret,
} from '../../records/api-clients/clients.ts';
import type { Access } from '../access.ts';
import { signedIn } from '../granted.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { date, id, line } from '../schemas/common.ts';
import { pageOf } from '../schemas/page.ts';
import { newToken } from '../survey-tokens.ts';
import { todayAt } from '../today.ts';

const secretView = z.object({
  id: z.string(),
  label: z.string(),
  createdAt: z.string(),
  revokedAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
});

const clientSchema = z
  .object({
    id: z.string().meta({ description: 'Its `client_id`.' }),
    name: z.string(),
    scopes: z.array(z.enum(scopes)),
    endsOn: z.string().meta({ description: 'The last day.' }),
    createdAt: z.string(),
    revokedAt: z.string().nullable(),
    lastUsedAt: z.string().nullable(),
    secrets: z.array(secretView),
  })
  .meta({ id: 'ApiClient' });

const madeSchema = z.object({
  client: clientSchema,
  secret: z.string().meta({ description: 'Told here and never again.' }),
});

const time = (at: Date | null): string | null => at?.toISOString() ?? null;

const clientView = ({ id: clientId, name, scopes: held, endsOn, ...one }: ApiClient) => ({
  id: clientId,
  name,
  scopes: held,
  endsOn,
  createdAt: one.createdAt.toISOString(),
  revokedAt: time(one.revokedAt),
  lastUsedAt: time(one.lastUsedAt),
  secrets: one.secrets.map((secret) => ({
    id: secret.id,
    label: secret.label,
    createdAt: secret.createdAt.toISOString(),
    revokedAt: time(secret.revokedAt),
    lastUsedAt: time(secret.lastUsedAt),
  })),
});

const reading: Access = { kind: 'action', action: 'client.manage', on: 'nothing' };
/** With a sign-in of a moment ago: what is made here opens a door. */
const changing: Access = { ...reading, fresh: 'apiClient' };

const label = line('What people tell the secret apart by.', 'driftservern 2026');

async function existing(db: Parameters<typeof findClient>[0], clientId: string): Promise<ApiClient> {
  const found = await findClient(db, clientId);
  if (found === null) throw new Problem('not-found', { field: 'path/id' });
  return found;
}

export const apiClientRoutes = [
  defineRoute({
    method: 'get',
    path: '/api-clients',
    tag: 'clients',
    access: reading,
    summary: 'Other systems that have access',
    description: 'Ended ones as well, by name; never a secret.',
    params: none,
    query: none,
    body: none,
    answer: { status: 200, description: 'The clients.', schema: pageOf('clients', clientSchema) },
    async handle({ deps }) {
      const clients = (await listClients(deps.db)).map(clientView);
      return { status: 200, body: { clients, total: clients.length } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api-clients',
    tag: 'clients',
    access: changing,
    summary: 'Give another system access',
    description:
      'With its first secret, which is told in this answer alone. It ends on its last day, two years ahead at most.',
    params: none,
    query: none,
    body: z
      .strictObject({
        name: line('The system, and whose it is.', 'Skolplattformen'),
        scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
        endsOn: date('The last day.'),
        label,
      })
      .meta({ id: 'ApiClientBody' }),
    example: { name: 'Skolplattformen', scopes: ['import:write'], endsOn: '2027-08-31', label: 'första' },
    answer: { status: 201, description: 'The client and its secret.', schema: madeSchema },
    async handle(call) {
      const { deps, body } = call;
      if (!mayEndOn(body.endsOn, todayAt(call.now))) throw new Problem('invalid-date', { field: '/endsOn' });
      const secret = newToken();
      const clientId = randomUUID();
      const client = {
        id: clientId,
        name: body.name,
        scopes: [...new Set(body.scopes)],
        endsOn: body.endsOn,
      };
      const first = { id: randomUUID(), label: body.label, secret };
      await makeClient(deps.db, client, first, { by: signedIn(call).personId, at: new Date(call.now) });
      return { status: 201, body: { client: clientView(await existing(deps.db, clientId)), secret } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api-clients/{id}/secrets',
    tag: 'clients',
    access: changing,
    summary: 'Another secret beside the one there is',
    description: 'To change secrets without a pause: at most two are live. Told in this answer alone.',
    params: z.object({ id: id('The client.') }),
    query: none,
    body: z.strictObject({ label }).meta({ id: 'ApiClientSecretBody' }),
    example: { label: 'driftservern 2027' },
    answer: { status: 201, description: 'The client and the new secret.', schema: madeSchema },
    async handle(call) {
      const { db } = call.deps;
      const client = await existing(db, call.params.id);
      if (client.revokedAt !== null) throw new Problem('already-done');
      const secret = newToken();
      const made = { id: randomUUID(), label: call.body.label, secret };
      const done = { by: signedIn(call).personId, at: new Date(call.now) };
      if ((await addSecret(db, client.id, made, done)) === 'too-many') {
        const said = {
          sv: 'Systemet har redan två hemligheter. Ta bort en först.',
          en: 'The system has two secrets already. Take one away first.',
        };
        throw new Problem('too-many', { field: '/label', detail: said });
      }
      return { status: 201, body: { client: clientView(await existing(db, client.id)), secret } };
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api-clients/{id}/secrets/{secretId}',
    tag: 'clients',
    access: changing,
    summary: 'Take a secret back',
    description: 'At once, with the tokens that were got for it.',
    params: z.object({ id: id('The client.'), secretId: id('The secret.') }),
    query: none,
    body: none,
    answer: { status: 204, description: 'Taken back.' },
    async handle(call) {
      const { db } = call.deps;
      const client = await existing(db, call.params.id);
      const { secretId } = call.params;
      if (!client.secrets.some((one) => one.id === secretId))
        throw new Problem('not-found', { field: 'path/secretId' });
      await revokeSecret(db, client.id, secretId, { by: signedIn(call).personId, at: new Date(call.now) });
      return { status: 204 };
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api-clients/{id}',
    tag: 'clients',
    access: changing,
    summary: 'End another system’s access',
    description: 'At once and for good; that it had it is kept.',
    params: z.object({ id: id('The client.') }),
    query: none,
    body: none,
    answer: { status: 204, description: 'Ended.' },
    async handle(call) {
      const { db } = call.deps;
      const client = await existing(db, call.params.id);
      await revokeClient(db, client.id, { by: signedIn(call).personId, at: new Date(call.now) });
      return { status: 204 };
    },
  }),
];
