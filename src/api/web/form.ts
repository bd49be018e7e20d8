/**
 * A command's form: two pages at one address. It shows one step at a time, keeps what is typed on the server, shows
 * all of it before it's sent, and sends it to the API's own route. A refusal leaves everything as it was typed.
 */
import { z } from 'zod';
import { parseOrRefuse } from '../validate.ts';
import type { FormCall, FormDefinition } from './form-definition.ts';
import { showAgain, showForm } from './form-show.ts';
import { takeForm } from './form-take.ts';
import type { PageCall, WebPage } from './page.ts';

export { withDone } from './done.ts';
export type { FormCall, FormDefinition } from './form-definition.ts';
export { typedIn } from './form-values.ts';

/** The two pages of a form. */
export function defineForm(form: FormDefinition): WebPage[] {
  const access = form.access ?? form.route.access;
  return [
    { method: 'get', path: form.path, access, run: (call) => showForm(form, formCall(call)) },
    {
      method: 'post',
      path: form.path,
      access,
      ...(form.files === undefined ? {} : { files: true as const }),
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
