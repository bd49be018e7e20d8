/** A real OpenID provider (oidc-provider) on loopback, as a municipality runs one, and a person's way through it. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { load } from 'cheerio';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { Provider, type Configuration } from 'oidc-provider';
import { keptInMemory } from './kept.ts';

export const client = { clientId: 'bryggan', clientSecret: 'a-secret-of-the-test+with/signs' };

/** What the provider knows of its accounts, by login. */
export type Accounts = Record<string, Record<string, unknown>>;

export type TestProvider = {
  issuer: string;
  /** Signs with another key from now on, and knows the old one no more. */
  rotate(): Promise<void>;
  /** Answers nothing until called again with `false`. */
  away(is: boolean): void;
  close(): Promise<void>;
};

const newKey = async (): Promise<JWK> => {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: `key-${Math.random()}` };
};

/** `tellsAt` is where it tells of sign-outs, if anywhere. */
export async function startProvider(
  publicUrl: string,
  accounts: Accounts,
  tellsAt: string | null = null,
): Promise<TestProvider> {
  let handle: RequestListener = (_request, response) => response.writeHead(503).end();
  let isAway = false;
  const server = createServer((request, response) => {
    if (isAway) request.socket.destroy();
    else void handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const adapter = keptInMemory();
  const use = async () => {
    const key = await newKey();
    const provider = new Provider(issuer, { ...configuration(publicUrl, accounts, key, tellsAt), adapter });
    handle = provider.callback();
  };
  await use();
  return {
    issuer,
    rotate: use,
    away: (is) => {
      isAway = is;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const configuration = (
  publicUrl: string,
  accounts: Accounts,
  key: JWK,
  tellsAt: string | null,
): Configuration => ({
  clients: [
    {
      client_id: client.clientId,
      client_secret: client.clientSecret,
      redirect_uris: [`${publicUrl}/sign-in/callback`],
      post_logout_redirect_uris: [`${publicUrl}/sign-in`],
      ...(tellsAt === null
        ? {}
        : { backchannel_logout_uri: tellsAt, backchannel_logout_session_required: true }),
    },
  ],
  jwks: { keys: [key] },
  features: { backchannelLogout: { enabled: tellsAt !== null } },
  // It wouldn't ask anything of this machine by itself.
  fetch: (url, asked = {}) => {
    const { method = 'GET', headers = {}, body = null } = asked;
    return fetch(url, { method, headers, body });
  },
  cookies: { keys: ['a key of the test'] },
  // A claim that profile doesn't have by the standard, in userinfo as by default.
  claims: { openid: ['sub'], profile: ['eduPersonPrincipalName', 'groups'] },
  pkce: { required: () => true },
  findAccount: (_context, id) => {
    const known = accounts[id];
    return known === undefined ? undefined : { accountId: id, claims: () => ({ sub: id, ...known }) };
  },
  // The municipality has said yes for all of its staff.
  async loadExistingGrant({ oidc }) {
    const grant = new oidc.provider.Grant({
      clientId: oidc.client?.clientId ?? '',
      accountId: oidc.session?.accountId ?? '',
    });
    grant.addOIDCScope('openid profile');
    await grant.save();
    return grant;
  },
});

/** A person at the provider: its cookies are kept, so that it knows who has signed in. */
export type AtProvider = {
  /** Signs in there as `login` where it asks, and gives the path with which it leads back to `publicUrl`. */
  through(url: string, login: string): Promise<string>;
  /** Whether it asked the last time. */
  asked(): boolean;
  /** Its cookies are gone, as when somebody signed out there. */
  forget(): void;
};

export function atProvider(publicUrl: string): AtProvider {
  const cookies = new Map<string, { name: string; value: string; path: string }>();
  let wasAsked = false;
  const sentTo = (url: string) =>
    [...cookies.values()]
      .filter(({ path }) => new URL(url).pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  const keep = (told: string) => {
    const [pair = '', ...attributes] = told.split(';').map((part) => part.trim());
    const [name = '', ...value] = pair.split('=');
    const attribute = (wanted: string) =>
      attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
    const path = attribute('path') ?? '/';
    cookies.delete(`${name} ${path}`);
    const until = attribute('expires');
    if (until === undefined || Date.parse(until) > Date.now())
      cookies.set(`${name} ${path}`, { name, value: value.join('='), path });
  };
  const exchange = async (url: string, body?: URLSearchParams): Promise<Response> => {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: sentTo(url) },
      ...(body === undefined ? {} : { method: 'POST', body }),
    });
    for (const one of response.headers.getSetCookie()) keep(one);
    return response;
  };
  return {
    asked: () => wasAsked,
    forget: () => cookies.clear(),
    async through(url, login) {
      wasAsked = false;
      let response = await exchange(url);
      for (let hops = 0; hops < 10; hops += 1) {
        const to = response.headers.get('location');
        if (to !== null) {
          const target = new URL(to, response.url === '' ? url : response.url);
          if (target.origin === publicUrl) return `${target.pathname}${target.search}`;
          response = await exchange(target.href);
          continue;
        }
        const $ = load(await response.text());
        const form = $('form').first();
        if (form.length === 0)
          throw new Error(`the provider shows ${response.status} ${$('body').text().trim().slice(0, 300)}`);
        const sent = new URLSearchParams(form.serializeArray().map(({ name, value }) => [name, value]));
        if (form.find('[name="login"]').length > 0) {
          wasAsked = true;
          sent.set('login', login);
          sent.set('password', 'x');
        }
        if ($('[name="logout"]').length > 0) sent.set('logout', 'yes');
        response = await exchange(new URL(form.attr('action') ?? '', response.url).href, sent);
      }
      throw new Error('the provider leads in a circle');
    },
  };
}
