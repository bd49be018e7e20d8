/**
 * Files that are chosen in a form. Each is sent in by the API's own route as soon as the form is, and kept with the
 * draft by its id, so that it outlives the form's later steps and a refusal of something else.
 */
import { createHash } from 'node:crypto';
import { dropUnfiled } from '../../records/documents.ts';
import { findDraft } from '../../records/form-drafts.ts';
import { sizeInWords } from '../../texts/sizes.ts';
import {
  filesIn,
  first,
  uploadName,
  type FormError,
  type FormSpec,
  type FormValues,
} from '../../ui/forms/spec.ts';
import { signedIn } from '../granted.ts';
import { Problem, type ProblemDocument } from '../problem.ts';
import { apiRoute, ask } from './ask.ts';
import type { FileKeeper, FormCall, FormDefinition, Place } from './form-definition.ts';
import { draftKey } from './form-values.ts';
import type { SentFile } from './read-form.ts';

const papers: FileKeeper = {
  route: apiRoute('post', '/documents'),
  idIn: 'documentId',
  drop: (call, ids) => dropUnfiled(call.deps.db, ids, signedIn(call).personId),
};

const keeperOf = ({ files }: FormDefinition): FileKeeper => (typeof files === 'object' ? files : papers);

const fieldsAt = (spec: FormSpec, at: Place) => (at === 'check' ? [] : (spec.steps[at]?.fields ?? []));

/** The values with what was chosen on this page sent in; what isn't received is told beside its field. */
export async function takeFiles(
  form: FormDefinition,
  call: FormCall,
  spec: FormSpec,
  at: Place,
  values: FormValues,
): Promise<{ values: FormValues; errors: FormError[] }> {
  let taken = values;
  const errors: FormError[] = [];
  for (const { name, label } of filesIn(fieldsAt(spec, at), values)) {
    const file = call.files[uploadName(name)];
    if (file === undefined) continue;
    const sent = await sendIn(keeperOf(form), call, name, file);
    if ('problem' in sent) {
      const { detail, detail_en } = sent.problem;
      errors.push({ name, text: `${label}: ${call.ui.lang === 'sv' ? detail : detail_en}` });
    } else {
      taken = { ...taken, [name]: [sent.id], [`_file.${name}`]: [sent.id, file.fileName] };
    }
  }
  return { values: taken, errors };
}

type SentIn = { id: string } | { problem: ProblemDocument };

async function sendIn(
  { route, idIn }: FileKeeper,
  call: FormCall,
  name: string,
  { fileName, bytes, tooLarge }: SentFile,
): Promise<SentIn> {
  if (tooLarge) {
    const limit = sizeInWords(call.deps.uploadLimitBytes);
    return { problem: new Problem('too-large', { params: { limit } }).document };
  }
  // Pressed twice it is one file; another file from the same page is another.
  const key = createHash('sha256')
    .update(JSON.stringify([first(call.form, '_key'), name]))
    .update(bytes)
    .digest('hex');
  const answered = await ask(call, route, {
    query: { fileName: fileName.slice(0, 200) },
    bytes,
    headers: { 'idempotency-key': key },
  });
  if (!answered.ok) return { problem: answered.problem };
  return { id: String(Object(answered.reply.body)[idIn]) };
}

/** Where nothing was done with what was sent: which files are to be chosen again. */
export const chooseAgain = (call: FormCall, spec: FormSpec, at: Place, values: FormValues): FormError[] =>
  filesIn(fieldsAt(spec, at), values)
    .filter(({ name }) => call.files[uploadName(name)] !== undefined)
    .map(({ name, label }) => ({ name, text: call.ui.t('form.file.again', { label }) }));

/** Takes away what was chosen in a form that is put away. */
export async function dropFiles(form: FormDefinition, call: FormCall): Promise<void> {
  const draft = await findDraft(call.deps.db, draftKey(call));
  const ids = Object.entries(draft?.values ?? {}).flatMap(([name, [id = '']]) =>
    name.startsWith('_file.') ? [id] : [],
  );
  await keeperOf(form).drop(call, ids);
}
