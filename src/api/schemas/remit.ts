/** The coordinator's remit on the wire. */
import { z } from 'zod';
import { bothLine, bothNote } from './both.ts';

export const remitFields = {
  title: bothLine('Its title.', 'Samordnaren för ökad skolnärvaro'),
  sections: z
    .array(
      z.strictObject({
        heading: bothLine('The heading.', 'Vad uppdraget är'),
        text: bothNote('What it says.'),
      }),
    )
    .min(1)
    .max(50),
};

export const remit = z
  .object({
    version: z.int().meta({ description: '0 is the one that comes with the product.' }),
    changedOn: z.string().nullable(),
    ...remitFields,
  })
  .meta({ id: 'Remit' });
