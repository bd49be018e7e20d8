/** `imports`: a municipality's files. One file a request; bad rows are reported one by one. */
import { z } from 'zod';
import { importKinds } from '../../domain/import-rows.ts';
import { importFile } from '../../imports/import-file.ts';
import { findImport, listImports } from '../../records/imports.ts';
import { signedIn } from '../granted.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { id } from '../schemas/common.ts';
import { limit, offset, pageOf } from '../schemas/page.ts';

/** A town's absence rows of a year, with room. */
const limitBytes = 64 * 1024 * 1024;

/** How long an import's answer waits for the running cases to hear of it. */
const newsPatienceMs = 5_000;

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());

const modes = ['all-or-nothing', 'good-rows', 'dry-run'] as const;

const report = z
  .looseObject({
    id: z.string(),
    kind: z.string().nullable(),
    mode: z.enum(modes),
    status: z.enum(['applied', 'refused', 'dry']),
    rows: z.int(),
    added: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    removed: z.int().meta({ description: 'What the file no longer names: former roles, guardianships.' }),
    badRows: z.int(),
  })
  .meta({ id: 'ImportReport', description: 'What was done, and what was wrong in which row and field.' });

export const importRoutes = [
  defineRoute({
    method: 'post',
    path: '/imports',
    tag: 'imports',
    access: { kind: 'action', action: 'import.run', on: 'nothing' },
    summary: 'Import one file',
    description:
      'CSV as the body: UTF-8 (with or without BOM) or Windows-1252, semicolon or comma. With `all-or-nothing` one bad row refuses the file (422, with the report); `good-rows` applies the others; `dry-run` only reports. The same file again changes nothing.',
    params: none,
    query: z.object({
      kind: z
        .enum(importKinds)
        .optional()
        .meta({ description: 'What the file holds; left out, its header tells.' }),
      mode: z.enum(modes).default('all-or-nothing'),
      fileName: z.string().max(200).default('fil.csv').meta({ description: 'Shown in the report.' }),
    }),
    body: none,
    raw: { mediaTypes: ['text/csv', 'text/plain', 'application/octet-stream'], limitBytes },
    answer: { status: 201, description: 'The report. 422 when all was refused.', schema: report },
    async handle(call) {
      const { deps, query, bytes } = call;
      const done = await importFile(deps.db, {
        kind: query.kind ?? null,
        mode: query.mode,
        fileName: query.fileName,
        content: bytes,
        by: signedIn(call).personId,
      });
      if (done.status === 'dry') return { status: 200, body: done };
      if (done.status === 'applied') {
        // Whom it doesn't reach in time is told all the same: the answer only waits for the common case.
        await Promise.race([deps.pupilNews.tell(), after(newsPatienceMs)]);
        return { status: 201, body: done };
      }
      const { document } = new Problem('import-refused', {
        params: { badRows: done.badRows },
        errors: done.bad.slice(0, 100).map((bad) => ({
          field: `row/${bad.row}${bad.field === null ? '' : `/${bad.field}`}`,
          detail: bad.message.sv,
          detail_en: bad.message.en,
        })),
      });
      return { status: 422, mediaType: 'application/problem+json', body: { ...document, report: done } };
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
