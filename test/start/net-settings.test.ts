/** Settings of what goes over the net: what is wrong or weak is told by its name, in one line. */
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';

const live = { BRYGGAN_MODE: 'live' };
const net = (settings: Record<string, string>) => readConfig({ ...live, ...settings }).net;

describe('how often one may ask', () => {
  it('has its limits when live, and room for scripts in a rehearsal', () => {
    expect(net({}).limits).toEqual({ address: 1200, person: 600, signIn: 120, wrongLinks: 60 });
    const set = { BRYGGAN_LIMIT_PERSON: '30', BRYGGAN_LIMIT_WRONG_LINKS: '5' };
    expect(net(set).limits).toMatchObject({ person: 30, wrongLinks: 5 });
    expect(readConfig({ BRYGGAN_MODE: 'rehearsal' }).net.limits).toEqual({
      address: 60_000,
      person: 60_000,
      signIn: 60_000,
      wrongLinks: 60,
    });
  });

  it('believes the proxies that are named, by address or network', () => {
    const proxies = ['10.1.2.3', 'fd00::/8', 'loopback'];
    expect(net({ BRYGGAN_PROXIES: proxies.join(', ') }).proxies).toEqual(proxies);
    expect(net({}).proxies).toEqual([]);
  });
});

it('fetches from no private network that isn’t named when live, and from anywhere in a rehearsal', () => {
  expect(net({}).privateHosts).toEqual([]);
  expect(net({ BRYGGAN_PRIVATE_HOSTS: 'login.kommunen.se' }).privateHosts).toEqual(['login.kommunen.se']);
  expect(readConfig({ BRYGGAN_MODE: 'rehearsal' }).net.privateHosts).toBeNull();
});

describe('mail', () => {
  it('leaves this machine by TLS alone, unless it is said otherwise', () => {
    const required = (settings: Record<string, string>) =>
      readConfig({ ...live, ...settings }).mail.tls.required;
    expect(required({ SMTP_URL: 'smtp://relay.kommunen.se:587' })).toBe(true);
    expect(required({ SMTP_URL: 'smtp://relay.kommunen.se:587', SMTP_TLS: 'if-offered' })).toBe(false);
    expect(required({ SMTP_URL: 'smtp://127.0.0.1:2525' })).toBe(false);
  });
});

it('says which ways are in the clear, of those that leave the machine', () => {
  const away = {
    DATABASE_URL: 'postgres://bryggan:x@records.kommunen.se/bryggan',
    TEMPORAL_ADDRESS: 'engine.kommunen.se:7233',
    SMTP_URL: 'smtp://relay.kommunen.se:587',
    SMTP_TLS: 'if-offered',
  };
  expect(net(away).inTheClear).toEqual(['DATABASE_URL', 'TEMPORAL_ADDRESS', 'SMTP_URL']);
  const safe = {
    ...away,
    DATABASE_URL: `${away.DATABASE_URL}?sslmode=verify-full`,
    TEMPORAL_TLS: 'true',
    SMTP_TLS: 'required',
  };
  expect(net(safe).inTheClear).toEqual([]);
  const here = {
    DATABASE_URL: 'postgres://bryggan:x@127.0.0.1:5432/bryggan',
    TEMPORAL_ADDRESS: 'localhost:7233',
    SMTP_URL: 'smtp://[::1]:2525',
  };
  expect(net(here).inTheClear).toEqual([]);
});

const database = 'postgres://bryggan:x@records.example/bryggan';

it.each([
  ['BRYGGAN_LIMIT_PERSON', { BRYGGAN_LIMIT_PERSON: '0' }],
  ['BRYGGAN_PROXIES', { BRYGGAN_PROXIES: 'proxy.kommunen.se' }],
  ['BRYGGAN_PROXIES', { BRYGGAN_PROXIES: '10.0.0.0/33' }],
  ['BRYGGAN_SECURITY_CONTACT', { BRYGGAN_SECURITY_CONTACT: 'sakerhet@kommunen.se' }],
  ['BRYGGAN_SECURITY_CONTACT', { BRYGGAN_SECURITY_CONTACT: 'http://kommunen.se' }],
  ['DATABASE_URL: sslmode is require,', { DATABASE_URL: `${database}?sslmode=require` }],
  ['DATABASE_URL: sslmode is no-verify,', { DATABASE_URL: `${database}?sslmode=no-verify` }],
  ['DATABASE_URL: say sslmode=verify-full instead of ssl', { DATABASE_URL: `${database}?ssl=0` }],
  ['DATABASE_URL', { DATABASE_URL: 'records.example' }],
  ['SMTP_URL', { SMTP_URL: 'relay.kommunen.se' }],
  ['SMTP_URL', { SMTP_URL: 'smtps://relay.example?tls.rejectUnauthorized=false' }],
  ['SMTP_TLS_CA_FILE', { SMTP_TLS_CA_FILE: '/nowhere' }],
  ['TEMPORAL_TLS_CLIENT_KEY_PATH', { TEMPORAL_TLS_CLIENT_CERT_PATH: '/nowhere' }],
  ['TEMPORAL_TLS_SERVER_CA_CERT_PATH', { TEMPORAL_TLS_SERVER_CA_CERT_PATH: '/nowhere' }],
  ['TEMPORAL_TLS', { TEMPORAL_TLS: 'false', TEMPORAL_TLS_SERVER_NAME: 'engine' }],
])('a start names %s', (name, settings) => {
  let complaint = '';
  try {
    readConfig({ ...live, ...settings });
  } catch (error) {
    complaint = error instanceof Error ? error.message : String(error);
  }
  expect(complaint).toMatch(/^Settings to mend: /);
  expect(complaint).toContain(name);
  expect(complaint).not.toContain('\n');
});
