import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

type Service = {
  image: string;
  ports?: string[];
  environment?: Record<string, string>;
  healthcheck?: unknown;
  command?: string | string[];
  restart?: string;
  build?: string;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  privileged?: boolean;
  user?: string;
  network_mode?: string;
  volumes?: (string | { target: string })[];
};

const text = readFileSync('docker-compose.yml', 'utf8');
const compose: { services: Record<string, Service>; volumes: Record<string, unknown> } = parse(text, {
  merge: true,
});
const services = Object.entries(compose.services);

describe('docker-compose.yml', () => {
  it('is a Compose file by the specification’s own schema', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
    const valid = ajv.validate(JSON.parse(readFileSync('test/schemas/compose-spec.json', 'utf8')), compose);
    expect(ajv.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it('names every part that production has', () =>
    expect(Object.keys(compose.services).toSorted()).toEqual([
      'api',
      'mailpit',
      'records',
      'temporal',
      'temporal-db',
      'temporal-namespaces',
      'temporal-schema',
      'temporal-ui',
      'worker',
    ]));

  it.each(services)('%s comes from one exact tag', (_, service) =>
    expect(service.image).toMatch(/:v?\d+\.\d+(\.\d+)?(-[a-z]+)?$/),
  );

  it('has no password that works outside: each must be set', () => {
    const passwords = services.flatMap(([, service]) =>
      Object.entries(service.environment ?? {}).filter(([name]) => /PASSWORD|PWD|DATABASE_URL/.test(name)),
    );
    expect(passwords.length).toBeGreaterThanOrEqual(4);
    for (const [, value] of passwords) expect(value).toMatch(/\$\{[A-Z_]+:\?/);
  });

  it('publishes ports on loopback alone', () => {
    const ports = services.flatMap(([, service]) => service.ports ?? []);
    expect(ports.length).toBeGreaterThan(0);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('asks each lasting part for its health, but the worker, which has no port', () => {
    const lasting = services.filter(([name, service]) => service.restart && name !== 'worker');
    for (const [name, service] of lasting) expect(service.healthcheck, name).toBeDefined();
  });
});

describe('what runs of ours', () => {
  const ours = services.filter(([, service]) => service.build !== undefined);
  const dockerfile = readFileSync('Dockerfile', 'utf8').split('\n');
  const said = (word: string) =>
    dockerfile.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));

  it('is api and worker, from one image', () => {
    expect(ours.map(([name]) => name).toSorted()).toEqual(['api', 'worker']);
    expect(new Set(ours.map(([, { image }]) => image)).size).toBe(1);
  });

  it.each(ours)(
    '%s can write nothing but /tmp and the ledger, gains no rights, and sees nothing of its host',
    (_, service) => {
      expect(service.read_only).toBe(true);
      expect(service.cap_drop).toEqual(['ALL']);
      expect(service.security_opt).toContain('no-new-privileges:true');
      expect(service.privileged).toBeUndefined();
      expect(service.network_mode).toBeUndefined();
      // The ledger of destructions alone, which must outlast the data.
      expect((service.volumes ?? []).map((one) => (typeof one === 'string' ? one : one.target))).toEqual([
        '/ledger/destructions',
      ]);
      expect(service.user).toBeUndefined();
    },
  );

  it('is nobody’s root: the image’s last user is node', () => {
    const lastStage = dockerfile.slice(dockerfile.findLastIndex((line) => line.startsWith('FROM ')));
    const users = lastStage.filter((line) => line.startsWith('USER '));
    expect(users).toEqual(['USER node']);
    expect(lastStage.findIndex((line) => line.startsWith('USER '))).toBeLessThan(
      lastStage.findIndex((line) => line.startsWith('CMD ')),
    );
  });

  it('is built from exact tags, of what is here and what the lock file pins', () => {
    expect(said('FROM').length).toBeGreaterThan(0);
    for (const from of said('FROM')) expect(from).toMatch(/^node:\d+\.\d+\.\d+-[a-z-]+( AS \w+)?$/);
    expect(said('ADD')).toEqual([]);
    expect(said('RUN').some((line) => line === 'npm ci')).toBe(true);
    expect(said('RUN').filter((line) => /curl|wget|npm install|apt/.test(line))).toEqual([]);
  });
});
