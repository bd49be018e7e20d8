/** A saved mapping of another system's file, checked whole: every column of ours is there, every word is known. */
import { z } from 'zod';
import { dateForms, type ImportMapping } from '../../domain/import-mapping.ts';
import { importKinds } from '../../domain/import-rows.ts';
import { columnsOf } from '../../integrations/csv/columns.ts';
import { knownWords } from '../../integrations/csv/mapping.ts';
import { complain, line } from './common.ts';

const word = z.string().max(200);
const ourColumn = z
  .string()
  .min(1)
  .max(60)
  .meta({ description: 'Our column, as the sample files spell it.' });
/** A file isn't described by more columns than this, nor a column by more words. */
const most = { columns: 60, words: 500, rowsBefore: 50, position: 500 };

const column = z
  .strictObject({
    ours: ourColumn,
    theirs: z.string().trim().min(1).max(200).optional().meta({ description: 'Their heading.' }),
    position: z.int().min(1).max(most.position).optional().meta({ description: 'Or its place, from 1.' }),
  })
  .refine((it) => (it.theirs === undefined) !== (it.position === undefined), complain('heading-or-position'));

const shape = z.strictObject({
  name: line('The name by which it is used.', 'Vklass frånvaro').max(80),
  kind: z.enum(importKinds),
  columns: z.array(column).min(1).max(most.columns),
  header: z.boolean().default(true).meta({ description: 'False: the first row is data.' }),
  skipRows: z.int().min(0).max(most.rowsBefore).default(0).meta({ description: 'Lines before the header.' }),
  delimiter: z.enum([';', ',', '\t', '|']).nullable().default(null).meta({ description: 'Null: found out.' }),
  encoding: z.enum(['auto', 'utf-8', 'utf-16le', 'windows-1252']).default('auto'),
  dateForm: z.enum(dateForms).default('yyyy-mm-dd'),
  decimalComma: z.boolean().default(true),
  minutesIn: z
    .enum(['minutes', 'hours'])
    .default('minutes')
    .meta({ description: 'What times are in. Hours: `1,5`, `1:30`, `1 tim 30 min`.' }),
  values: z
    .record(ourColumn, z.record(word, word))
    .default({})
    .meta({ description: 'Their words and ours, by our column; `*` is every other word.' }),
  constants: z.record(ourColumn, word).default({}).meta({ description: 'The same in every row.' }),
  filePattern: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .nullable()
    .default(null)
    .meta({ description: 'File names that it is for, in the watched folder; `*` is anything.' }),
  complete: z
    .boolean()
    .default(false)
    .meta({ description: 'Of pupils: whoever is missing from the file has left its schools.' }),
});

type Complaint = { path: PropertyKey[]; code: Parameters<typeof complain>[0] };

function* complaintsOf(mapping: ImportMapping): Generator<Complaint> {
  const columns = new Map(columnsOf[mapping.kind].map((one) => [one.name, one]));
  const given = new Set(Object.keys(mapping.constants));
  for (const [index, { ours, position }] of mapping.columns.entries()) {
    if (!columns.has(ours)) yield { path: ['columns', index, 'ours'], code: 'no-such-column' };
    if (given.has(ours)) yield { path: ['columns', index, 'ours'], code: 'column-twice' };
    if (!mapping.header && position === undefined) {
      yield { path: ['columns', index, 'position'], code: 'position-missing' };
    }
    given.add(ours);
  }
  const lacking = [...columns.values()].some(({ name, required }) => required && !given.has(name));
  if (lacking) yield { path: ['columns'], code: 'columns-missing' };
  for (const name of Object.keys(mapping.constants)) {
    const known = knownWords(mapping.kind, name);
    if (!columns.has(name)) yield { path: ['constants', name], code: 'no-such-column' };
    else if (known?.includes(mapping.constants[name]?.toLowerCase() ?? '') === false) {
      yield { path: ['constants', name], code: 'no-such-word' };
    }
  }
  for (const [name, words] of Object.entries(mapping.values)) {
    const known = knownWords(mapping.kind, name);
    if (!columns.has(name)) yield { path: ['values', name], code: 'no-such-column' };
    else if (Object.keys(words).length > most.words) yield { path: ['values', name], code: 'too-many-words' };
    for (const [theirs, ours] of Object.entries(words)) {
      if (known?.includes(ours.toLowerCase()) === false) {
        yield { path: ['values', name, theirs], code: 'no-such-word' };
      }
    }
  }
  if (mapping.complete && mapping.kind !== 'pupils') yield { path: ['complete'], code: 'only-pupils' };
}

/** What is sent to save one. */
export const importMapping = shape
  .superRefine((mapping, context) => {
    for (const { path, code } of complaintsOf(mapping)) context.addIssue({ ...complain(code), path });
  })
  .meta({ id: 'ImportMapping', description: "How another system's file is read." });

/** What is answered. */
export const savedMapping = z
  .looseObject({ id: z.string(), name: z.string(), kind: z.enum(importKinds) })
  .meta({ id: 'SavedImportMapping' });
