/** A command's form as data and functions: what it asks, whom it asks, where it leads. */
import type { FormSpec, FormValues } from '../../ui/forms/spec.ts';
import type { Access } from '../access.ts';
import type { Reply, Route } from '../route.ts';
import type { PageCall, PageReply } from './page.ts';

/** What a form's own functions are given. */
export type FormCall = PageCall<Record<string, string>, Record<string, string>>;

/** Where the files of a form go, in place of the scans and papers. */
export type FileKeeper = {
  /** Takes the bytes, with `fileName` in its query and an idempotency key, and answers an id. */
  route: Route;
  /** The id's name in the answer. */
  idIn: string;
  /** Takes away what was sent in and went no further. */
  drop(call: FormCall, ids: readonly string[]): Promise<void>;
};

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
  /** The query of the route's address. */
  query?: Record<string, string>;
  /** One of its fields is a file: a scan or paper, or what a keeper of its own takes. */
  files?: true | FileKeeper;
  /** Refused when somebody changed the case meanwhile: for what replaces or decides (plan, order, closure). */
  exclusive?: true;
  back(call: FormCall): { href: string; label: string };
  /** Where to go on to (`?done=` tells what was done), or the page itself where the answer is told once and never again. */
  done(call: FormCall, reply: Reply): string | PageReply;
};

/** Where in a form one is: at one of its steps, or at its answers before they are sent. */
export type Place = number | 'check';
