/** An import's report, as the API answers it. */
import { z } from 'zod';

export const importModes = ['all-or-nothing', 'good-rows', 'dry-run'] as const;

/** `true` or `false` in the address. */
export const flag = z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0'] });

export const importReport = z
  .looseObject({
    id: z.string(),
    kind: z.string().nullable(),
    mode: z.enum(importModes),
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
