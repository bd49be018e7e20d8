/** The settings of sign-in: how long sessions last, staff's own provider and the families'. Read by `config.ts` alone. */
import { z } from 'zod';
import { readSaml, samlSettings, type SamlConfig } from './config-saml.ts';
import { familySettings, readFamilyOidc, requireHttps, type FamilyOidcConfig } from './config-families.ts';

/** Words by comma or space. */
export const words = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((word) => word !== ''))
  .default([]);
/** Roles that no school's system tells, held for the whole municipality. */
const claimedRoles = ['coordinator', 'teamLeader', 'registrar', 'attendanceOfficer'] as const;

export const signInSettings = {
  /** A session that isn't used ends after so many minutes. */
  BRYGGAN_SESSION_IDLE_MINUTES: z.coerce.number().int().min(1).max(1440).default(60),
  /** However much it is used, a session ends after so many hours. */
  BRYGGAN_SESSION_HOURS: z.coerce.number().int().min(1).max(72).default(12),
  /** Strengths of sign-in (`acr`) that protected identities ask for, by comma or space; none: any does. */
  BRYGGAN_STRONG_ACR: words,
  /** The municipality's own provider (OpenID Connect), as it names itself. Without it nobody signs in when live. */
  BRYGGAN_OIDC_ISSUER: z.url().optional(),
  BRYGGAN_OIDC_CLIENT_ID: z.string().min(1).optional(),
  BRYGGAN_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  /** A file with the secret, instead. */
  BRYGGAN_OIDC_CLIENT_SECRET_FILE: z.string().min(1).optional(),
  BRYGGAN_OIDC_SCOPE: z
    .string()
    .refine((scope) => scope.split(' ').includes('openid'), 'must hold openid')
    .default('openid profile'),
  /** The claim that says who it is. */
  BRYGGAN_OIDC_PERSON_CLAIM: z.string().min(1).default('eduPersonPrincipalName'),
  /** What of a person in the records that claim is: `eppn`, or the address of `email`. */
  BRYGGAN_OIDC_PERSON_BY: z.enum(['eppn', 'email']).default('eppn'),
  /** A claim that tells roles besides, and what its values mean: `sg-ledare=teamLeader, sg-post=registrar`. */
  BRYGGAN_OIDC_ROLES_CLAIM: z.string().min(1).optional(),
  BRYGGAN_OIDC_ROLES: z
    .string()
    .transform((text) => text.split(',').map((pair) => pair.trim().split('=')))
    .pipe(z.array(z.tuple([z.string().trim().min(1), z.string().trim().pipe(z.enum(claimedRoles))])))
    .optional(),
  ...samlSettings,
  ...familySettings,
};

const shape = z.object(signInSettings);

export type OidcConfig = {
  issuer: string;
  clientId: string;
  credentials: { secret: string };
  scope: string;
  person: { claim: string; by: 'eppn' | 'email' };
  /** Null: no roles are told by the provider. */
  roles: { claim: string; meanings: { value: string; role: (typeof claimedRoles)[number] }[] } | null;
};

export type SignInConfig = {
  limits: { idleMs: number; longestMs: number };
  /** Nothing in a rehearsal is worth a strong sign-in. */
  strongAcr: readonly string[];
  /** Null in a rehearsal, where one chooses a person, and where nothing is set. */
  oidc: OidcConfig | null;
  /** By SAML in its place. */
  saml: SamlConfig | null;
  /** The same for guardians and pupils. */
  family: FamilyOidcConfig | null;
};

type Env = z.output<typeof shape>;

/** `secret` gives what a setting, or the file of its `…_FILE`, holds. Throws with the setting's name. */
export const readSignIn = (
  env: Env,
  mode: 'live' | 'rehearsal',
  secret: (setting: string) => string | null,
  readFile: (setting: string, file: string) => string,
): SignInConfig => ({
  limits: {
    idleMs: env.BRYGGAN_SESSION_IDLE_MINUTES * 60_000,
    longestMs: env.BRYGGAN_SESSION_HOURS * 3_600_000,
  },
  strongAcr: mode === 'live' ? env.BRYGGAN_STRONG_ACR : [],
  oidc: mode === 'live' ? readOidc(env, secret) : null,
  saml: mode === 'live' ? onlyOne(env, readSaml(env, readFile)) : null,
  family: mode === 'live' ? readFamilyOidc(env, secret) : null,
});

/** Two ways in for the same people would be two doors to guard. */
function onlyOne({ BRYGGAN_OIDC_ISSUER: issuer }: Env, saml: SamlConfig | null): SamlConfig | null {
  if (saml !== null && issuer !== undefined) {
    throw new Error(
      'BRYGGAN_SAML_IDP_METADATA_FILE: staff sign in by it or by BRYGGAN_OIDC_ISSUER, not both',
    );
  }
  return saml;
}

function readOidc(env: Env, secret: (setting: string) => string | null): OidcConfig | null {
  const { BRYGGAN_OIDC_ISSUER: issuer, BRYGGAN_OIDC_CLIENT_ID: clientId } = env;
  if (issuer === undefined) return null;
  requireHttps('BRYGGAN_OIDC_ISSUER', issuer);
  if (clientId === undefined) throw new Error('BRYGGAN_OIDC_CLIENT_ID: name the client');
  const clientSecret = secret('BRYGGAN_OIDC_CLIENT_SECRET');
  if (clientSecret === null) throw new Error('BRYGGAN_OIDC_CLIENT_SECRET: give the secret, or …_FILE');
  return {
    issuer,
    clientId,
    credentials: { secret: clientSecret },
    scope: env.BRYGGAN_OIDC_SCOPE,
    person: { claim: env.BRYGGAN_OIDC_PERSON_CLAIM, by: env.BRYGGAN_OIDC_PERSON_BY },
    roles: rolesOf(env),
  };
}

function rolesOf(env: Env): OidcConfig['roles'] {
  const { BRYGGAN_OIDC_ROLES_CLAIM: claim, BRYGGAN_OIDC_ROLES: pairs } = env;
  if (claim === undefined && pairs === undefined) return null;
  if (claim === undefined) throw new Error('BRYGGAN_OIDC_ROLES_CLAIM: name the claim of BRYGGAN_OIDC_ROLES');
  if (pairs === undefined) throw new Error('BRYGGAN_OIDC_ROLES: say what the values of the claim mean');
  return { claim, meanings: pairs.map(([value, role]) => ({ value, role })) };
}
