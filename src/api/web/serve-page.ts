/** The pages' door: session → our own form? → permission → the page → its frame. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { render } from 'preact-render-to-string';
import type { Request, RequestHandler, Response } from 'express';
import type { Language } from '../../texts/dates.ts';
import type { FormValues } from '../../ui/forms/spec.ts';
import type { Ui } from '../../ui/ui.ts';
import { authorize } from '../access.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../problem.ts';
import { noteLook } from '../looks.ts';
import { setSession } from '../serve.ts';
import { readSession, type Session } from '../session.ts';
import { browserKeepsMs } from '../provider-round.ts';
import { todayAt } from '../today.ts';
import { refuseUnstorable } from '../validate.ts';
import { isCsrfOf } from './csrf.ts';
import { doneText } from './done.ts';
import { sendEvents } from './events.ts';
import type { mayOpenOf } from './may-open.ts';
import type { PageReply, WebPage } from './page.ts';
import { isMultipart, nothingSent, readSent } from './read-form.ts';
import { framed, uiFor } from './frame.ts';
import { sendHeld, sendProblemPage, signInNeeded } from './problem-page.ts';
import { languageCookie, signingInCookie } from './reader.ts';
import { sendHtml } from './send-html.ts';

/** The handler of one page. */
export function servePage(deps: Deps, page: WebPage, mayOpen: ReturnType<typeof mayOpenOf>): RequestHandler {
  return async (request, response) => {
    let session: Session | null = null;
    let form: FormValues = {};
    try {
      const header = (name: string) => request.get(name);
      const [found, now] = await Promise.all([readSession(deps, header, page.unused), deps.now()]);
      session = found;
      if (session !== null) await deps.limits.person(session.personId);
      if (Object.values(request.params).some((part) => String(part).includes('\0'))) {
        throw new Problem('not-found');
      }
      refuseUnstorable({ ...request.query }, 'query');
      const { id } = request.params;
      const today = todayAt(now);
      const named = typeof id === 'string' ? { id } : {};
      const allowed = () => authorize(deps, page.access, session, named, today);
      // Files are large: nobody's are read before the permission is given.
      const before = page.method === 'post' && isMultipart(request) ? await allowed() : null;
      const sending = { files: page.files === true, limitBytes: deps.uploadLimitBytes };
      const sent = page.method === 'post' ? await readSent(request, response, sending) : nothingSent;
      form = sent.form;
      const ours = page.method === 'get' || isOurs(session, form);
      if (!ours && page.again === undefined) throw new Problem('cross-site');
      const granted = before ?? (await allowed());
      if (session !== null) await noteLook(deps, `page ${page.method} ${page.path}`, session, granted, now);
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
        files: sent.files,
        path,
        now,
        today,
        ui,
        mayOpen: mayOpen(session, granted, deps.mode),
        header,
      });
      if (reply.kind === 'events') sendEvents(deps, request, response, reply);
      else await send(deps, { request, response }, ui, reply, doneText(ui, query['done']));
    } catch (error) {
      if (response.headersSent) {
        // A stream broke off: what was sent must not look whole.
        deps.log.warn({ err: error, path: page.path }, 'a file was broken off');
        response.destroy();
        return;
      }
      const why = signInNeeded(error);
      if (page.again !== undefined && why !== null && isTyped(request, form)) {
        await sendHeld(deps, request, response, { session, why, typed: form });
      } else await sendProblemPage(deps, request, response, session, error);
    }
  };
}

/** Something was sent whole, not kept as one types. */
const isTyped = (request: Request, form: FormValues): boolean =>
  Object.keys(form).length > 0 && request.get('hx-request') !== 'true';

/** Whether a page of this session made the form. */
const isOurs = (session: Session | null, form: FormValues): boolean =>
  session === null || session.how === 'bearer' || isCsrfOf(session.token, form['_csrf']?.[0] ?? '');

type Sent = Exclude<PageReply, { kind: 'events' }>;

type Exchange = { request: Request; response: Response };

async function send(
  deps: Deps,
  { request, response }: Exchange,
  ui: Ui,
  reply: Sent,
  done: string | null,
): Promise<void> {
  response.set('cache-control', 'no-store');
  switch (reply.kind) {
    case 'go':
      if (reply.session !== undefined) setSession(deps, response, reply.session);
      if (reply.signingIn !== undefined) setSigningIn(deps, response, reply.signingIn);
      if (reply.language !== undefined) setLanguage(deps, response, reply.language);
      response.redirect(303, reply.to);
      break;
    case 'part':
      await sendHtml(request, response, render(reply.body));
      break;
    case 'file':
      response.type(reply.mediaType);
      if (reply.saveAs !== undefined) response.attachment(reply.saveAs).type(reply.mediaType);
      if (reply.content instanceof Readable) await pipeline(reply.content, response);
      else response.send(reply.content);
      break;
    case 'page': {
      const { title, body, status = 200, live = null, wide = false, refreshSeconds = null } = reply;
      response.status(status);
      await sendHtml(request, response, framed({ ui, title, body, done, live, wide, refreshSeconds }));
    }
  }
}

/** Sent along when the provider's page leads back here, which `strict` would forbid; to the sign-in's own pages alone. */
const setSigningIn = (deps: Deps, response: Response, secret: string | null): void => {
  const secure = deps.publicUrl.startsWith('https:');
  const options = { httpOnly: true, sameSite: 'lax' as const, secure, path: '/sign-in' };
  if (secret === null) response.clearCookie(signingInCookie, options);
  else response.cookie(signingInCookie, secret, { ...options, maxAge: browserKeepsMs });
};

const yearMs = 365 * 24 * 3_600_000;

const setLanguage = (deps: Deps, response: Response, language: Language): void => {
  response.cookie(languageCookie, language, {
    httpOnly: true,
    sameSite: 'lax',
    secure: deps.publicUrl.startsWith('https:'),
    maxAge: yearMs,
  });
};
