/**
 * A command's form: two pages at one address. It shows one step at a time, keeps what is typed on the server, shows
 * all of it before it's sent, and sends it to the API's own route. A refusal leaves everything as it was typed.
 */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { dropDraft, findDraft, keepDraft, type DraftKey } from '../../records/form-drafts.ts';
import { longDate } from '../../texts/dates.ts';
import { decode, moveRows, withoutEmptyRows } from '../../ui/forms/decode.ts';
import { DraftKept, FormPage, stepOf } from '../../ui/forms/form-page.tsx';
import {
  first,
  nameOfPointer,
  namesIn,
  rowCount,
  type FormError,
  type FormSpec,
  type FormValues,
} from '../../ui/forms/spec.ts';
import type { Access } from '../access.ts';
import { signedIn } from '../granted.ts';
import { Problem, type ProblemDocument } from '../problem.ts';
import type { Reply, Route } from '../route.ts';
import { todayAt } from '../today.ts';
import { instant } from '../../domain/time.ts';
import { parseOrRefuse } from '../validate.ts';
import { ask } from './ask.ts';
import { errorsOf } from './form-errors.ts';
import { liveOf } from './live.ts';
import type { PageCall, PageReply, WebPage } from './page.ts';

/** What a form's own functions are given. */
export type FormCall = PageCall<Record<string, string>, Record<string, string>>;

export type FormDefinition = {
  path: `/${string}`;
  /** The API's route that takes it: `apiRoute('post', '/cases/{id}/contacts')`. */
  route: Route;
  /** Only where the form's address names other things than the route's: else the route's own access is asked. */
  access?: Access;
  /** The form in the reader's language, with the options of this case. */
  spec(call: FormCall): FormSpec | Promise<FormSpec>;
  /** What stands in it at first. */
  initial?(call: FormCall): FormValues | Promise<FormValues>;
  /** The command's body, where the form asks in another shape. */
  toBody?(body: Record<string, unknown>, call: FormCall): unknown;
  /** The control's name for a refusal's field, where `toBody` moved it; `typed` is what `toBody` was given. */
  nameOf?(pointer: string, typed: Record<string, unknown>): string;
  /** Said where the answers are shown before they are sent: what it lacks, what follows from it. */
  remark?(typed: Record<string, unknown>, call: FormCall): string | null | Promise<string | null>;
  /** Of the route's address: by default the page's own. */
  params?(call: FormCall, body: Record<string, unknown>): Record<string, string>;
  /** Refused when somebody changed the case meanwhile: for what replaces or decides (plan, order, closure). */
  exclusive?: true;
  back(call: FormCall): { href: string; label: string };
  /** Where to go on to; `?done=` tells what was done. */
  done(call: FormCall, reply: Reply): string;
};

/** The two pages of a form. */
export function defineForm(form: FormDefinition): WebPage[] {
  const access = form.access ?? form.route.access;
  return [
    { method: 'get', path: form.path, access, run: (call) => showForm(form, formCall(call)) },
    {
      method: 'post',
      path: form.path,
      access,
      run: (call) => takeForm(form, formCall(call)),
      again: (call) => showAgain(form, formCall(call)),
    },
  ];
}

const words = z.record(z.string(), z.string().max(500));

const formCall = (call: PageCall<Record<string, unknown>, Record<string, unknown>>): FormCall => ({
  ...call,
  params: parseOrRefuse(words, call.params, 'path'),
  query: parseOrRefuse(words, call.query, 'query'),
});

const draftKey = (call: FormCall): DraftKey => {
  const { personId, role } = signedIn(call);
  return { personId, role, form: call.path };
};

/** What is in the form just now, for a form whose later steps hang on what was chosen before. */
export async function typedIn(call: FormCall): Promise<FormValues> {
  const draft = await findDraft(call.deps.db, draftKey(call));
  return { ...draft?.values, ...call.form };
}

type Place = number | 'check';

function placeOf(spec: FormSpec, asked: string | undefined): Place {
  if (asked === 'check' && spec.steps.length > 1) return 'check';
  const step = Number(asked ?? 0);
  return Number.isInteger(step) && step >= 0 && step < spec.steps.length ? step : 0;
}

async function showForm(form: FormDefinition, call: FormCall): Promise<PageReply> {
  const [spec, draft] = await Promise.all([form.spec(call), findDraft(call.deps.db, draftKey(call))]);
  const values = draft?.values ?? (await form.initial?.(call)) ?? {};
  const at = placeOf(spec, call.query['step']);
  return page(form, call, spec, {
    at,
    values,
    errors: [],
    remark: at === 'check' ? await remarkOn(form, call, spec, values) : null,
    draftOf: draft !== null && at === 0 ? whenOf(call, draft.updatedAt) : null,
  });
}

const whenOf = (call: FormCall, at: Date): string => longDate(call.ui.lang, todayAt(instant(at.getTime())));

function page(
  form: FormDefinition,
  call: FormCall,
  spec: FormSpec,
  shown: {
    at: Place;
    values: FormValues;
    errors: readonly FormError[];
    draftOf?: string | null;
    remark?: string | null;
    status?: number;
  },
): PageReply {
  const { at, values, errors, draftOf = null, remark = null } = shown;
  const body = h(FormPage, {
    ui: call.ui,
    spec,
    action: call.path,
    at,
    values,
    errors,
    sendKey: randomUUID(),
    revision: call.granted.case?.revision ?? null,
    back: form.back(call),
    draftOf,
    remark,
  });
  const title = errors.length === 0 ? spec.title : call.ui.t('form.errorTitle', { title: spec.title });
  const { case: file } = call.granted;
  const live = file === null ? {} : { live: liveOf(file) };
  return { kind: 'page', title, body, ...live, status: shown.status ?? (errors.length === 0 ? 200 : 422) };
}

/** The session that had made the form has ended: nothing is done, all of it is there to send again. */
async function showAgain(form: FormDefinition, call: FormCall): Promise<PageReply> {
  // As one types: the page stays open, and says that it isn't kept.
  if (call.header('hx-request') === 'true') throw new Problem('not-signed-in');
  const spec = await form.spec(call);
  const at = placeOf(spec, first(call.form, '_at'));
  const values = await typedSoFar(form, call, spec, at);
  const errors = [{ name: '', text: call.ui.t('form.sendAgain') }];
  return page(form, call, spec, { at, values, errors });
}

async function takeForm(form: FormDefinition, call: FormCall): Promise<PageReply> {
  const spec = await form.spec(call);
  const { db } = call.deps;
  const key = draftKey(call);
  const at = placeOf(spec, first(call.form, '_at'));
  const go = call.form['_go']?.at(-1) ?? 'send';
  if (go === 'discard') {
    await dropDraft(db, key);
    return { kind: 'go', to: form.back(call).href };
  }
  const values = await typedSoFar(form, call, spec, at);
  if (go === 'keep') {
    await keepDraft(db, key, values);
    return { kind: 'part', body: h(DraftKept, { ui: call.ui }) };
  }
  const [what = '', name = '', row = ''] = go.split(':');
  if (what === 'add' || what === 'remove') {
    await keepDraft(db, key, what === 'add' ? withRow(values, name) : withoutRow(values, name, Number(row)));
    return { kind: 'go', to: `${call.path}?step=${at}#f-${name.replaceAll('.', '-')}` };
  }
  if (go === 'later') {
    await keepDraft(db, key, values);
    return { kind: 'go', to: withDone(form.back(call).href, 'draftKept') };
  }
  const fields = spec.steps.flatMap((step) => step.fields);
  const filled = withoutEmptyRows(fields, values);
  await keepDraft(db, key, filled);
  if (go === 'back') {
    const to = at === 'check' ? spec.steps.length - 1 : Math.max(0, at - 1);
    return { kind: 'go', to: `${call.path}?step=${to}` };
  }
  const sending = { form, call, spec, at, values: filled };
  return go === 'next' ? next(sending) : send(sending);
}

/** Earlier steps from the draft, this one from the page: what was unticked or emptied is gone. */
async function typedSoFar(
  form: FormDefinition,
  call: FormCall,
  spec: FormSpec,
  at: Place,
): Promise<FormValues> {
  const draft = await findDraft(call.deps.db, draftKey(call));
  const before = draft?.values ?? (await form.initial?.(call)) ?? {};
  if (at === 'check') return before;
  const typed = Object.entries(call.form).filter(
    ([name]) => !name.startsWith('_') || name.startsWith('_rows.'),
  );
  const asked = new Set(namesIn(spec.steps[at]?.fields ?? [], before));
  const kept = Object.entries(before).filter(([name]) => !asked.has(name));
  return Object.fromEntries([...kept, ...typed]);
}

const withRow = (values: FormValues, name: string): FormValues => ({
  ...values,
  [`_rows.${name}`]: [String(rowCount(values, name) + 1)],
});

const withoutRow = (values: FormValues, name: string, row: number): FormValues => {
  const rows = Array.from({ length: rowCount(values, name) }, (_, index) => index);
  return moveRows(
    values,
    name,
    rows.filter((index) => index !== row),
  );
};

export const withDone = (href: string, what: string): string =>
  `${href}${href.includes('?') ? '&' : '?'}done=${what}`;

type Sending = { form: FormDefinition; call: FormCall; spec: FormSpec; at: Place; values: FormValues };

/** On to the next step, when this one's answers hold. */
async function next({ form, call, spec, at, values }: Sending): Promise<PageReply> {
  const step = at === 'check' ? 0 : at;
  const problem = await check(form, call, spec, values);
  const errors = problem === null ? [] : errorsIn({ form, call, spec, at, values }, problem);
  const here = errors.filter((error) => error.name !== '' && stepOf(spec, error.name) === step);
  if (here.length > 0) return page(form, call, spec, { at: step, values, errors: here });
  const to = step + 1 >= spec.steps.length ? 'check' : String(step + 1);
  return { kind: 'go', to: `${call.path}?step=${to}` };
}

function errorsIn({ form, call, spec, values }: Sending, problem: ProblemDocument): FormError[] {
  const typed = typedOf(spec, values);
  const nameOf = (pointer: string) => form.nameOf?.(pointer, typed) ?? nameOfPointer(pointer);
  return errorsOf(call.ui, spec, values, problem, nameOf);
}

const remarkOn = async (form: FormDefinition, call: FormCall, spec: FormSpec, values: FormValues) =>
  (await form.remark?.(typedOf(spec, values), call)) ?? null;

const typedOf = (spec: FormSpec, values: FormValues): Record<string, unknown> =>
  decode(
    spec.steps.flatMap((step) => step.fields),
    values,
  );

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

async function send({ form, call, spec, at, values }: Sending): Promise<PageReply> {
  const typed = typedOf(spec, values);
  const revision = first(call.form, '_revision');
  const answered = await ask(call, form.route, {
    params: form.params?.(call, typed) ?? call.params,
    json: await bodyOf(form, call, typed),
    headers: {
      'idempotency-key': first(call.form, '_key'),
      ...(form.exclusive === true && revision !== '' ? { 'if-match': `"${revision}"` } : {}),
    },
  });
  if (answered.ok) {
    await dropDraft(call.deps.db, draftKey(call));
    return { kind: 'go', to: form.done(call, answered.reply) };
  }
  const { problem } = answered;
  if (problem.status === 401 || problem.status === 404) {
    throw new Problem(problem.code, { status: problem.status });
  }
  const errors = errorsIn({ form, call, spec, at, values }, problem);
  return page(form, call, spec, { at, values, errors, status: problem.status });
}
