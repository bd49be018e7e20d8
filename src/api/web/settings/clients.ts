/** `/settings/clients`: other systems' access to the API; given, its secrets changed, and ended here. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { scopes } from '../../../domain/api-clients.ts';
import { addMonths, instant, localDate } from '../../../domain/time.ts';
import { type ApiClient, findClient, listClients } from '../../../records/api-clients/clients.ts';
import { ClientsPage, SecretPage, type ClientsView } from '../../../ui/pages/settings/clients.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { compactDayOf, momentOf } from '../../../ui/words.ts';
import { Problem } from '../../problem.ts';
import { none, type Reply } from '../../route.ts';
import { todayAt } from '../../today.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { oneStep } from '../forms/one-step.ts';
import { definePage, type PageReply, type WebPage } from '../page.ts';
import { definePress } from '../press.ts';

const makeRoute = apiRoute('post', '/api-clients');
const secretRoute = apiRoute('post', '/api-clients/{id}/secrets');

const at = (ui: Ui, moment: Date | null): string | null =>
  moment === null ? null : momentOf(ui, instant(moment.getTime()));

function rowOf(ui: Ui, client: ApiClient): ClientsView['rows'][number] {
  const { id, name, endsOn, revokedAt, lastUsedAt } = client;
  const base = `/settings/clients/${id}`;
  const used = at(ui, lastUsedAt);
  const ended = revokedAt !== null;
  return {
    key: id,
    name,
    clientId: id,
    scopes: client.scopes.map((scope) => ui.t(`clients.scope.${scope}`)).join(', '),
    until: ended
      ? ui.t('clients.ended', { date: compactDayOf(ui, todayAt(instant(revokedAt.getTime()))) })
      : ui.t('clients.until', { date: compactDayOf(ui, endsOn) }),
    used: used === null ? ui.t('clients.neverUsed') : ui.t('clients.lastUsed', { at: used }),
    newSecret: ended ? null : `${base}/secrets/new`,
    end: ended ? null : { action: `${base}/end`, about: name, sendKey: randomUUID() },
    secrets: client.secrets
      .filter((secret) => secret.revokedAt === null)
      .map((secret) => ({
        key: secret.id,
        label: secret.label,
        made: at(ui, secret.createdAt) ?? '',
        used: at(ui, secret.lastUsedAt) ?? ui.t('clients.never'),
        end: ended
          ? null
          : { action: `${base}/secrets/${secret.id}/end`, about: secret.label, sendKey: randomUUID() },
      })),
  };
}

const listPage = definePage({
  path: '/settings/clients',
  access: { kind: 'action', action: 'client.manage', on: 'nothing' },
  params: none,
  query: z.looseObject({}),
  async handle({ deps, ui }) {
    const rows = (await listClients(deps.db)).map((client) => rowOf(ui, client));
    return { kind: 'page', title: ui.t('clients.title'), body: h(ClientsPage, { ui, view: { rows } }) };
  },
});

const made = z.object({ client: z.object({ id: z.string(), name: z.string() }), secret: z.string() });

/** The one page that ever shows it. */
function toldOnce({ ui }: FormCall, { body }: Reply): PageReply {
  const { client, secret } = made.parse(body);
  const view = { name: client.name, clientId: client.id, secret };
  return { kind: 'page', title: ui.t('clients.told'), body: h(SecretPage, { ui, view }) };
}

const label = (ui: Ui) => ({
  kind: 'line' as const,
  name: 'label',
  label: ui.t('clients.label'),
  hint: ui.t('clients.label.hint'),
});

const newForm = defineForm({
  path: '/settings/clients/new',
  route: makeRoute,
  spec({ ui }) {
    return oneStep(ui.t('clients.new'), ui.t('clients.send'), [
      { kind: 'line', name: 'name', label: ui.t('clients.name'), hint: ui.t('clients.name.hint') },
      {
        kind: 'choices',
        name: 'scopes',
        label: ui.t('clients.scopes'),
        options: scopes.map((value) => ({ value, label: ui.t(`clients.scope.${value}`), hint: value })),
      },
      { kind: 'date', name: 'endsOn', label: ui.t('clients.endsOn'), hint: ui.t('clients.endsOn.hint') },
      label(ui),
    ]);
  },
  initial: ({ today }) => ({ endsOn: [addMonths(localDate(today), 12)] }),
  back: ({ ui }) => ({ href: '/settings/clients', label: ui.t('clients.title') }),
  done: toldOnce,
});

const secretForm = defineForm({
  path: '/settings/clients/{id}/secrets/new',
  route: secretRoute,
  async spec({ ui, deps, params }) {
    if ((await findClient(deps.db, params['id'] ?? '')) === null) {
      throw new Problem('not-found', { field: 'path/id' });
    }
    const intro = ui.t('clients.secret.new.intro');
    return oneStep(ui.t('clients.secret.new'), ui.t('clients.secret.send'), [label(ui)], intro);
  },
  back: ({ ui }) => ({ href: '/settings/clients', label: ui.t('clients.title') }),
  done: toldOnce,
});

export const clientSettings: readonly WebPage[] = [
  listPage,
  ...newForm,
  ...secretForm,
  definePress({
    path: '/settings/clients/{id}/secrets/{secretId}/end',
    route: apiRoute('delete', '/api-clients/{id}/secrets/{secretId}'),
    to: () => withDone('/settings/clients', 'secretEnded'),
  }),
  definePress({
    path: '/settings/clients/{id}/end',
    route: apiRoute('delete', '/api-clients/{id}'),
    to: () => withDone('/settings/clients', 'clientEnded'),
  }),
];
