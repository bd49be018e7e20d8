/** Places to guide families to, on the wire. */
import { z } from 'zod';
import { needs } from '../../domain/directory/entry.ts';
import { bothLine, bothNote } from './both.ts';
import { complain, line, optional } from './common.ts';
import { originSchema } from './lists.ts';

export const age = z.int().min(0).max(150);
export const needOfHelp = z.enum(needs);

export const directoryFields = {
  name: bothLine('What it is called.', 'Ungdomsmottagningen'),
  does: bothNote('What it does.'),
  howToReach: bothNote('How to reach it.'),
  selfReferral: optional(bothNote('How egenremiss works there; null where there is none.')),
  needs: z.array(needOfHelp).min(1).max(needs.length),
  ages: z
    .strictObject({ from: optional(age), to: optional(age) })
    .refine(({ from, to }) => from === null || to === null || from <= to, {
      ...complain('end-before-start'),
      path: ['to'],
    })
    .meta({ description: 'Whole years, both included; null is open to that side.' }),
  phone: optional(line('A telephone number of the place, not of a person.', '0500-12 34 56')),
  web: optional(
    z
      .url({ protocol: /^https?$/ })
      .max(500)
      .meta({ description: 'Its web page.', example: 'https://www.umo.se' }),
  ),
};

export const directoryEntry = z
  .object({ id: z.string(), retired: z.boolean(), origin: originSchema, ...directoryFields })
  .meta({ id: 'DirectoryEntry', description: 'A place to guide families to.' });
