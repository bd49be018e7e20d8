/** A form's field for a scan or paper, with the documents of the case that the reader may point at instead. */
import { sizeInWords } from '../../../texts/sizes.ts';
import type { SimpleField } from '../../../ui/forms/spec.ts';
import { compactDayOf } from '../../../ui/words.ts';
import { readableDocuments } from '../../case-documents.ts';
import { signedIn } from '../../granted.ts';
import { documentName } from '../case/document-words.ts';
import type { FormCall } from '../form.ts';

type FileField = Extract<SimpleField, { kind: 'file' }>;

/** `there` are those of `documentsThere`, where one may be chosen instead. */
export function fileField({ ui, deps }: FormCall, { hint, ...field }: Omit<FileField, 'kind'>): FileField {
  const limit = ui.t('form.file.hint', { limit: sizeInWords(deps.uploadLimitBytes) });
  return { kind: 'file', ...field, hint: hint === undefined ? limit : `${hint} ${limit}` };
}

/** The case's documents as choices; none before there is a case. */
export async function documentsThere(call: FormCall): Promise<NonNullable<FileField['there']>> {
  const { case: file, relation } = call.granted;
  if (file === null) return [];
  const rows = await readableDocuments(call.deps.db, signedIn(call).actor, relation, file);
  return rows.map((row) => ({
    value: row.id,
    label: `${documentName(call.ui, row)}, ${compactDayOf(call.ui, row.dated ?? row.receivedOn)}`,
  }));
}
