/** `/help`, `/about`: the handbok, the product itself. Open to everybody. */
import { h } from 'preact';
import { z } from 'zod';
import { may } from '../../../domain/permissions.ts';
import { instant } from '../../../domain/time.ts';
import type { Db } from '../../../records/connect.ts';
import { latestImports } from '../../../records/imports.ts';
import { listRuns } from '../../../records/sources/runs.ts';
import { listSources } from '../../../records/sources/sources.ts';
import { AboutPage, HandbokPage, HelpPage, type Freshness } from '../../../ui/pages/help.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { momentOf } from '../../../ui/words.ts';
import { Problem } from '../../problem.ts';
import { none } from '../../route.ts';
import { handbokNames, handbokOf, handbokPage, handbokPicture, productVersion } from '../handbok.ts';
import { definePage } from '../page.ts';

const anything = z.looseObject({});
const access = { kind: 'open', why: 'Help is for everybody, also before sign-in.' } as const;

export const helpPages = [
  definePage({
    path: '/help',
    access,
    params: none,
    query: anything,
    handle({ ui }) {
      const own = ui.reader === null ? null : handbokOf[ui.reader.role];
      const pages = handbokNames.map((name) => ({ href: `/help/${name}`, title: handbokPage(name).title }));
      const view = { own: own === null ? null : `/help/${own}`, pages };
      return Promise.resolve({ kind: 'page', title: ui.t('help.title'), body: h(HelpPage, { ui, view }) });
    },
  }),
  definePage({
    path: '/help/{name}',
    access,
    params: z.object({ name: z.string().max(40) }),
    query: anything,
    handle({ ui, params }) {
      const name = handbokNames.find((one) => one === params.name);
      if (name === undefined) throw new Problem('not-found');
      const { title, html } = handbokPage(name);
      return Promise.resolve({ kind: 'page', title, body: h(HandbokPage, { ui, html }) });
    },
  }),
  definePage({
    path: '/help/pictures/{name}',
    access,
    params: z.object({ name: z.string().regex(/^[a-z-]{1,40}$/) }),
    query: none,
    handle({ params }) {
      const content = handbokPicture(params.name);
      if (content === null) throw new Problem('not-found');
      return Promise.resolve({ kind: 'file', mediaType: 'image/png', content });
    },
  }),
  definePage({
    path: '/about',
    access,
    params: none,
    query: anything,
    async handle({ deps, ui, session }) {
      const isStaff = session !== null && may(session.actor, 'people.read');
      const freshness = isStaff ? await freshnessOf(deps.db, ui) : null;
      const view = { version: productVersion, freshness };
      return { kind: 'page', title: ui.t('about.title'), body: h(AboutPage, { ui, view }) };
    },
  }),
];

/** The latest of each kind of file and of each source's readings. Readings are in real time. */
async function freshnessOf(db: Db, ui: Ui): Promise<Freshness[]> {
  const at = (date: Date) => momentOf(ui, instant(date.getTime()));
  const files = (await latestImports(db)).map(({ kind, status, at: when }): Freshness => ({
    source: kind === null ? ui.t('about.import.other') : ui.t(`about.import.${kind}`),
    at: at(when),
    how: ui.t(`about.status.${status}`),
  }));
  const sources = (await listSources(db)).map(async ({ id, name }): Promise<Freshness> => {
    const [run] = (await listRuns(db, id, { limit: 1, offset: 0 })).runs;
    if (run === undefined) return { source: name, at: '–', how: ui.t('about.status.never') };
    return { source: name, at: at(new Date(run.begunAt)), how: ui.t(`about.status.${run.status}`) };
  });
  return [...(await Promise.all(sources)), ...files];
}
