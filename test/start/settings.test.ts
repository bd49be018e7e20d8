/** Settings of sign-in: what is missing, weak or contradictory is told by its name, in one line. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';

const live = { BRYGGAN_MODE: 'live' };
const provider = {
  ...live,
  BRYGGAN_OIDC_ISSUER: 'https://logga.in.example',
  BRYGGAN_OIDC_CLIENT_ID: 'bryggan',
  BRYGGAN_OIDC_CLIENT_SECRET: 'secret',
};

describe('SAML', () => {
  it('is set by a file of metadata, in place of OpenID Connect', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'bryggan-config-'));
    const file = path.join(folder, 'idp.xml');
    try {
      await writeFile(file, '<xml/>');
      const set = { ...live, BRYGGAN_SAML_IDP_METADATA_FILE: file };
      expect(readConfig(set).signIn).toMatchObject({
        oidc: null,
        saml: {
          metadata: '<xml/>',
          idpEntityId: null,
          entityId: null,
          personAttribute: 'urn:oid:1.3.6.1.4.1.5923.1.1.1.6',
        },
      });
      expect(readConfig({ ...set, BRYGGAN_MODE: 'rehearsal' }).signIn.saml).toBeNull();
      expect(() => readConfig({ ...provider, ...set })).toThrow(
        /BRYGGAN_SAML_IDP_METADATA_FILE: .* not both/,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
    expect(() => readConfig({ ...live, BRYGGAN_SAML_IDP_METADATA_FILE: '/nowhere' })).toThrow(
      /^Settings to mend: BRYGGAN_SAML_IDP_METADATA_FILE: /,
    );
  });
});

const broker = {
  ...live,
  BRYGGAN_FAMILY_OIDC_ISSUER: 'https://legitimera.example',
  BRYGGAN_FAMILY_OIDC_CLIENT_ID: 'bryggan-familj',
  BRYGGAN_FAMILY_OIDC_CLIENT_SECRET: 'secret',
};

describe('the families’ sign-in', () => {
  it('asks for a civic number at level 3 or 4, unless told otherwise', () => {
    expect(readConfig(broker).signIn).toMatchObject({
      oidc: null,
      family: {
        issuer: 'https://legitimera.example',
        clientId: 'bryggan-familj',
        credentials: { secret: 'secret' },
        scope: 'openid https://id.oidc.se/scope/naturalPersonNumber',
        numberClaim: 'https://id.oidc.se/claim/personalIdentityNumber',
        acr: ['http://id.elegnamnden.se/loa/1.0/loa3', 'http://id.elegnamnden.se/loa/1.0/loa4'],
      },
    });
    const told = readConfig({ ...broker, BRYGGAN_FAMILY_OIDC_ACR: 'one, two' });
    expect(told.signIn.family?.acr).toEqual(['one', 'two']);
    expect(readConfig({ ...broker, BRYGGAN_MODE: 'rehearsal' }).signIn.family).toBeNull();
  });

  const jwk = { kty: 'EC', alg: 'ES256', crv: 'P-256', kid: 'k1', x: 'x', y: 'y', d: 'd'.repeat(43) };
  it('takes a private key in place of the secret, and never says a word of it', () => {
    const keyed = {
      ...broker,
      BRYGGAN_FAMILY_OIDC_CLIENT_SECRET: '',
      BRYGGAN_FAMILY_OIDC_CLIENT_KEY: JSON.stringify(jwk),
    };
    expect(readConfig(keyed).signIn.family?.credentials).toEqual({ key: jwk });
    const broken = JSON.stringify({ ...jwk, alg: 'none' });
    expect(() => readConfig({ ...keyed, BRYGGAN_FAMILY_OIDC_CLIENT_KEY: broken })).toThrow(
      /^Settings to mend: BRYGGAN_FAMILY_OIDC_CLIENT_KEY: must be a private JWK with kty, alg and d$/,
    );
  });

  it.each([
    ['BRYGGAN_FAMILY_OIDC_ISSUER', { BRYGGAN_FAMILY_OIDC_ISSUER: 'http://legitimera.example' }],
    ['BRYGGAN_FAMILY_OIDC_CLIENT_ID', { BRYGGAN_FAMILY_OIDC_CLIENT_ID: '' }],
    ['BRYGGAN_FAMILY_OIDC_CLIENT_KEY', { BRYGGAN_FAMILY_OIDC_CLIENT_SECRET: '' }],
    ['BRYGGAN_FAMILY_OIDC_CLIENT_KEY', { BRYGGAN_FAMILY_OIDC_CLIENT_KEY: JSON.stringify(jwk) }],
    ['BRYGGAN_FAMILY_OIDC_SCOPE', { BRYGGAN_FAMILY_OIDC_SCOPE: 'profile' }],
    ['BRYGGAN_FAMILY_OIDC_ACR', { BRYGGAN_FAMILY_OIDC_ACR: ' , ' }],
  ])('names %s when it is wrong', (setting, wrong) => {
    const complaint = new RegExp(`^Settings to mend:.*\\b${setting}\\b[^\\n]*$`);
    expect(() => readConfig({ ...broker, ...wrong })).toThrow(complaint);
  });
});

describe('sign-in', () => {
  it('has its limits and nothing else where nothing is set', () => {
    expect(readConfig(live).signIn).toEqual({
      limits: { idleMs: 3_600_000, longestMs: 43_200_000 },
      strongAcr: [],
      oidc: null,
      saml: null,
      family: null,
    });
  });

  it('joins eduPersonPrincipalName to the staff, unless told otherwise', () => {
    expect(readConfig(provider).signIn.oidc).toEqual({
      issuer: 'https://logga.in.example',
      clientId: 'bryggan',
      credentials: { secret: 'secret' },
      scope: 'openid profile',
      person: { claim: 'eduPersonPrincipalName', by: 'eppn' },
      roles: null,
    });
    const told = readConfig({
      ...provider,
      BRYGGAN_OIDC_PERSON_CLAIM: 'email',
      BRYGGAN_OIDC_PERSON_BY: 'email',
      BRYGGAN_OIDC_ROLES_CLAIM: 'groups',
      BRYGGAN_OIDC_ROLES: 'sg-ledare=teamLeader, sg-post = registrar',
      BRYGGAN_STRONG_ACR: 'loa3, loa4',
    });
    expect(told.signIn).toMatchObject({
      strongAcr: ['loa3', 'loa4'],
      oidc: {
        person: { claim: 'email', by: 'email' },
        roles: {
          claim: 'groups',
          meanings: [
            { value: 'sg-ledare', role: 'teamLeader' },
            { value: 'sg-post', role: 'registrar' },
          ],
        },
      },
    });
  });

  it('reads its secret from a file, and is no part of a rehearsal', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'bryggan-config-'));
    const file = path.join(folder, 'secret');
    try {
      await writeFile(file, 'from the file\n');
      const settings = { ...provider, BRYGGAN_OIDC_CLIENT_SECRET: '', BRYGGAN_OIDC_CLIENT_SECRET_FILE: file };
      const read = readConfig(settings);
      expect(read.signIn.oidc?.credentials.secret).toBe('from the file');
    } finally {
      await rm(folder, { recursive: true });
    }
    const rehearsal = { ...provider, BRYGGAN_MODE: 'rehearsal', BRYGGAN_STRONG_ACR: 'loa3' };
    expect(readConfig(rehearsal).signIn).toMatchObject({ strongAcr: [], oidc: null });
  });

  it.each([
    ['BRYGGAN_OIDC_ISSUER', { ...provider, BRYGGAN_OIDC_ISSUER: 'http://logga.in.example' }],
    ['BRYGGAN_OIDC_CLIENT_ID', { ...provider, BRYGGAN_OIDC_CLIENT_ID: '' }],
    ['BRYGGAN_OIDC_CLIENT_SECRET', { ...provider, BRYGGAN_OIDC_CLIENT_SECRET: '' }],
    [
      'BRYGGAN_OIDC_CLIENT_SECRET_FILE',
      { ...provider, BRYGGAN_OIDC_CLIENT_SECRET: '', BRYGGAN_OIDC_CLIENT_SECRET_FILE: '/nowhere' },
    ],
    ['BRYGGAN_OIDC_SCOPE', { ...provider, BRYGGAN_OIDC_SCOPE: 'profile' }],
    [
      'BRYGGAN_OIDC_ROLES',
      { ...provider, BRYGGAN_OIDC_ROLES_CLAIM: 'groups', BRYGGAN_OIDC_ROLES: 'sg=rector' },
    ],
    ['BRYGGAN_OIDC_ROLES', { ...provider, BRYGGAN_OIDC_ROLES_CLAIM: 'groups', BRYGGAN_OIDC_ROLES: 'sg' }],
    ['BRYGGAN_OIDC_ROLES', { ...provider, BRYGGAN_OIDC_ROLES_CLAIM: 'groups' }],
    ['BRYGGAN_OIDC_ROLES_CLAIM', { ...provider, BRYGGAN_OIDC_ROLES: 'sg=registrar' }],
    ['BRYGGAN_SESSION_HOURS', { ...live, BRYGGAN_SESSION_HOURS: '100' }],
    ['TEMPORAL_NAMESPACE', { BRYGGAN_MODE: 'rehearsal', TEMPORAL_NAMESPACE: 'live' }],
  ])('names %s when it is wrong', (setting, environment) => {
    const complaint = new RegExp(`^Settings to mend:.*\\b${setting}\\b[^\\n]*$`);
    expect(() => readConfig(environment)).toThrow(complaint);
  });
});
