/** What commands answer, and the headers that they take. */
import { z } from 'zod';

export const commandAnswer = z
  .object({
    caseId: z.string(),
    number: z.string().meta({ description: "The case's public number; says nothing about the pupil." }),
    revision: z.int().meta({ description: "Counts people's commands; send it as `If-Match`." }),
    version: z.int().meta({ description: 'Counts events.' }),
    events: z.array(z.string()).meta({ description: 'What happened, as types of events.' }),
    ids: z
      .record(z.string(), z.array(z.string()))
      .meta({ description: 'The ids that were made, by name: `planId`, `measureIds`.' }),
    projected: z
      .boolean()
      .meta({ description: 'Whether pages and lists show it already; if not, they will in a moment.' }),
    links: z.object({ case: z.string(), timeline: z.string(), obligations: z.string() }),
  })
  .meta({ id: 'CommandAnswer', description: 'A command was accepted.' });

export type CommandAnswerBody = z.output<typeof commandAnswer>;

const idempotencyHeader = z.string().meta({
  description:
    'Your own value for this command, 8–128 characters, such as a UUID. The same key again gives the first answer.',
  example: '8a8f0f0c-8a1e-4a55-9a27-6a4f0f6f2a77',
});

export const commandHeaders = z.object({
  'Idempotency-Key': idempotencyHeader,
  'If-Match': z.string().optional().meta({
    description: 'The revision that you read, in quotes. An older one is refused (412).',
    example: '"7"',
  }),
});
