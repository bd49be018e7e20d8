/** `imports`: a municipality's files. One file a request; bad rows are reported one by one. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { importKinds } from '../../domain/import-rows.ts';
import { findImport, listImports } from '../../records/imports.ts';
import { caller } from '../granted.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { mappingOf, runImport } from '../run-import.ts';
import { id } from '../schemas/common.ts';
import { flag, importModes, importReport } from '../schemas/import-report.ts';
import { limit, offset, pageOf } from '../schemas/page.ts';
import { todayAt } from '../today.ts';

/** A town's absence rows of a year, with room. */
const limitBytes = 64 * 1024 * 1024;

export const importRoutes = [
  defineRoute({
    method: 'post',
    path: '/imports',
    tag: 'imports',
    access: { kind: 'action', action: 'import.run', on: 'nothing', client: 'import:write' },
    summary: 'Import one file',
    description:
      "CSV as the body: UTF-8 (with or without BOM) or Windows-1252, semicolon or comma; another system's file with `mapping`. With `all-or-nothing` one bad row refuses the file (422, with the report); `good-rows` applies the others; `dry-run` only reports what each row would change. The same file again changes nothing. `wait=false` answers 202 at once: `GET /imports/{id}` then tells how far it has come.",
    params: none,
    query: z.object({
      kind: z
        .enum(importKinds)
        .optional()
        .meta({ description: 'What the file holds; left out, its header tells.' }),
      mode: z.enum(importModes).default('all-or-nothing'),
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
    answer: { status: 201, description: 'The report. 422 when all was refused.', schema: importReport },
    async handle(call) {
      const { deps, query, bytes, now } = call;
      const mapping = await mappingOf(deps.db, query, 'query/');
      const today = todayAt(now);
      return runImport(
        deps,
        {
          id: randomUUID(),
          kind: query.kind ?? null,
          mapping,
          mode: query.mode,
          fileName: query.fileName,
          content: bytes,
          completeOn: query.complete || mapping?.complete === true ? today : null,
          absenceUntil: today,
          by: caller(call).personId,
        },
        { wait: query.wait },
      );
    },
  }),
  defineRoute({
    method: 'get',
    path: '/imports',
    tag: 'imports',
    access: { kind: 'action', action: 'import.read', on: 'nothing', client: 'import:write' },
    summary: 'Imports, the newest first',
    params: none,
    query: z.object({ limit, offset }),
    body: none,
    answer: { status: 200, description: 'A page of imports.', schema: pageOf('imports', importReport) },
    async handle({ deps, query }) {
      return { status: 200, body: await listImports(deps.db, query) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/imports/{id}',
    tag: 'imports',
    access: { kind: 'action', action: 'import.read', on: 'nothing', client: 'import:write' },
    summary: "One import's report, row by row",
    params: z.object({ id: id('The import.') }),
    query: none,
    body: none,
    answer: { status: 200, description: 'The report.', schema: importReport },
    async handle({ deps, params }) {
      const found = await findImport(deps.db, params.id);
      if (found === null) throw new Problem('not-found', { field: 'path/id' });
      return { status: 200, body: found };
    },
  }),
];
