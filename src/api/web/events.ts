/** A stream of events to an open page (server-sent events). It ends with the page, and with the session. */
import type { Request, Response } from 'express';
import type { Deps } from '../deps.ts';
import { readSession } from '../session.ts';
import type { PageReply } from './page.ts';

/** Proxies end what is silent for half a minute or more. */
const beatEveryMs = 20_000;

export function sendEvents(
  deps: Deps,
  request: Request,
  response: Response,
  reply: Extract<PageReply, { kind: 'events' }>,
): void {
  response.set({ 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
  response.flushHeaders();
  response.write(': listening\n\n');
  const stop = reply.follow((event) => response.write(`event: ${event}\ndata:\n\n`));
  const beat = setInterval(() => {
    readSession(deps, (name) => request.get(name), 'unused').then(
      (session) => {
        if (session === null) response.end();
        else response.write(': still here\n\n');
      },
      // The records are away: the browser asks again when the stream ends.
      () => response.end(),
    );
  }, beatEveryMs);
  beat.unref();
  response.on('close', () => {
    clearInterval(beat);
    stop();
  });
}
