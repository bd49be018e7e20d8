/** The pages' door: session → our own form? → permission → the page → its frame. Problems become pages too. */
import { render } from 'preact-render-to-string';
import type { Request, RequestHandler, Response } from 'express';
import { h, type JSX } from 'preact';
import type { Language } from '../../texts/dates.ts';
import type { FormValues } from '../../ui/forms/spec.ts';
import { Layout } from '../../ui/layout.tsx';
import { ProblemPage } from '../../ui/pages/problem.tsx';
import type { Ui } from '../../ui/ui.ts';
import { authorize } from '../access.ts';
import type { Deps } from '../deps.ts';
import { problemOf } from '../errors.ts';
import { Problem } from '../problem.ts';
import { note, setSession } from '../serve.ts';
import { readSession, type Session } from '../session.ts';
import { todayAt } from '../today.ts';
import { assetUrls } from './assets.ts';
import { isCsrfOf } from './csrf.ts';
import { doneText } from './done.ts';
import { sendEvents } from './events.ts';
import type { mayOpenOf } from './may-open.ts';
import type { PageReply, WebPage } from './page.ts';
import { isMultipart, nothingSent, readSent } from './read-form.ts';
import { languageCookie, languageOf, uiOf } from './reader.ts';

/** The handler of one page. */
export function servePage(deps: Deps, page: WebPage, mayOpen: ReturnType<typeof mayOpenOf>): RequestHandler {
  return async (request, response) => {
    let session: Session | null = null;
    try {
      const header = (name: string) => request.get(name);
      const [found, now] = await Promise.all([readSession(deps.db, header, new Date()), deps.now()]);
      session = found;
      if (Object.values(request.params).some((part) => String(part).includes('\0'))) {
        throw new Problem('not-found');
      }
      const { id } = request.params;
      const today = todayAt(now);
      const allowed = () =>
        authorize(deps.db, page.access, session?.actor ?? null, typeof id === 'string' ? { id } : {}, {
          mode: deps.mode,
          today,
        });
      // Files are large: nobody's are read before the permission is given.
      const before = page.method === 'post' && isMultipart(request) ? await allowed() : null;
      const sending = { files: page.files === true, limitBytes: deps.uploadLimitBytes };
      const { form, files } =
        page.method === 'post' ? await readSent(request, response, sending) : nothingSent;
      const ours = page.method === 'get' || isOurs(session, form);
      if (!ours && page.again === undefined) throw new Problem('cross-site');
      const granted = before ?? (await allowed());
      if (session !== null) await note(deps, `page ${page.method} ${page.path}`, session, granted, now);
      const { path, params, query } = request;
      const ui = await uiFor(deps, request, session);
      const answer = ours || page.again === undefined ? page.run : page.again;
      const reply = await answer({
        deps,
        session,
        granted,
        params,
        query: { ...query },
        form,
        files,
        path,
        now,
        today,
        ui,
        mayOpen: mayOpen(session, granted, deps.mode),
        header,
      });
      if (reply.kind === 'events') sendEvents(deps, request, response, reply);
      else send(deps, response, ui, reply, doneText(ui, query['done']));
    } catch (error) {
      await sendProblemPage(deps, request, response, session, error);
    }
  };
}

/** Whether a page of this session made the form. */
const isOurs = (session: Session | null, form: FormValues): boolean =>
  session === null || session.how === 'bearer' || isCsrfOf(session.token, form['_csrf']?.[0] ?? '');

export async function uiFor(deps: Deps, request: Request, session: Session | null): Promise<Ui> {
  const now = await deps.now();
  return uiOf(deps, {
    session,
    lang: languageOf(request.get('cookie')),
    now,
    path: request.path,
    here: hereOf(request),
  });
}

/** The sign-in isn't a place to come back to: it would carry itself along, longer each time. */
function hereOf({ method, path, originalUrl }: Request): string {
  if (path === '/sign-in') return '/';
  return method === 'GET' ? originalUrl : path;
}

type Sent = Exclude<PageReply, { kind: 'events' }>;

function send(deps: Deps, response: Response, ui: Ui, reply: Sent, done: string | null): void {
  response.set('cache-control', 'no-store');
  switch (reply.kind) {
    case 'go':
      if (reply.session !== undefined) setSession(deps, response, reply.session);
      if (reply.language !== undefined) setLanguage(deps, response, reply.language);
      response.redirect(303, reply.to);
      break;
    case 'part':
      response.type('html').send(render(reply.body));
      break;
    case 'file':
      response.type(reply.mediaType);
      if (reply.saveAs !== undefined) response.attachment(reply.saveAs).type(reply.mediaType);
      response.send(reply.content);
      break;
    case 'page': {
      const { title, body, status = 200, live = null, wide = false, refreshSeconds = null } = reply;
      response
        .status(status)
        .type('html')
        .send(framed({ ui, title, body, done, live, wide, refreshSeconds }));
    }
  }
}

const yearMs = 365 * 24 * 3_600_000;

const setLanguage = (deps: Deps, response: Response, language: Language): void => {
  response.cookie(languageCookie, language, {
    httpOnly: true,
    sameSite: 'lax',
    secure: deps.publicUrl.startsWith('https:'),
    maxAge: yearMs,
  });
};

const framed = (page: {
  ui: Ui;
  title: string;
  body: JSX.Element;
  done: string | null;
  live: string | null;
  wide: boolean;
  refreshSeconds: number | null;
}): string => {
  const { body, ...frame } = page;
  return `<!doctype html>${render(h(Layout, { ...frame, assets: assetUrls, children: body }))}`;
};

/** Not signed in: to the sign-in and back here. Anything else is told on a page of its own. */
export async function sendProblemPage(
  deps: Deps,
  request: Request,
  response: Response,
  session: Session | null,
  error: unknown,
): Promise<void> {
  const requestId = String(response.locals['requestId'] ?? '');
  const problem = problemOf(error, requestId);
  const { document } = problem;
  // A form that keeps its draft as one types stays open; it says so beside what is typed.
  if (request.get('hx-request') === 'true') {
    const ui = await uiFor(deps, request, session);
    const told = document.code === 'not-signed-in' ? ui.t('form.signedOut') : ui.t('form.notKept');
    response.type('html').send(render(h('strong', null, told)));
    return;
  }
  if (document.code === 'not-signed-in') {
    const next = request.method === 'GET' ? request.originalUrl : request.path;
    response.redirect(303, `/sign-in?next=${encodeURIComponent(next)}`);
    return;
  }
  if (document.status >= 500) deps.log.error({ err: error, requestId }, 'a page failed');
  const ui = await uiFor(deps, request, session);
  const body = h(ProblemPage, { ui, problem: document });
  const title = ui.lang === 'sv' ? document.title : document.title_en;
  response.status(document.status).set(problem.headers).set('cache-control', 'no-store').type('html');
  response.send(framed({ ui, title, body, done: null, live: null, wide: false, refreshSeconds: null }));
}

/** The page for an address that nothing answers to. */
export const noSuchPage =
  (deps: Deps): RequestHandler =>
  async (request, response) => {
    const session = await readSession(deps.db, (name) => request.get(name), new Date());
    await sendProblemPage(deps, request, response, session, new Problem('not-found'));
  };
