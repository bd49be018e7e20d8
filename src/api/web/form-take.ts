/** What a form's buttons do: keep, add a row, go back or on, send, put away. */
import { h } from 'preact';
import { endDraft, keepDraft } from '../../records/form-drafts.ts';
import { withoutEmptyRows } from '../../ui/forms/decode.ts';
import { DraftKept } from '../../ui/forms/form-page.tsx';
import { first } from '../../ui/forms/spec.ts';
import { withDone } from './done.ts';
import type { FormCall, FormDefinition } from './form-definition.ts';
import { dropFiles, takeFiles } from './form-files.ts';
import { next, send } from './form-send.ts';
import { formPage, placeOf } from './form-show.ts';
import { draftKey, draftPage, seenOn, typedSoFar, withoutRow, withRow } from './form-values.ts';
import type { PageReply } from './page.ts';

export async function takeForm(form: FormDefinition, call: FormCall): Promise<PageReply> {
  const spec = await form.spec(call);
  const { db } = call.deps;
  const key = draftKey(call);
  const at = placeOf(spec, first(call.form, '_at'));
  const about = draftPage(call, spec.title);
  const go = call.form['_go']?.at(-1) ?? 'send';
  if (go === 'discard') {
    await dropFiles(form, call);
    await endDraft(db, key, first(call.form, '_key'));
    return { kind: 'go', to: form.back(call).href };
  }
  const { values, errors } = await takeFiles(form, call, spec, at, await typedSoFar(form, call, spec, at));
  if (errors.length > 0) {
    await keepDraft(db, key, values, about);
    return formPage(form, call, spec, { at, values, errors, seen: seenOn(call) });
  }
  if (go === 'keep') {
    await keepDraft(db, key, values, about);
    return { kind: 'part', body: h(DraftKept, { ui: call.ui }) };
  }
  const [what = '', name = '', row = ''] = go.split(':');
  if (what === 'add' || what === 'remove') {
    const changed = what === 'add' ? withRow(values, name) : withoutRow(values, name, Number(row));
    await keepDraft(db, key, changed, about);
    return { kind: 'go', to: `${call.path}?step=${at}#f-${name.replaceAll('.', '-')}` };
  }
  if (go === 'later') {
    await keepDraft(db, key, values, about);
    return { kind: 'go', to: withDone(form.back(call).href, 'draftKept') };
  }
  const fields = spec.steps.flatMap((step) => step.fields);
  const filled = withoutEmptyRows(fields, values);
  await keepDraft(db, key, filled, about);
  if (go === 'back') {
    const to = at === 'check' ? spec.steps.length - 1 : Math.max(0, at - 1);
    return { kind: 'go', to: `${call.path}?step=${to}` };
  }
  const sending = { form, call, spec, at, values: filled };
  return go === 'next' ? next(sending) : send(sending);
}
