/** The log of reads, on the wire. */
import { z } from 'zod';
import { lookAreas } from '../../domain/read-log/look.ts';

const what = z.object({ area: z.enum(lookAreas), how: z.enum(['read', 'written']) });

const by = z.object({
  id: z.string().nullable(),
  name: z.string().nullable().meta({ description: "Staff's; the family's own looks have no name." }),
  role: z.string(),
});

const relations = z
  .array(z.string())
  .meta({ description: 'Why it was allowed; empty for who has no relation of their own to the pupil.' });

export const chain = z
  .object({
    sealed: z.int().meta({ description: 'How many entries are sealed.' }),
    whole: z.boolean().nullable().meta({
      description: 'Whether the log is what was sealed; null where that is to be asked (`verify`).',
    }),
    brokenAt: z.int().nullable().meta({ description: 'The first batch that is not what was sealed.' }),
    unsealed: z.int().nullable(),
  })
  .meta({ id: 'ReadLogChain' });

export const readLog = z.object({
  looks: z.array(z.object({ at: z.string(), by, relations, what: z.array(what) }).meta({ id: 'Look' })),
  total: z.int().meta({ description: 'How many there are in all.' }),
  chain,
});

const sampled = z
  .object({
    id: z.string(),
    at: z.string(),
    by,
    what: what.nullable(),
    caseId: z.string().nullable(),
    caseNumber: z.string().nullable(),
    pupilId: z.string().nullable(),
    relations,
    reviews: z.array(z.object({ by: z.string().nullable(), at: z.string(), note: z.string() })),
  })
  .meta({ id: 'SampledLook' });

export const readLogSample = z
  .object({ looks: z.array(sampled), seed: z.string(), chain })
  .meta({ id: 'ReadLogSample' });
