/** `/imports`: the files that came in, and the systems that data is read from. */
import { h } from 'preact';
import { z } from 'zod';
import type { Db } from '../../../records/connect.ts';
import { listImports } from '../../../records/imports.ts';
import { listRuns } from '../../../records/sources/runs.ts';
import { listSources } from '../../../records/sources/sources.ts';
import { ImportsPage, type ImportsView } from '../../../ui/pages/imports/list.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { none } from '../../route.ts';
import { apiRoute } from '../ask.ts';
import { definePage } from '../page.ts';
import { atOf, kindOf, senderNames } from './words.ts';

const perPage = 50;

export const importListPage = definePage({
  path: '/imports',
  access: apiRoute('get', '/imports').access,
  params: none,
  query: z.looseObject({ from: z.coerce.number().int().min(0).max(1e9).catch(0).default(0) }),
  async handle({ deps: { db }, ui, query: { from }, mayOpen }) {
    const { imports, total } = await listImports(db, { limit: perPage, offset: from });
    const [nameOf, sources] = await Promise.all([senderNames(db, ui, imports), sourcesOf(db, ui)]);
    const view: ImportsView = {
      actions: [
        { href: '/imports/new', label: ui.t('imports.new') },
        { href: '/imports/mappings', label: ui.t('imports.mappings') },
        { href: '/imports/sources/new', label: ui.t('sources.new') },
      ].filter(({ href }) => mayOpen(href)),
      sources,
      imports: imports.map(({ id, at, kind, fileName, by, status }) => ({
        id,
        fileName,
        when: atOf(ui, at),
        kind: kindOf(ui, kind),
        by: nameOf(by),
        outcome: ui.t(`about.status.${status}`),
      })),
      pages: [
        ...(from > 0
          ? [{ href: `/imports?from=${Math.max(0, from - perPage)}`, label: ui.t('imports.newer') }]
          : []),
        ...(from + perPage < total
          ? [{ href: `/imports?from=${from + perPage}`, label: ui.t('imports.older') }]
          : []),
      ],
    };
    return { kind: 'page', title: ui.t('imports.title'), body: h(ImportsPage, { ui, view }) };
  },
});

async function sourcesOf(db: Db, ui: Ui): Promise<ImportsView['sources']> {
  const sources = (await listSources(db)).map(async ({ id, name }) => {
    const [run] = (await listRuns(db, id, { limit: 1, offset: 0 })).runs;
    const latest =
      run === undefined
        ? ui.t('sources.never')
        : `${ui.t(`about.status.${run.status}`)}, ${atOf(ui, new Date(run.begunAt))}`;
    return { href: `/imports/sources/${id}`, name, latest };
  });
  return Promise.all(sources);
}
