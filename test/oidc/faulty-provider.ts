/** A provider that answers as no right one does: what it signs, and how, is the test's own choice. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';

export type Fault = {
  /** Instead of what is right, in the ID token. Undefined leaves the claim out. */
  claims?: (right: JWTPayload) => JWTPayload;
  /** `none`: unsigned. `other`: by a key that isn't the provider's, under its name. */
  signed?: 'none' | 'other';
  /** What its metadata call it. */
  issuer?: string;
  /** What comes back to the client's page beside code and state. */
  answer?: Record<string, string>;
};

export type FaultyProvider = {
  issuer: string;
  fault: Fault;
  /** A token of its own making, signed as the fault says. */
  sign(claims: JWTPayload, typ?: string): Promise<string>;
  close(): Promise<void>;
};

const kid = 'the key';

export async function startFaultyProvider(clientId: string, person: JWTPayload): Promise<FaultyProvider> {
  const own = await generateKeyPair('RS256');
  const other = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(own.publicKey)), kid, alg: 'RS256', use: 'sig' };
  const nonces = new Map<string, string>();

  const idToken = async (code: string): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    const { claims = (right) => right } = made.fault;
    const told = claims({
      iss: made.issuer,
      aud: clientId,
      sub: 'somebody',
      iat: now,
      exp: now + 300,
      auth_time: now,
      nonce: nonces.get(code) ?? '',
      ...person,
    });
    return sign(told);
  };
  const sign: FaultyProvider['sign'] = async (told, typ) => {
    const { signed } = made.fault;
    if (signed === 'none') return new UnsecuredJWT(told).encode();
    const key = signed === 'other' ? other.privateKey : own.privateKey;
    const header = { alg: 'RS256', kid, ...(typ === undefined ? {} : { typ }) };
    return new SignJWT(told).setProtectedHeader(header).sign(key);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', made.issuer);
    const json = (body: unknown) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        json({
          issuer: made.fault.issuer ?? made.issuer,
          authorization_endpoint: `${made.issuer}/authorize`,
          token_endpoint: `${made.issuer}/token`,
          jwks_uri: `${made.issuer}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          // One that takes tokens without a signature for good.
          id_token_signing_alg_values_supported: ['RS256', 'none'],
          authorization_response_iss_parameter_supported: true,
        });
        break;
      case '/keys':
        json({ keys: [jwk] });
        break;
      case '/authorize': {
        const code = `code-${nonces.size}`;
        nonces.set(code, url.searchParams.get('nonce') ?? '');
        const back = new URL(url.searchParams.get('redirect_uri') ?? '');
        const state = url.searchParams.get('state') ?? '';
        back.search = String(new URLSearchParams({ code, state, iss: made.issuer, ...made.fault.answer }));
        response.writeHead(303, { location: back.href }).end();
        break;
      }
      case '/token': {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(Buffer.from(chunk));
        const code = new URLSearchParams(Buffer.concat(chunks).toString()).get('code') ?? '';
        json({ access_token: 'opens-nothing', token_type: 'Bearer', id_token: await idToken(code) });
        break;
      }
      default:
        response.writeHead(404).end();
    }
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const made: FaultyProvider = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fault: {},
    sign,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return made;
}
