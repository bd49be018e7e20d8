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

describe('sign-in', () => {
  it('has its limits and nothing else where nothing is set', () => {
    expect(readConfig(live).signIn).toEqual({
      limits: { idleMs: 3_600_000, longestMs: 43_200_000 },
      strongAcr: [],
      oidc: null,
    });
  });

  it('joins eduPersonPrincipalName to the staff, unless told otherwise', () => {
    expect(readConfig(provider).signIn.oidc).toEqual({
      issuer: 'https://logga.in.example',
      clientId: 'bryggan',
      clientSecret: 'secret',
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
      expect(read.signIn.oidc?.clientSecret).toBe('from the file');
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
