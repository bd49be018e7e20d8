/** A form's page: one of its steps, or all the answers before they are sent. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { findDraft, type Seen } from '../../records/form-drafts.ts';
import { FormPage } from '../../ui/forms/form-page.tsx';
import { first, type FormError, type FormSpec, type FormValues } from '../../ui/forms/spec.ts';
import { Problem } from '../problem.ts';
import type { FormCall, FormDefinition, Place } from './form-definition.ts';
import { chooseAgain } from './form-files.ts';
import { draftKey, seenOn, typedOf, typedSoFar } from './form-values.ts';
import { liveOf } from './live.ts';
import type { PageReply } from './page.ts';

export function placeOf(spec: FormSpec, asked: string | undefined): Place {
  if (asked === 'check' && spec.steps.length > 1) return 'check';
  const step = Number(asked ?? 0);
  return Number.isInteger(step) && step >= 0 && step < spec.steps.length ? step : 0;
}

export async function showForm(form: FormDefinition, call: FormCall): Promise<PageReply> {
  const [spec, draft] = await Promise.all([form.spec(call), findDraft(call.deps.db, draftKey(call))]);
  const values = draft?.values ?? (await form.initial?.(call)) ?? {};
  const at = placeOf(spec, call.query['step']);
  return formPage(form, call, spec, {
    at,
    values,
    errors: [],
    remark: at === 'check' ? await remarkOn(form, call, spec, values) : null,
    isDraft: draft !== null && at === 0,
    seen: draft?.seen ?? null,
    sendKey: draft?.sentAs,
  });
}

export function formPage(
  form: FormDefinition,
  call: FormCall,
  spec: FormSpec,
  shown: {
    at: Place;
    values: FormValues;
    errors: readonly FormError[];
    isDraft?: boolean;
    remark?: string | null;
    status?: number;
    /** Left out: the case as it stands now. */
    seen?: Seen | null;
    /** Left out: what is sent from here is a new sending. */
    sendKey?: string | null | undefined;
  },
): PageReply {
  const { at, values, errors, isDraft = false, remark = null } = shown;
  const body = h(FormPage, {
    ui: call.ui,
    spec,
    action: addressOf(call),
    at,
    values,
    errors,
    sendKey: shown.sendKey ?? randomUUID(),
    seen: shown.seen ?? call.granted.case,
    back: form.back(call),
    isDraft,
    remark,
  });
  const title = errors.length === 0 ? spec.title : call.ui.t('form.errorTitle', { title: spec.title });
  const { case: file } = call.granted;
  const live = file === null ? {} : { live: liveOf(file) };
  return { kind: 'page', title, body, ...live, status: shown.status ?? (errors.length === 0 ? 200 : 422) };
}

/** The form's own address with what it was asked to begin with, which its later steps may show first. */
function addressOf({ path, query }: FormCall): string {
  const { step: _step, done: _done, ...asked } = query;
  const words = new URLSearchParams(asked).toString();
  return words === '' ? path : `${path}?${words}`;
}

/** The session that had made the form has ended: nothing is done, all of it is there to send again. */
export async function showAgain(form: FormDefinition, call: FormCall): Promise<PageReply> {
  // As one types: the page stays open, and says that it isn't kept.
  if (call.header('hx-request') === 'true') throw new Problem('not-signed-in');
  const spec = await form.spec(call);
  const at = placeOf(spec, first(call.form, '_at'));
  const values = await typedSoFar(form, call, spec, at);
  const errors = [{ name: '', text: call.ui.t('form.sendAgain') }, ...chooseAgain(call, spec, at, values)];
  return formPage(form, call, spec, { at, values, errors, seen: seenOn(call) });
}

const remarkOn = async (form: FormDefinition, call: FormCall, spec: FormSpec, values: FormValues) =>
  (await form.remark?.(typedOf(spec, values), call)) ?? null;
