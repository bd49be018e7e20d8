/** Runs a file's import for whoever asked: to its end, or until it can be looked up. */
import type { ImportMapping } from '../domain/import-mapping.ts';
import type { ImportKind } from '../domain/import-rows.ts';
import { importFile, type ImportRequest } from '../imports/import-file.ts';
import type { ImportReport } from '../imports/report.ts';
import { findMapping } from '../records/import-mappings.ts';
import { findImport } from '../records/imports.ts';
import type { Deps } from './deps.ts';
import { refusalOf } from './field-refusal.ts';
import { importArrived } from './import-arrived.ts';
import { Problem } from './problem.ts';
import type { Reply } from './route.ts';

/** The mapping that was asked for, which decides the kind. Throws a Problem at the fields below `within`. */
export async function mappingOf(
  db: Deps['db'],
  asked: { mapping?: string | undefined; kind?: ImportKind | undefined },
  within: 'query/' | '/',
): Promise<ImportMapping | null> {
  if (asked.mapping === undefined) return null;
  const found = await findMapping(db, asked.mapping);
  if (found === null) throw refusalOf([[`${within}mapping`, 'no-such-mapping']]);
  if (asked.kind !== undefined && asked.kind !== found.kind)
    throw refusalOf([[`${within}kind`, 'kind-not-mappings']]);
  return found;
}

/**
 * With `wait` the answer is the report, a refusal as a problem with it; else 202 at once, and `GET /imports/{id}` tells
 * how far it has come. `ended` is done once nothing of the import runs any more.
 */
export async function runImport(
  deps: Deps,
  request: ImportRequest & { id: string },
  { wait, ended = () => Promise.resolve() }: { wait: boolean; ended?(done: ImportReport): Promise<void> },
): Promise<Reply> {
  const run = async (onBegun?: () => void) => {
    const done = await importFile(deps.db, { ...request, ...(onBegun === undefined ? {} : { onBegun }) });
    await ended(done);
    await importArrived(deps, done);
    return done;
  };
  if (wait) return replyTo(await run());
  await new Promise<void>((resolve, reject) => {
    run(resolve).catch((error: unknown) => {
      deps.log.error({ err: error, importId: request.id }, 'an import was broken off');
      reject(error);
    });
  });
  return underWay(deps.db, request.id);
}

/** 202: the import as it stands. */
export const underWay = async (db: Deps['db'], importId: string): Promise<Reply> => ({
  status: 202,
  headers: { location: `/api/v1/imports/${importId}` },
  body: await findImport(db, importId),
});

function replyTo(done: ImportReport): Reply {
  if (done.status !== 'refused') return { status: done.status === 'dry' ? 200 : 201, body: done };
  const { document } = new Problem('import-refused', {
    params: { badRows: done.badRows },
    errors: done.bad.slice(0, 100).map((bad) => ({
      field: `row/${bad.row}${bad.field === null ? '' : `/${bad.field}`}`,
      detail: bad.message.sv,
      detail_en: bad.message.en,
    })),
  });
  return { status: 422, mediaType: 'application/problem+json', body: { ...document, report: done } };
}
