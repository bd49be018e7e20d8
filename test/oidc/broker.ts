/** A broker of e-IDs by the Swedish OpenID Connect profile: a real provider (oidc-provider) on loopback. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { Provider, type Configuration } from 'oidc-provider';
import type { ClientKey } from '../../src/integrations/oidc-credentials.ts';
import { keptInMemory } from './kept.ts';

export const loa2 = 'http://id.elegnamnden.se/loa/1.0/loa2';
export const loa3 = 'http://id.elegnamnden.se/loa/1.0/loa3';
export const scope = 'https://id.oidc.se/scope/naturalPersonNumber';
export const numberClaim = 'https://id.oidc.se/claim/personalIdentityNumber';
export const coordinationClaim = 'https://id.oidc.se/claim/coordinationNumber';

/** Whoever legitimates themselves: what the broker tells of them, and at which level. */
export type EIds = Record<string, { acr: string } & Record<string, unknown>>;

export type Broker = {
  issuer: string;
  clientId: string;
  /** The client's own key: the profile's `private_key_jwt`. */
  key: ClientKey;
  close(): Promise<void>;
};

const newKey = async (kid: string): Promise<{ own: JWK; shown: JWK }> => {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const named = { alg: 'RS256', use: 'sig', kid };
  return {
    own: { ...(await exportJWK(privateKey)), ...named },
    shown: { ...(await exportJWK(publicKey)), ...named },
  };
};

const clientId = 'bryggan-familj';

export async function startBroker(publicUrl: string, eIds: EIds): Promise<Broker> {
  const [signing, client] = [await newKey('of the broker'), await newKey('of the client')];
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, configuration(publicUrl, eIds, signing.own, client.shown));
  const others = provider.callback();

  /** The page on which one legitimates oneself; everything else is the library's. */
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '';
    if (!path.startsWith('/e-id/')) return others(request, response);
    if (request.method !== 'POST') {
      const page = `<form method="post" action="${path}"><input name="login"><button>Legitimera</button></form>`;
      response.writeHead(200, { 'content-type': 'text/html' }).end(page);
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const accountId = new URLSearchParams(Buffer.concat(chunks).toString()).get('login') ?? '';
    const acr = eIds[accountId]?.acr ?? loa2;
    await provider.interactionFinished(request, response, { login: { accountId, acr } });
  };

  return {
    issuer,
    clientId,
    key: { ...client.own, kty: String(client.own.kty), alg: 'RS256', kid: 'of the client' },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const configuration = (publicUrl: string, eIds: EIds, signing: JWK, clientKey: JWK): Configuration => ({
  adapter: keptInMemory(),
  clients: [
    {
      client_id: clientId,
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [clientKey] },
      redirect_uris: [`${publicUrl}/sign-in/family/callback`],
      post_logout_redirect_uris: [`${publicUrl}/sign-in`],
    },
  ],
  clientAuthMethods: ['private_key_jwt'],
  jwks: { keys: [signing] },
  cookies: { keys: ['a key of the test'] },
  scopes: ['openid', scope],
  claims: { openid: ['sub'], [scope]: [numberClaim, coordinationClaim] },
  acrValues: [loa2, loa3],
  // The profile's claims stand in the ID token itself.
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, { uid }) => `/e-id/${uid}` },
  findAccount: (_context, id) => {
    const known = eIds[id];
    if (known === undefined) return undefined;
    const { acr: _, ...claims } = known;
    return { accountId: id, claims: () => ({ sub: id, ...claims }) };
  },
  async loadExistingGrant({ oidc }) {
    const grant = new oidc.provider.Grant({
      clientId: oidc.client?.clientId ?? '',
      accountId: oidc.session?.accountId ?? '',
    });
    grant.addOIDCScope(`openid ${scope}`);
    await grant.save();
    return grant;
  },
});
