/** A real identity provider of SAML 2.0 (samlp) on loopback, and a browser that carries its answers. */
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { load } from 'cheerio';
import express from 'express';
import samlp, { type IdpOptions } from 'samlp';

export const eppnAttribute = 'urn:oid:1.3.6.1.4.1.5923.1.1.1.6';

/** What it tells of its accounts: attributes by name. */
export type Accounts = Record<string, Record<string, string | string[]>>;

export type Answer = { SAMLResponse: string; RelayState: string };

export type Idp = {
  issuer: string;
  metadata(): Promise<string>;
  /** Who signs in there, and what is wrong with its answers. */
  account: string;
  fault: Partial<IdpOptions>;
  /** Goes where our redirect leads, and takes what its page would post. */
  answer(url: string): Promise<Answer>;
  close(): Promise<void>;
};

const profileMapper = Object.assign(
  (user: object) => {
    const { id, claims } = user as { id: string; claims: Record<string, string | string[]> };
    return { getClaims: () => claims, getNameIdentifier: () => ({ nameIdentifier: id }) };
  },
  { prototype: { metadata: [] } },
);

export async function startIdp(
  keys: { cert: string; key: string },
  acsUrl: string,
  accounts: Accounts,
): Promise<Idp> {
  const app = express();
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  app.get('/sso', (request, response, next) => {
    const claims = accounts[made.account] ?? {};
    const options: IdpOptions = {
      issuer,
      ...keys,
      profileMapper,
      getUserFromRequest: () => ({ id: made.account, claims }),
      getPostURL: (_audience, _request, _asked, done) => done(null, acsUrl),
      recipient: acsUrl,
      destination: acsUrl,
      lifetimeInSeconds: 300,
      ...made.fault,
    };
    samlp.auth(options)(request, response, next);
  });
  app.get(
    '/FederationMetadata/2007-06/FederationMetadata.xml',
    samlp.metadata({
      issuer,
      cert: keys.cert,
      profileMapper,
      redirectEndpointPath: '/sso',
      postEndpointPath: '/sso',
    }),
  );
  const made: Idp = {
    issuer,
    account: '',
    fault: {},
    metadata: async () => (await fetch(`${issuer}/FederationMetadata/2007-06/FederationMetadata.xml`)).text(),
    async answer(url) {
      const page = await (await fetch(url)).text();
      const sent = Object.fromEntries(
        load(page)('form')
          .serializeArray()
          .map(({ name, value }) => [name, value]),
      );
      const { SAMLResponse, RelayState } = sent;
      if (SAMLResponse === undefined || RelayState === undefined) throw new Error(`no answer: ${page}`);
      return { SAMLResponse, RelayState };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return made;
}
