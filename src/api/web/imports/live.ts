/** An open page follows an import that runs: `/imports/{id}/live` says `changed` when it has come further, or ended. */
import { z } from 'zod';
import { findSummary, type ImportSummary } from '../../../records/imports.ts';
import type { Deps } from '../../deps.ts';
import { id } from '../../schemas/common.ts';
import { apiRoute } from '../ask.ts';
import { definePage } from '../page.ts';

/** A run says each second how far it has come. */
const askEveryMs = 1_500;

type Stand = Pick<ImportSummary, 'id' | 'rows' | 'status'>;

/** Where a page that shows the import as it stands now listens. */
export const liveOfImport = ({ id: importId, rows }: Stand): string =>
  `/imports/${importId}/live?rows=${rows}`;

function follow({ db, log }: Pick<Deps, 'db' | 'log'>, seen: Pick<Stand, 'id' | 'rows'>, tell: () => void) {
  const look = async () => {
    const now = await findSummary(db, seen.id);
    if (now !== null && now.status === 'running' && now.rows === seen.rows) return;
    clearInterval(timer);
    tell();
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => log.warn({ err: error }, 'an open page could not be told'));
  }, askEveryMs);
  // Nobody's page keeps a process from ending.
  timer.unref();
  return () => clearInterval(timer);
}

export const importLivePage = definePage({
  path: '/imports/{id}/live',
  access: apiRoute('get', '/imports/{id}').access,
  params: z.object({ id: id('The import.') }),
  query: z.object({ rows: z.coerce.number().int().min(0).max(1e9) }),
  handle: ({ deps, params, query }) =>
    Promise.resolve({
      kind: 'events',
      follow: (tell) => follow(deps, { id: params.id, rows: query.rows }, () => tell('changed')),
    }),
});
