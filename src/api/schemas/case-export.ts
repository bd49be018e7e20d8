/** `case.json` of a case that is handed out; published as `docs/case-export.schema.json` and in each ZIP. */
import { z } from 'zod';
import { secrecyTags } from '../../domain/documents/document.ts';
import { exportReceivers } from '../../domain/export/masking.ts';
import { registryEntry } from './registry.ts';

const secrecy = z.enum(secrecyTags);

const masked = z.object({
  part: z.enum(['event', 'document']),
  seq: z.int().nullable().meta({ description: "The event's place in the case's row." }),
  what: z.string().meta({ description: 'The kind of event or document.' }),
  on: z.string().meta({ format: 'date' }),
  secrecy,
  paragraph: z.string().meta({ description: 'The provision that it is masked by.' }),
  by: z.string().meta({ description: 'Who handed the case out, and decided.' }),
  decidedOn: z.string().meta({ format: 'date' }),
});

export const caseExport = z
  .object({
    format: z.literal('bryggan-case'),
    version: z.literal(1),
    exportedOn: z.string().meta({ format: 'date' }),
    exportedBy: z.string(),
    receiver: z.enum(exportReceivers),
    case: z.looseObject({ id: z.string(), number: z.string(), openedOn: z.string() }),
    events: z.array(
      z.object({
        seq: z.int(),
        at: z.string().meta({ description: 'The moment, UTC.' }),
        on: z.string().meta({ format: 'date' }),
        type: z.string(),
        title: z.string(),
        by: z.object({ role: z.string(), name: z.string().nullable() }),
        detail: z
          .looseObject({})
          .meta({ description: 'What happened, with the texts that the receiver gets.' }),
      }),
    ),
    documents: z.array(
      z.object({
        path: z.string().meta({ description: 'The file in the ZIP.' }),
        kind: z.string(),
        secrecy,
        title: z.string().nullable(),
        dated: z.string().nullable(),
        receivedOn: z.string(),
        mediaType: z.string(),
        sha256: z.string(),
      }),
    ),
    registry: z
      .array(registryEntry)
      .meta({ description: "The case's papers in the register; empty for the family." }),
    masked: z.array(masked),
  })
  .meta({ id: 'CaseExport', description: 'A case as it was handed out to one receiver.' });

export type CaseExport = z.output<typeof caseExport>;
export type MaskedLine = z.output<typeof masked>;

/** JSON Schema 2020-12. */
export const caseExportSchema = (): unknown => z.toJSONSchema(caseExport);
