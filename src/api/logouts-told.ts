/**
 * `POST /sign-in/backchannel-logout` and `/sign-in/family/backchannel-logout`: a provider tells that somebody signed out there
 * (OpenID Connect Back-Channel Logout 1.0), and their sessions end here. No browser comes this way.
 */
import express, { type Express, type RequestHandler } from 'express';
import { instant } from '../domain/time.ts';
import { OidcRefusal } from '../integrations/oidc.ts';
import { endSessionsThere } from '../records/sign-in/sessions.ts';
import type { Door } from '../records/sign-in/tables.ts';
import { note } from './begin-session.ts';
import type { Deps } from './deps.ts';

/** A token of a few claims and a signature. */
const limitBytes = 16 * 1024;

/** A provider's clock may go after ours by so much. */
const skewMs = 60_000;

export function logoutsTold(app: Express, deps: Deps): void {
  const form = express.urlencoded({ extended: false, limit: limitBytes, parameterLimit: 10 });
  app.post('/sign-in/backchannel-logout', form, tellsOf(deps, 'staff'));
  app.post('/sign-in/family/backchannel-logout', form, tellsOf(deps, 'family'));
}

const tellsOf =
  (deps: Deps, door: Door): RequestHandler =>
  async (request, response, next) => {
    const provider = (door === 'family' ? deps.signIn.family : deps.signIn.oidc)?.provider;
    if (provider === undefined) {
      next();
      return;
    }
    response.set('cache-control', 'no-store');
    const token: unknown = Object(request.body)['logout_token'];
    try {
      if (typeof token !== 'string') throw new OidcRefusal('untrusted', 'no logout_token');
      const { issuedAtMs, ...whose } = await provider.loggedOut(token);
      const ended = await endSessionsThere(deps.db, { door, ...whose }, instant(issuedAtMs + skewMs));
      for (const owner of ended) await note({ deps }, 'session ended', owner);
      deps.log.info({ door, ended: ended.length }, 'a provider told of a sign-out');
      response.status(200).end();
    } catch (error) {
      if (!(error instanceof OidcRefusal)) throw error;
      const { reason, why } = error;
      deps.log.warn({ door, refused: reason, why }, 'a sign-out that a provider told was refused');
      // 2.8: a wrong token is a bad request; that the keys can't be asked for now isn't the token's fault.
      if (reason === 'away') response.status(503).end();
      else response.status(400).json({ error: 'invalid_request' });
    }
  };
