/** The register of papers, on the wire. */
import { z } from 'zod';
import { secrecyTags } from '../../domain/documents/document.ts';
import { registryDirections, registryKinds, registryParties } from '../../domain/registry/entry.ts';
import { retentionRuleIds } from '../../domain/retention/rules.ts';
import { complain, date, note, optional } from './common.ts';
import { limit, offset } from './page.ts';

const direction = z.enum(registryDirections).meta({ description: 'Received, drawn up (by us), or sent.' });
const number = z
  .string()
  .meta({ description: 'Its number in the series of its year.', example: 'BRG 2026:17' });
const on = z.string().meta({ format: 'date', description: "The paper's own day." });

export const registryEntry = z
  .object({
    number,
    year: z.int(),
    running: z.int(),
    caseId: z.string(),
    caseNumber: z.string().nullable().meta({ description: 'Null where the case has been destroyed.' }),
    direction,
    kind: z.enum(registryKinds),
    party: z.enum(registryParties).nullable().meta({ description: 'From whom or to whom, by role.' }),
    secrecy: z.enum(secrecyTags),
    paragraph: z.string().meta({ description: 'The provision on secrecy that is most often asked about.' }),
    rule: z.enum(retentionRuleIds),
    on,
    registeredOn: z.string().meta({ format: 'date' }),
  })
  .meta({ id: 'RegistryEntry', description: 'A paper in the register (diarium). It names nobody.' });

export const registryEntryOfCase = registryEntry
  .extend({ note: z.string().nullable().meta({ description: 'What was said of it by whoever entered it.' }) })
  .meta({ id: 'RegistryEntryOfCase' });

export const publicRegistryEntry = z
  .object({
    number,
    direction,
    kind: z.enum(registryKinds).nullable().meta({ description: 'Null where it is masked.' }),
    on,
  })
  .meta({ id: 'PublicRegistryEntry', description: 'What anybody may see of a paper in the register.' });

const year = z.coerce.number().int().min(1990).max(2999);

export const registryQuery = z.object({
  year: year.optional(),
  direction: direction.optional(),
  kind: z.enum(registryKinds).optional(),
  secrecy: z.enum(secrecyTags).optional(),
  search: z.string().max(40).default('').meta({ description: "An entry's number, or how a case's begins." }),
  limit,
  offset,
});

export const publicRegistryQuery = z.object({ year: year.optional(), limit, offset });

export const registryBody = z
  .strictObject({
    direction,
    kind: z.enum(registryKinds),
    party: optional(z.enum(registryParties)),
    secrecy: z.enum(secrecyTags),
    on: date('When it came, was drawn up, or sent; not after today.'),
    note: optional(note('What paper it is, and where it is kept.')),
  })
  .superRefine(({ direction: way, party }, context) => {
    // What came from or went to somebody says from or to whom.
    if (way !== 'drawnUp' && party === null)
      context.addIssue({ ...complain('party-missing'), path: ['party'] });
  })
  .meta({ id: 'RegistryBody' });
