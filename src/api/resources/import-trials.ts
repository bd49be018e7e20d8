/** `import-files`, `import-trials`, `imports/{id}/application`: a file that is tried first, then imported as it was tried. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { importKinds } from '../../domain/import-rows.ts';
import {
  beginApplication,
  beginTrial,
  forgetImported,
  type HowTried,
  keepImportFile,
} from '../../records/import-files.ts';
import { findImport } from '../../records/imports.ts';
import { sizeInWords } from '../../texts/sizes.ts';
import { idFrom } from '../draft.ts';
import { refusalOf } from '../field-refusal.ts';
import { signedIn } from '../granted.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { mappingOf, runImport, underWay } from '../run-import.ts';
import { id } from '../schemas/common.ts';
import { flag, importReport } from '../schemas/import-report.ts';
import { todayAt } from '../today.ts';

const isAlike = (one: HowTried, other: HowTried): boolean =>
  one.kind === other.kind && one.complete === other.complete && one.mapping?.name === other.mapping?.name;

const waiting = z.object({ wait: flag.default(true) });

export const importTrialRoutes = [
  defineRoute({
    method: 'post',
    path: '/import-files',
    tag: 'imports',
    access: { kind: 'action', action: 'import.run', on: 'nothing' },
    summary: 'Send in a file to be tried before it is imported',
    description:
      'CSV as the body, at most as large as the server is set to (10 MB). Nothing of it is read yet: `POST /import-trials` does that. It is kept until it is imported, seven days at most.',
    params: none,
    query: z.object({ fileName: z.string().min(1).max(200).default('fil.csv') }),
    headers: z.object({ 'Idempotency-Key': z.string().max(128).optional() }),
    body: none,
    raw: { mediaTypes: ['text/csv', 'text/plain', 'application/octet-stream'], limitBytes: 'upload' },
    answer: { status: 201, description: 'Kept.', schema: z.object({ fileId: z.string() }) },
    async handle(call) {
      const { deps, query, bytes } = call;
      const { personId, role } = signedIn(call);
      if (bytes.length > deps.uploadLimitBytes) {
        throw new Problem('too-large', { params: { limit: sizeInWords(deps.uploadLimitBytes) } });
      }
      const key = call.header('idempotency-key');
      const fileId = key === undefined ? randomUUID() : idFrom('import-file', role, personId, key);
      const isKept = await keepImportFile(deps.db, {
        id: fileId,
        fileName: query.fileName,
        bytes,
        by: personId,
      });
      if (!isKept) throw new Problem('idempotency-key-reused', { field: 'Idempotency-Key' });
      return { status: 201, body: { fileId } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/import-trials',
    tag: 'imports',
    access: { kind: 'action', action: 'import.run', on: 'nothing' },
    summary: 'Try a file: what would its import change?',
    description:
      'A dry run of a file that was sent in, as `POST /imports?mode=dry-run`. Nothing is changed. `POST /imports/{id}/application` then imports the same file in the same way. A file is tried once; the same trial asked for again is the one that was begun.',
    params: none,
    query: waiting,
    body: z.strictObject({
      fileId: z.string().min(1).max(100).meta({ description: 'As `POST /import-files` answered.' }),
      kind: z.enum(importKinds).optional(),
      mapping: z.string().min(1).max(80).optional().meta({ description: 'Name or id of a saved mapping.' }),
      complete: z.boolean().default(false).meta({
        description: 'A file of pupils that names everyone at its schools: who is missing has left.',
      }),
    }),
    example: { fileId: '0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11', kind: 'pupils', complete: false },
    answer: { status: 200, description: 'The report of the dry run.', schema: importReport },
    async handle(call) {
      const { deps, body, query, now } = call;
      const by = signedIn(call).personId;
      const mapping = await mappingOf(deps.db, body, '/');
      const complete = body.complete || mapping?.complete === true;
      const how = { kind: body.kind ?? null, mapping, complete };
      const begun = await beginTrial(deps.db, body.fileId, how, { id: randomUUID(), by, at: new Date() });
      if (begun.begun === 'gone') throw refusalOf([['/fileId', 'no-such-import-file']]);
      if (begun.begun === 'before') {
        if (!isAlike(begun.how, how)) throw refusalOf([['/fileId', 'file-tried-otherwise']]);
        return underWay(deps.db, begun.runId);
      }
      const today = todayAt(now);
      return runImport(
        deps,
        {
          ...how,
          id: begun.runId,
          mode: 'dry-run',
          fileName: begun.file.fileName,
          content: begun.file.bytes,
          completeOn: complete ? today : null,
          absenceUntil: today,
          by,
        },
        query,
      );
    },
  }),
  defineRoute({
    method: 'post',
    path: '/imports/{id}/application',
    tag: 'imports',
    access: { kind: 'action', action: 'import.run', on: 'nothing' },
    summary: 'Import what was tried',
    description:
      'The file of a finished trial, with the same mapping. Asked for again it is the import that was begun; one that was refused or broken off kept nothing and is begun anew.',
    params: z.object({ id: id('The trial.') }),
    query: waiting,
    body: z.strictObject({ mode: z.enum(['all-or-nothing', 'good-rows']).default('all-or-nothing') }),
    example: { mode: 'good-rows' },
    answer: { status: 201, description: 'The report. 422 when all was refused.', schema: importReport },
    async handle(call) {
      const { deps, params, body, query, now } = call;
      const by = signedIn(call).personId;
      const trial = await findImport(deps.db, params.id);
      if (trial === null) throw new Problem('not-found', { field: 'path/id' });
      if (trial.status !== 'dry') throw new Problem('import-not-tried');
      const head = { id: randomUUID(), by, at: new Date(), mode: body.mode };
      const begun = await beginApplication(deps.db, trial.id, head);
      if (begun.begun === 'gone') throw new Problem('import-file-gone');
      if (begun.begun === 'before') return underWay(deps.db, begun.runId);
      const today = todayAt(now);
      const { kind, mapping, complete } = begun.how;
      return runImport(
        deps,
        {
          kind,
          mapping,
          id: begun.runId,
          mode: body.mode,
          fileName: begun.file.fileName,
          content: begun.file.bytes,
          completeOn: complete ? today : null,
          absenceUntil: today,
          by,
        },
        {
          ...query,
          ended: async ({ status }) => {
            if (status === 'applied') await forgetImported(deps.db, begun.runId);
          },
        },
      );
    },
  }),
];
