/**
 * One way to make a page: what it answers to, who may see it (the API's own `Access`), and what it shows. Pages of
 * the table `pages-of-web.ts` are served by `serve-page.ts`.
 */
import type { Readable } from 'node:stream';
import type { JSX } from 'preact';
import type { z } from 'zod';
import type { Instant, LocalDate } from '../../domain/time.ts';
import type { Language } from '../../texts/dates.ts';
import type { FormValues } from '../../ui/forms/spec.ts';
import type { Ui } from '../../ui/ui.ts';
import type { Access, Granted } from '../access.ts';
import type { Deps } from '../deps.ts';
import type { Reply } from '../route.ts';
import type { Session } from '../session.ts';
import { parseOrRefuse } from '../validate.ts';
import type { MayOpen } from './may-open.ts';
import type { SentForm } from './read-form.ts';

export type PageCall<P, Q> = {
  deps: Deps;
  session: Session | null;
  granted: Granted;
  params: P;
  query: Q;
  /** What a form sent; empty for GET. */
  form: FormValues;
  /** The files that a form sent, by their controls' names. */
  files: SentForm['files'];
  /** The path as it was asked for, with its ids and without its query. */
  path: string;
  now: Instant;
  today: LocalDate;
  ui: Ui;
  /** Whether a link of ours leads anywhere for this reader. */
  mayOpen: MayOpen;
  header(name: string): string | undefined;
};

export type PageReply =
  | {
      kind: 'page';
      title: string;
      body: JSX.Element;
      status?: number;
      /** The address of a stream of changes (`live.ts`). */
      live?: string;
      wide?: boolean;
      /** Asked for again after so many seconds, where no script does it: what goes on meanwhile. */
      refreshSeconds?: number;
    }
  /** Go on there (303): the answer to every form that was taken. */
  | {
      kind: 'go';
      to: string;
      session?: Reply['session'];
      language?: Language;
      /** The browser's secret while it is away at the provider (`pages/sign-in-provider.ts`); null: it is back. */
      signingIn?: string | null;
    }
  /** A part of a page. */
  | { kind: 'part'; body: JSX.Element }
  /** A file: bytes or text of this type, to open or (`saveAs`) to save; a stream is sent as it is read. */
  | { kind: 'file'; mediaType: string; content: Buffer | string | Readable; saveAs?: string }
  /** Events for an open page: `follow` tells them as they come, and gives what ends it. */
  | { kind: 'events'; follow(tell: (event: string) => void): () => void };

export type WebPage = {
  method: 'get' | 'post';
  /** `/cases/{id}`. */
  path: string;
  access: Access;
  /** Asked for by the browser itself: doesn't make the session last on. */
  unused?: 'unused';
  /** A form that asks for files: read as `multipart/form-data` once the permission is given. */
  files?: true;
  run(call: PageCall<Record<string, unknown>, Record<string, unknown>>): Promise<PageReply>;
  /**
   * Answers a form of ours that an ended session had made: shows it again with what was typed, and does nothing.
   * Without this such a form is refused.
   */
  again?(call: PageCall<Record<string, unknown>, Record<string, unknown>>): Promise<PageReply>;
};

/** Makes a page. `params` and `query` are checked after sign-in and permission. */
export function definePage<P extends z.ZodObject, Q extends z.ZodObject>(spec: {
  method?: 'get' | 'post';
  path: `/${string}`;
  access: Access;
  unused?: 'unused';
  params: P;
  query: Q;
  handle(call: PageCall<z.output<P>, z.output<Q>>): Promise<PageReply>;
}): WebPage {
  return {
    method: spec.method ?? 'get',
    path: spec.path,
    access: spec.access,
    ...(spec.unused === undefined ? {} : { unused: spec.unused }),
    async run(call) {
      return spec.handle({
        ...call,
        params: parseOrRefuse(spec.params, call.params, 'path'),
        query: parseOrRefuse(spec.query, call.query, 'query'),
      });
    },
  };
}
