/** `import-mappings`: how other systems' files are read, saved once and used by name. */
import { z } from 'zod';
import { findMapping, listMappings, saveMapping } from '../../records/import-mappings.ts';
import { signedIn } from '../granted.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { id } from '../schemas/common.ts';
import { importMapping, savedMapping } from '../schemas/import-mapping.ts';

export const importMappingRoutes = [
  defineRoute({
    method: 'post',
    path: '/import-mappings',
    tag: 'imports',
    access: { kind: 'action', action: 'import.run', on: 'nothing' },
    summary: "Save how another system's file is read",
    description:
      'A mapping of the same name is replaced (200). Used by `POST /imports?mapping=<name>`, and by the watched folder for files whose names fit `filePattern`.',
    params: none,
    query: none,
    body: importMapping,
    example: {
      name: 'Skola24 vårdnadshavare',
      kind: 'guardians',
      columns: ['elev', 'vårdnadshavare', 'förnamn', 'efternamn', 'epost', 'mobil'].map((ours) => ({
        ours,
        theirs: ours,
      })),
      constants: { relation: 'Vårdnadshavare' },
    },
    answer: { status: 201, description: 'The mapping as it was saved.', schema: savedMapping },
    async handle(call) {
      const { mapping, replaced } = await saveMapping(call.deps.db, call.body, signedIn(call).personId);
      return { status: replaced ? 200 : 201, body: mapping };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/import-mappings',
    tag: 'imports',
    access: { kind: 'action', action: 'import.read', on: 'nothing' },
    summary: 'The saved mappings, by name',
    params: none,
    query: none,
    body: none,
    answer: {
      status: 200,
      description: 'All of them.',
      schema: z.object({ mappings: z.array(savedMapping) }),
    },
    async handle({ deps }) {
      return { status: 200, body: { mappings: await listMappings(deps.db) } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/import-mappings/{id}',
    tag: 'imports',
    access: { kind: 'action', action: 'import.read', on: 'nothing' },
    summary: 'One mapping, by its id or name',
    params: z.object({ id: id('The mapping.').max(80) }),
    query: none,
    body: none,
    answer: { status: 200, description: 'The mapping.', schema: savedMapping },
    async handle({ deps, params }) {
      const found = await findMapping(deps.db, params.id);
      if (found === null) throw new Problem('not-found', { field: 'path/id' });
      return { status: 200, body: found };
    },
  }),
];
