/**
 * `POST /sign-in/saml/acs` and `GET /sign-in/saml/metadata`: where an identity provider's page posts its answer, from another
 * site and without our cookies, and what the provider reads of us.
 */
import express, { type Express, type RequestHandler } from 'express';
import type { Deps, SamlProvider } from './deps.ts';
import { Problem } from './problem.ts';
import { receiveAnswer } from './saml-sign-in.ts';

/** An assertion with a certificate and some attributes takes ten. */
const limitBytes = 256 * 1024;

function samlOf({ signIn }: Deps): SamlProvider {
  if (signIn.saml === null) throw new Problem('not-found');
  return signIn.saml;
}

export function samlPosts(app: Express, deps: Deps): void {
  const form = express.urlencoded({ extended: false, limit: limitBytes, parameterLimit: 10 });
  app.post('/sign-in/saml/acs', form, receives(deps));
  app.get('/sign-in/saml/metadata', (_request, response) => {
    response.type('application/samlmetadata+xml').send(samlOf(deps).idp.metadata());
  });
}

const receives =
  (deps: Deps): RequestHandler =>
  async (request, response) => {
    const saml = samlOf(deps);
    const sent: Record<string, unknown> = Object(request.body);
    const { RelayState: state, SAMLResponse: samlResponse } = sent;
    const known = typeof state === 'string' ? state.slice(0, 200) : '';
    if (typeof samlResponse === 'string') await receiveAnswer(deps, saml, { state: known, samlResponse });
    const to = `/sign-in/saml/finish?${new URLSearchParams({ state: known })}`;
    response.set('cache-control', 'no-store').redirect(303, to);
  };
