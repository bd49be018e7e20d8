/** A form's answers to the API's own route: checked at each step, sent whole, a no beside its field. */
import { endDraft, noteRefused, noteSending } from '../../records/form-drafts.ts';
import {
  first,
  nameOfPointer,
  stepOf,
  type FormError,
  type FormSpec,
  type FormValues,
} from '../../ui/forms/spec.ts';
import { Problem, type ProblemDocument } from '../problem.ts';
import { parseOrRefuse } from '../validate.ts';
import { ask } from './ask.ts';
import type { FormCall, FormDefinition, Place } from './form-definition.ts';
import { errorsOf } from './form-errors.ts';
import { formPage } from './form-show.ts';
import { changedSince, writtenFor } from './form-stale.ts';
import { draftKey, seenOn, typedOf } from './form-values.ts';
import type { PageReply } from './page.ts';

type Sending = { form: FormDefinition; call: FormCall; spec: FormSpec; at: Place; values: FormValues };

/** On to the next step, when this one's answers hold. */
export async function next({ form, call, spec, at, values }: Sending): Promise<PageReply> {
  const step = at === 'check' ? 0 : at;
  const problem = await check(form, call, spec, values);
  const errors = problem === null ? [] : errorsIn({ form, call, spec, at, values }, problem);
  const here = errors.filter((error) => error.name !== '' && stepOf(spec, error.name) === step);
  if (here.length > 0) {
    return formPage(form, call, spec, { at: step, values, errors: here, seen: seenOn(call) });
  }
  const to = step + 1 >= spec.steps.length ? 'check' : String(step + 1);
  return { kind: 'go', to: `${call.path}?step=${to}` };
}

function errorsIn({ form, call, spec, values }: Sending, problem: ProblemDocument): FormError[] {
  const typed = typedOf(spec, values);
  const nameOf = (pointer: string) => form.nameOf?.(pointer, typed) ?? nameOfPointer(pointer);
  return errorsOf(call.ui, spec, values, problem, nameOf);
}

const bodyOf = async (form: FormDefinition, call: FormCall, typed: Record<string, unknown>) =>
  form.toBody === undefined ? typed : form.toBody(typed, call);

/** The first no of the route's own schema. */
async function check(
  form: FormDefinition,
  call: FormCall,
  spec: FormSpec,
  values: FormValues,
): Promise<ProblemDocument | null> {
  if (form.route.body.kind !== 'json') return null;
  try {
    parseOrRefuse(form.route.body.schema, await bodyOf(form, call, typedOf(spec, values)));
    return null;
  } catch (error) {
    if (error instanceof Problem) return error.document;
    throw error;
  }
}

export async function send({ form, call, spec, at, values }: Sending): Promise<PageReply> {
  const typed = typedOf(spec, values);
  const seen = form.exclusive === true ? await writtenFor(call, seenOn(call)) : seenOn(call);
  const key = first(call.form, '_key');
  await noteSending(call.deps.db, draftKey(call), key);
  const answered = await ask(call, form.route, {
    params: form.params?.(call, typed) ?? call.params,
    query: form.query ?? {},
    json: await bodyOf(form, call, typed),
    headers: {
      'idempotency-key': key,
      ...(form.exclusive === true && seen !== null ? { 'if-match': `"${seen.revision}"` } : {}),
    },
  });
  if (answered.ok) {
    await endDraft(call.deps.db, draftKey(call), key);
    const done = form.done(call, answered.reply);
    return typeof done === 'string' ? { kind: 'go', to: done } : done;
  }
  const { problem } = answered;
  // Without an answer nobody knows whether it was taken: sent again it is the same sending, and done once.
  if (problem.status !== 503) await noteRefused(call.deps.db, draftKey(call));
  if (problem.status === 401 || problem.status === 404) {
    throw new Problem(problem.code, { status: problem.status });
  }
  const errors = errorsIn({ form, call, spec, at, values }, problem);
  const { status } = problem;
  if (status === 503) return formPage(form, call, spec, { at, values, errors, status, seen, sendKey: key });
  if (problem.code === 'stale-revision' && seen !== null) {
    // Sent again from here it is meant for the case as it stands now.
    const told = [...errors, ...(await changedSince(call, seen))];
    return formPage(form, call, spec, { at, values, errors: told, status });
  }
  return formPage(form, call, spec, { at, values, errors, status, seen });
}
