/** The settings of the families' own sign-in, by the Swedish OpenID Connect profile. Read by `config.ts` alone. */
import { z } from 'zod';

/** Levels of assurance 3 and 4 of the Swedish quality mark (Tillitsramverk för Svensk e-legitimation). */
const certified = ['http://id.elegnamnden.se/loa/1.0/loa3', 'http://id.elegnamnden.se/loa/1.0/loa4'];

export const familySettings = {
  /** The broker of e-IDs by which guardians and pupils sign in. Without it they do all on paper. */
  BRYGGAN_FAMILY_OIDC_ISSUER: z.url().optional(),
  BRYGGAN_FAMILY_OIDC_CLIENT_ID: z.string().min(1).optional(),
  /** The secret, or a file with it; or else the client's private key. */
  BRYGGAN_FAMILY_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  BRYGGAN_FAMILY_OIDC_CLIENT_SECRET_FILE: z.string().min(1).optional(),
  /** A private key as a JWK with `alg` (RS256, PS256 or ES256), as the profile prefers; or a file with it. */
  BRYGGAN_FAMILY_OIDC_CLIENT_KEY: z.string().min(1).optional(),
  BRYGGAN_FAMILY_OIDC_CLIENT_KEY_FILE: z.string().min(1).optional(),
  BRYGGAN_FAMILY_OIDC_SCOPE: z
    .string()
    .refine((scope) => scope.split(' ').includes('openid'), 'must hold openid')
    .default('openid https://id.oidc.se/scope/naturalPersonNumber'),
  /** The claim with the personal identity number, 12 digits. */
  BRYGGAN_FAMILY_OIDC_NUMBER_CLAIM: z
    .string()
    .min(1)
    .default('https://id.oidc.se/claim/personalIdentityNumber'),
  /** Levels of assurance (`acr`) of which a sign-in must have one, by comma or space. */
  BRYGGAN_FAMILY_OIDC_ACR: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((word) => word !== ''))
    .refine((levels) => levels.length > 0, 'must name at least one level')
    .default(certified),
};

const shape = z.object(familySettings);

const algorithms = ['RS256', 'PS256', 'ES256'] as const;
const privateJwk = z.looseObject({
  kty: z.enum(['RSA', 'EC']),
  alg: z.enum(algorithms),
  kid: z.string().min(1).optional(),
  // What makes it a private key.
  d: z.string().min(20),
});

export type FamilyOidcConfig = {
  issuer: string;
  clientId: string;
  credentials: { secret: string } | { key: z.output<typeof privateJwk> };
  scope: string;
  numberClaim: string;
  acr: readonly string[];
};

/** Null: families have no sign-in of their own. Throws with the setting's name. */
export function readFamilyOidc(
  env: z.output<typeof shape>,
  secret: (setting: string) => string | null,
): FamilyOidcConfig | null {
  const { BRYGGAN_FAMILY_OIDC_ISSUER: issuer, BRYGGAN_FAMILY_OIDC_CLIENT_ID: clientId } = env;
  if (issuer === undefined) return null;
  requireHttps('BRYGGAN_FAMILY_OIDC_ISSUER', issuer);
  if (clientId === undefined) throw new Error('BRYGGAN_FAMILY_OIDC_CLIENT_ID: name the client');
  return {
    issuer,
    clientId,
    credentials: readCredentials(secret),
    scope: env.BRYGGAN_FAMILY_OIDC_SCOPE,
    numberClaim: env.BRYGGAN_FAMILY_OIDC_NUMBER_CLAIM,
    acr: env.BRYGGAN_FAMILY_OIDC_ACR,
  };
}

function readCredentials(secret: (setting: string) => string | null): FamilyOidcConfig['credentials'] {
  const shared = secret('BRYGGAN_FAMILY_OIDC_CLIENT_SECRET');
  const key = secret('BRYGGAN_FAMILY_OIDC_CLIENT_KEY');
  if (shared !== null && key !== null) {
    throw new Error('BRYGGAN_FAMILY_OIDC_CLIENT_KEY: give the key or the secret, not both');
  }
  if (shared !== null) return { secret: shared };
  if (key === null) {
    throw new Error(
      'BRYGGAN_FAMILY_OIDC_CLIENT_KEY: give the key, or the secret in …_CLIENT_SECRET; or …_FILE',
    );
  }
  const read = z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(privateJwk)
    .safeParse(key);
  // No word of the key itself.
  if (!read.success) {
    throw new Error('BRYGGAN_FAMILY_OIDC_CLIENT_KEY: must be a private JWK with kty, alg and d');
  }
  return { key: read.data };
}

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/** Throws with the setting's name unless the address is https, or on this machine. */
export function requireHttps(setting: string, address: string): void {
  const { protocol, hostname } = new URL(address);
  if (protocol !== 'https:' && !loopback.includes(hostname)) throw new Error(`${setting}: must be https`);
}
