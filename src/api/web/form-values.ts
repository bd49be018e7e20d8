/** What was typed: the draft that the server keeps, and what a page sends on top of it. */
import { findDraft, type DraftKey, type DraftPage, type Seen } from '../../records/form-drafts.ts';
import { decode, moveRows } from '../../ui/forms/decode.ts';
import {
  filesIn,
  first,
  namesIn,
  rowCount,
  type Field,
  type FormSpec,
  type FormValues,
} from '../../ui/forms/spec.ts';
import { signedIn } from '../granted.ts';
import type { FormCall, FormDefinition, Place } from './form-definition.ts';

export const draftKey = (call: FormCall): DraftKey => {
  const { personId, role } = signedIn(call);
  return { personId, role, form: call.path };
};

/** What my day calls the draft: the form, and the case that it is about. */
export function draftPage(call: Pick<FormCall, 'granted' | 'ui' | 'form'>, title: string): DraftPage {
  const { case: file } = call.granted;
  const where = file === null ? [] : [call.ui.t('day.case', { number: file.number })];
  return { title: [title, ...where].join(', '), page: first(call.form, '_key'), seen: seenOn(call) };
}

/** How far the case had come on the page that was sent; null where it is about no case. */
export function seenOn({ form }: Pick<FormCall, 'form'>): Seen | null {
  const [revision, version] = [first(form, '_revision'), first(form, '_version')];
  const seen = { revision: Number(revision), version: Number(version) };
  const isSaid = revision !== '' && version !== '';
  return isSaid && Number.isInteger(seen.revision) && Number.isInteger(seen.version) ? seen : null;
}

/** What is in the form just now, for a form whose later steps hang on what was chosen before. */
export async function typedIn(call: FormCall): Promise<FormValues> {
  const draft = await findDraft(call.deps.db, draftKey(call));
  return { ...draft?.values, ...call.form };
}

/** Earlier steps from the draft, this one from the page: what was unticked or emptied is gone. */
export async function typedSoFar(
  form: FormDefinition,
  call: FormCall,
  spec: FormSpec,
  at: Place,
): Promise<FormValues> {
  const draft = await findDraft(call.deps.db, draftKey(call));
  const before = draft?.values ?? (await form.initial?.(call)) ?? {};
  if (at === 'check') return before;
  const fields = spec.steps[at]?.fields ?? [];
  const unseen = new Set(filesUnseen(fields, before, call.form));
  const typed = Object.entries(call.form).filter(
    ([name]) =>
      !unseen.has(name) && (!name.startsWith('_') || name.startsWith('_rows.') || name.startsWith('_file.')),
  );
  const asked = new Set(namesIn(fields, before).filter((name) => !unseen.has(name)));
  const kept = Object.entries(before).filter(([name]) => !asked.has(name));
  return Object.fromEntries([...kept, ...typed]);
}

/** Of files that were sent in after the page was made, as when it keeps itself as one types: it takes none away. */
const filesUnseen = (fields: readonly Field[], before: FormValues, sent: FormValues): string[] =>
  filesIn(fields, before)
    .map(({ name }) => ({ name, file: `_file.${name}` }))
    .filter(({ name, file }) => file in before && !(file in sent) && first(sent, name) === '')
    .flatMap(({ name, file }) => [name, file]);

export const withRow = (values: FormValues, name: string): FormValues => ({
  ...values,
  [`_rows.${name}`]: [String(rowCount(values, name) + 1)],
});

export const withoutRow = (values: FormValues, name: string, row: number): FormValues => {
  const rows = Array.from({ length: rowCount(values, name) }, (_, index) => index);
  return moveRows(
    values,
    name,
    rows.filter((index) => index !== row),
  );
};

export const typedOf = (spec: FormSpec, values: FormValues): Record<string, unknown> =>
  decode(
    spec.steps.flatMap((step) => step.fields),
    values,
  );
