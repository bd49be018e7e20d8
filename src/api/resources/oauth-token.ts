/** `POST /oauth/token`: another system gets a token for its secret (RFC 6749 §4.4, client credentials). */
import { z } from 'zod';
import { grantedScopes, tokenMinutes } from '../../domain/api-clients.ts';
import { readTokenRequest, type TokenError } from '../../domain/token-request.ts';
import { instant } from '../../domain/time.ts';
import { clientBySecret, keepToken } from '../../records/api-clients/tokens.ts';
import { writeAudit } from '../../records/audit.ts';
import { defineRoute, none, type Reply } from '../route.ts';
import { newToken } from '../survey-tokens.ts';

const form = 'application/x-www-form-urlencoded';

/** RFC 6749 §5.2: 401 for who isn't known, told of by the scheme that was used; 400 for the rest. */
const refusal = (error: TokenError, byHeader = false): Reply => ({
  status: error === 'invalid_client' ? 401 : 400,
  body: { error },
  headers: {
    pragma: 'no-cache',
    ...(error === 'invalid_client' && byHeader ? { 'www-authenticate': 'Basic realm="bryggan"' } : {}),
  },
});

/** The decoded credentials of `Authorization: Basic`; null for another scheme. */
const basicOf = (header: string | undefined): string | 'none' | null => {
  if (header === undefined) return 'none';
  const found = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(header);
  return found?.[1] === undefined ? null : Buffer.from(found[1], 'base64').toString('utf8');
};

export const oauthTokenRoutes = [
  defineRoute({
    method: 'post',
    path: '/oauth/token',
    outsideApi: true,
    tag: 'clients',
    access: { kind: 'open', why: 'The secret that the client sends is asked for.' },
    summary: 'An access token for another system',
    description:
      'OAuth 2.0 client credentials (RFC 6749 §4.4): `grant_type=client_credentials` as a form, the client’s id and secret by `Authorization: Basic` (`client_secret_basic`) or as `client_id` and `client_secret` in the form (`client_secret_post`), and a `scope` where fewer are wanted than the client has. The token is sent as `Authorization: Bearer`, for ten minutes. Errors are those of RFC 6749 §5.2.',
    params: none,
    query: none,
    body: none,
    // Another type is an error by the RFC's own words, not by HTTP's.
    raw: { mediaTypes: [form, '*/*'], limitBytes: 8 * 1024 },
    answer: {
      status: 200,
      description: 'The token.',
      schema: z.object({
        access_token: z.string(),
        token_type: z.literal('Bearer'),
        expires_in: z.number().meta({ description: 'Seconds.' }),
        scope: z.string(),
      }),
    },
    async handle({ deps: { db }, bytes, header }) {
      const type = (header('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
      if (type !== form) return refusal('invalid_request');
      const asked = readTokenRequest(
        [...new URLSearchParams(bytes.toString('utf8'))],
        basicOf(header('authorization')),
      );
      if (!asked.ok) return refusal(asked.error, asked.byHeader);
      const now = instant(Date.now());
      const client = await clientBySecret(db, asked.clientId, asked.secret, now);
      if (client === null) return refusal('invalid_client', asked.byHeader);
      const scopes = grantedScopes(client.scopes, asked.scope);
      if (scopes === null) return refusal('invalid_scope');
      const token = newToken();
      await keepToken(db, token, { ...client, scopes }, now);
      await writeAudit(db, {
        at: new Date(now),
        personId: client.id,
        role: 'client',
        action: 'token given',
        caseId: null,
        pupilId: null,
        relation: null,
      });
      const body = {
        access_token: token,
        token_type: 'Bearer',
        expires_in: tokenMinutes * 60,
        scope: scopes.join(' '),
      };
      return { status: 200, body, headers: { pragma: 'no-cache' } };
    },
  }),
];
