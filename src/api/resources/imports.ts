/** `imports`: a municipality's files. One file a request; bad rows are reported one by one. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ImportMapping } from '../../domain/import-mapping.ts';
import { type ImportKind, importKinds } from '../../domain/import-rows.ts';
import { importFile } from '../../imports/import-file.ts';
import type { ImportReport } from '../../imports/report.ts';
import { findMapping } from '../../records/import-mappings.ts';
import { findImport, listImports } from '../../records/imports.ts';
import { refusalOf } from '../field-refusal.ts';
import type { Deps } from '../deps.ts';
import { signedIn } from '../granted.ts';
import { importArrived } from '../import-arrived.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none, type Reply } from '../route.ts';
import { id } from '../schemas/common.ts';
import { limit, offset, pageOf } from '../schemas/page.ts';
import { todayAt } from '../today.ts';

/** A town's absence rows of a year, with room. */
const limitBytes = 64 * 1024 * 1024;

/** `true` or `false` in the address. */
const flag = z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0'] });

const modes = ['all-or-nothing', 'good-rows', 'dry-run'] as const;

const report = z
  .looseObject({
    id: z.string(),
    kind: z.string().nullable(),
    mode: z.enum(modes),
    status: z.enum(['running', 'applied', 'refused', 'dry', 'interrupted']).meta({
      description: '`running`: the counts are those so far. `interrupted`: broken off, nothing was kept.',
    }),
    mapping: z.string().nullable(),
    rows: z.int(),
    added: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    removed: z.int().meta({
      description: 'What the file no longer names: former roles, guardianships, pupils who left.',
    }),
    badRows: z.int(),
    changes: z
      .array(z.object({ row: z.int(), what: z.enum(['added', 'changed']), fields: z.array(z.string()) }))
      .optional()
      .meta({
        description:
          'Of a dry run: what the first thousand rows would do, by field. Never from what to what.',
      }),
  })
  .meta({ id: 'ImportReport', description: 'What was done, and what was wrong in which row and field.' });

/** The mapping that the query names, which decides the kind. */
async function mappingOf(
  db: Deps['db'],
  query: { mapping?: string | undefined; kind?: ImportKind | undefined },
): Promise<ImportMapping | null> {
  if (query.mapping === undefined) return null;
  const found = await findMapping(db, query.mapping);
  if (found === null) throw refusalOf([['query/mapping', 'no-such-mapping']]);
  if (query.kind !== undefined && query.kind !== found.kind)
    throw refusalOf([['query/kind', 'kind-not-mappings']]);
  return found;
}

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

export const importRoutes = [
  defineRoute({
    method: 'post',
    path: '/imports',
    tag: 'imports',
    access: { kind: 'action', action: 'import.run', on: 'nothing' },
    summary: 'Import one file',
    description:
      "CSV as the body: UTF-8 (with or without BOM) or Windows-1252, semicolon or comma; another system's file with `mapping`. With `all-or-nothing` one bad row refuses the file (422, with the report); `good-rows` applies the others; `dry-run` only reports what each row would change. The same file again changes nothing. `wait=false` answers 202 at once: `GET /imports/{id}` then tells how far it has come.",
    params: none,
    query: z.object({
      kind: z
        .enum(importKinds)
        .optional()
        .meta({ description: 'What the file holds; left out, its header tells.' }),
      mode: z.enum(modes).default('all-or-nothing'),
      mapping: z.string().max(80).optional().meta({ description: 'Name or id of a saved mapping.' }),
      complete: flag.default(false).meta({
        description:
          'A file of pupils that names everyone at its schools: those who are missing have left (their rows stay). As the mapping says when left out.',
      }),
      wait: flag.default(true),
      fileName: z.string().max(200).default('fil.csv').meta({ description: 'Shown in the report.' }),
    }),
    body: none,
    raw: { mediaTypes: ['text/csv', 'text/plain', 'application/octet-stream'], limitBytes },
    answer: { status: 201, description: 'The report. 422 when all was refused.', schema: report },
    async handle(call) {
      const { deps, query, bytes, now } = call;
      const mapping = await mappingOf(deps.db, query);
      const importId = randomUUID();
      const request = {
        id: importId,
        kind: query.kind ?? null,
        mapping,
        mode: query.mode,
        fileName: query.fileName,
        content: bytes,
        completeOn: query.complete || mapping?.complete === true ? todayAt(now) : null,
        absenceUntil: todayAt(now),
        by: signedIn(call).personId,
      };
      if (query.wait) {
        const done = await importFile(deps.db, request);
        await importArrived(deps, done);
        return replyTo(done);
      }
      await new Promise<void>((resolve, reject) => {
        importFile(deps.db, { ...request, onBegun: resolve })
          .then((done) => importArrived(deps, done))
          .catch((error: unknown) => {
            deps.log.error({ err: error, importId }, 'an import was broken off');
            reject(error);
          });
      });
      return {
        status: 202,
        headers: { location: `/api/v1/imports/${importId}` },
        body: await findImport(deps.db, importId),
      };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/imports',
    tag: 'imports',
    access: { kind: 'action', action: 'import.read', on: 'nothing' },
    summary: 'Imports, the newest first',
    params: none,
    query: z.object({ limit, offset }),
    body: none,
    answer: { status: 200, description: 'A page of imports.', schema: pageOf('imports', report) },
    async handle({ deps, query }) {
      return { status: 200, body: await listImports(deps.db, query) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/imports/{id}',
    tag: 'imports',
    access: { kind: 'action', action: 'import.read', on: 'nothing' },
    summary: "One import's report, row by row",
    params: z.object({ id: id('The import.') }),
    query: none,
    body: none,
    answer: { status: 200, description: 'The report.', schema: report },
    async handle({ deps, params }) {
      const found = await findImport(deps.db, params.id);
      if (found === null) throw new Problem('not-found', { field: 'path/id' });
      return { status: 200, body: found };
    },
  }),
];
