/** Problems become pages too. */
import { render } from 'preact-render-to-string';
import type { Request, RequestHandler, Response } from 'express';
import { h } from 'preact';
import type { FormValues } from '../../ui/forms/spec.ts';
import { ProblemPage } from '../../ui/pages/problem.tsx';
import { SignedOutPage } from '../../ui/pages/signed-out.tsx';
import type { Deps } from '../deps.ts';
import { problemOf } from '../errors.ts';
import { Problem } from '../problem.ts';
import { readSession, type Session } from '../session.ts';
import { framed, plainFrame, uiFor } from './frame.ts';
import { sendHtml } from './send-html.ts';

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
    await sendHtml(request, response, render(h('strong', null, told)));
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
  response.status(document.status).set(problem.headers).set('cache-control', 'no-store');
  await sendHtml(request, response, framed({ ...plainFrame, ui, title, body }));
}

/** The page for an address that nothing answers to. */
export const noSuchPage =
  (deps: Deps): RequestHandler =>
  async (request, response) => {
    const session = await readSession(deps.db, (name) => request.get(name), new Date());
    await sendProblemPage(deps, request, response, session, new Problem('not-found'));
  };

/** Nobody is signed in who could have sent this form: it waits in the page. */
export async function sendSignedOut(
  deps: Deps,
  request: Request,
  response: Response,
  typed: FormValues,
): Promise<void> {
  const ui = await uiFor(deps, request, null);
  const body = h(SignedOutPage, { ui, action: request.path, typed });
  response.status(401).set('cache-control', 'no-store');
  await sendHtml(request, response, framed({ ...plainFrame, ui, title: ui.t('signedOut.title'), body }));
}
