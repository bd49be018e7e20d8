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
import { toldTo } from './told.ts';

/** Whether it's a sign-in that is missing, or one of a moment ago. */
export function signInNeeded(error: unknown): 'not-signed-in' | 'sign-in-again' | null {
  const code = error instanceof Problem ? error.document.code : null;
  return code === 'not-signed-in' || code === 'sign-in-again' ? code : null;
}

/** A page to come back to: of a button that was pressed, the case's or pupil's own. */
const backTo = ({ method, originalUrl, path }: Request): string =>
  method === 'GET' ? originalUrl : (/^\/(cases|pupils)\/[^/]+/.exec(path)?.[0] ?? path);

const notKept = {
  'not-signed-in': 'form.signedOut',
  'sign-in-again': 'form.signInAgain',
  other: 'form.notKept',
} as const;

const signInAt = { 'not-signed-in': '/sign-in', 'sign-in-again': '/sign-in/again' };

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
  const why = signInNeeded(problem);
  // A form that keeps its draft as one types stays open; it says so beside what is typed.
  if (request.get('hx-request') === 'true') {
    const ui = await uiFor(deps, request, session);
    const told = ui.t(notKept[why ?? 'other']);
    await sendHtml(request, response, render(h('strong', null, told)));
    return;
  }
  if (why !== null) {
    response.redirect(303, `${signInAt[why]}?next=${encodeURIComponent(backTo(request))}`);
    return;
  }
  if (document.status >= 500) deps.log.error({ err: error, requestId }, 'a page failed');
  const ui = await uiFor(deps, request, session);
  const told = toldTo(ui, document);
  const body = h(ProblemPage, { ui, told });
  const { title } = told;
  response.status(document.status).set(problem.headers).set('cache-control', 'no-store');
  await sendHtml(request, response, framed({ ...plainFrame, ui, title, body }));
}

/** The page for an address that nothing answers to. */
export const noSuchPage =
  (deps: Deps): RequestHandler =>
  async (request, response) => {
    const session = await readSession(deps, (name) => request.get(name));
    await sendProblemPage(deps, request, response, session, new Problem('not-found'));
  };

/** Nobody is signed in who could have sent this form, or not a moment ago: it waits in the page. */
export async function sendHeld(
  deps: Deps,
  request: Request,
  response: Response,
  held: { session: Session | null; why: NonNullable<ReturnType<typeof signInNeeded>>; typed: FormValues },
): Promise<void> {
  const { session, why, typed } = held;
  const ui = await uiFor(deps, request, session);
  const body = h(SignedOutPage, { ui, action: request.originalUrl, typed, signIn: signInAt[why], why });
  response.status(401).set('cache-control', 'no-store');
  const title = ui.t(`signedOut.${why}.title`);
  await sendHtml(request, response, framed({ ...plainFrame, ui, title, body }));
}
