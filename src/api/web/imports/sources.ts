/** `/imports/sources/{id}`: a system that data is read from, what its readings came to; read now; connect one. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { may } from '../../../domain/permissions.ts';
import type { SourceRun } from '../../../domain/source-run.ts';
import type { Db } from '../../../records/connect.ts';
import { problemsOfRun } from '../../../records/sources/problems.ts';
import { listRuns } from '../../../records/sources/runs.ts';
import { findSource } from '../../../records/sources/sources.ts';
import { sourceFailureTexts, sourceNoteTexts } from '../../../texts/source-problems.ts';
import { SourcePage, type SourceView } from '../../../ui/pages/imports/source.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { signedIn } from '../../granted.ts';
import { Problem } from '../../problem.ts';
import { id } from '../../schemas/common.ts';
import { apiRoute } from '../ask.ts';
import { withDone } from '../done.ts';
import { defineForm } from '../form.ts';
import { oneStep } from '../forms/one-step.ts';
import { optionsOf } from '../forms/options.ts';
import { definePage } from '../page.ts';
import { definePress } from '../press.ts';
import { atOf } from './words.ts';

/** A day's readings and some. */
const shownRuns = 20;

const readRoute = apiRoute('get', '/sources/{id}/runs');
const readNowRoute = apiRoute('post', '/sources/{id}/reading');
const addRoute = apiRoute('post', '/sources');

const page = definePage({
  path: '/imports/sources/{id}',
  access: readRoute.access,
  params: z.object({ id: id('The source.') }),
  query: z.looseObject({ run: z.string().max(64).optional() }),
  async handle(call) {
    const { deps, ui, params, query } = call;
    const source = await findSource(deps.db, params.id);
    if (source === null) throw new Problem('not-found', { field: 'path/id' });
    const here = `/imports/sources/${source.id}`;
    const { runs } = await listRuns(deps.db, source.id, { limit: shownRuns, offset: 0 });
    const chosen = runs.find((one) => one.id === query.run) ?? runs[0] ?? null;
    const view: SourceView = {
      name: source.name,
      address: source.baseUrl,
      readNow: may(signedIn(call).actor, 'import.run')
        ? { action: `${here}/reading`, sendKey: randomUUID() }
        : null,
      runs: runs.map((one) => ({
        href: `${here}?run=${one.id}`,
        begun: atOf(ui, new Date(one.begunAt)),
        what: ui.t(`sources.what.${one.what}`),
        status: ui.t(`about.status.${one.status}`),
        changed: changedIn(one),
      })),
      run: chosen === null ? null : await runView(deps.db, ui, chosen),
    };
    return { kind: 'page', title: source.name, body: h(SourcePage, { ui, view }) };
  },
});

/** What the municipality's own rows came to, all kinds together. */
const changedIn = ({ report }: SourceRun): string => {
  const all = Object.values(report.applied);
  const sum = (which: 'added' | 'changed' | 'removed') => all.reduce((so, one) => so + one[which], 0);
  return [sum('added'), sum('changed'), sum('removed')].join(', ');
};

async function runView(db: Db, ui: Ui, run: SourceRun): Promise<NonNullable<SourceView['run']>> {
  const problems = await problemsOfRun(db, run.id);
  const { failure, notes } = run.report;
  return {
    begun: atOf(ui, new Date(run.begunAt)),
    failure: failure === null ? null : sourceFailureTexts[failure][ui.lang],
    notes: notes.map(({ code, resource, field, count }) => ({
      text: sourceNoteTexts[code][ui.lang],
      where: ui.t('sources.note.where', {
        resource: field === null ? resource : `${resource}, ${field}`,
        count,
      }),
    })),
    problems: problems.map(({ externalId, field, message }, index) => ({
      key: String(index),
      id: externalId ?? ui.t('sources.problem.masked'),
      field: field ?? '–',
      text: message[ui.lang],
    })),
  };
}

const form = defineForm({
  path: '/imports/sources/new',
  route: addRoute,
  spec: ({ ui }) =>
    oneStep(
      ui.t('sources.form.title'),
      ui.t('sources.form.send'),
      [
        { kind: 'line', name: 'name', label: ui.t('sources.form.name') },
        {
          kind: 'line',
          name: 'baseUrl',
          label: ui.t('sources.form.baseUrl'),
          hint: ui.t('sources.form.baseUrl.hint'),
        },
        {
          kind: 'choice',
          name: 'auth.kind',
          label: ui.t('sources.form.auth'),
          as: 'radios',
          options: optionsOf(ui, 'sources.form.auth', ['bearer', 'oauth2']),
        },
        { kind: 'line', name: 'auth.tokenUrl', label: ui.t('sources.form.tokenUrl'), optional: true },
        { kind: 'line', name: 'auth.clientId', label: ui.t('sources.form.clientId'), optional: true },
        { kind: 'line', name: 'auth.scope', label: ui.t('sources.form.scope'), optional: true },
        {
          kind: 'line',
          name: 'secretRef',
          label: ui.t('sources.form.secretRef'),
          hint: ui.t('sources.form.secretRef.hint'),
          width: 'short',
        },
        {
          kind: 'yesNo',
          name: 'subscribes',
          label: ui.t('sources.form.subscribes'),
          yes: ui.t('sources.form.yes'),
          no: ui.t('sources.form.no'),
        },
      ],
      ui.t('sources.form.intro'),
    ),
  initial: () => ({ subscribes: ['no'] }),
  // A fixed key has no sign-in of its own: what stands there is left out.
  toBody: ({ auth, ...typed }) =>
    Object(auth).kind === 'bearer' ? { ...typed, auth: { kind: 'bearer' } } : { ...typed, auth: auth ?? {} },
  back: ({ ui }) => ({ href: '/imports', label: ui.t('imports.title') }),
  done: (_, reply) =>
    withDone(`/imports/sources/${z.object({ id: z.string() }).parse(reply.body).id}`, 'sourceAdded'),
});

export const sourcePages = [
  // Before the page of one: `new` is no source's id.
  ...form,
  page,
  definePress({
    path: '/imports/sources/{id}/reading',
    route: readNowRoute,
    json: () => ({}),
    to: ({ params }) => withDone(`/imports/sources/${params['id'] ?? ''}`, 'reading'),
  }),
];
