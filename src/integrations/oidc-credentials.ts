/** How a client proves to a provider that it is itself: by a shared secret, or by a private key (`private_key_jwt`). */
import * as client from 'openid-client';

/**
 * A private key as a JWK (RFC 7517). `alg` says how it signs; `kid` names it, as it is registered with the provider.
 * The Swedish profile's providers all take RS256 (profile 5.2).
 */
export type ClientKey = { kty: string; alg: keyof typeof algorithms; kid?: string | undefined };

export type Credentials = { secret: string } | { key: ClientKey };

const rsa = (name: string, hash: string) => ({ name, hash });
const ec = (namedCurve: string) => ({ name: 'ECDSA', namedCurve });

const algorithms = {
  RS256: rsa('RSASSA-PKCS1-v1_5', 'SHA-256'),
  PS256: rsa('RSA-PSS', 'SHA-256'),
  ES256: ec('P-256'),
} as const;

/** What proves it at this provider's token endpoint. Throws when the key isn't one of its algorithm. */
export async function proofOf(
  credentials: Credentials,
  { token_endpoint_auth_methods_supported: methods }: client.ServerMetadata,
): Promise<client.ClientAuth> {
  if ('key' in credentials) {
    const { kid, ...jwk } = credentials.key;
    const key = await crypto.subtle.importKey('jwk', jwk, algorithms[jwk.alg], false, ['sign']);
    return client.PrivateKeyJwt(kid === undefined ? key : { key, kid });
  }
  const byPost = methods !== undefined && !methods.includes('client_secret_basic');
  return (byPost ? client.ClientSecretPost : client.ClientSecretBasic)(credentials.secret);
}
