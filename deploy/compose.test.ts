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
