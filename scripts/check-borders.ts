/**
 * The house's walls: which folder may import which (docs/architecture.md). Prints each import that crosses one
 * and exits 1; types count like values, except where a border says otherwise.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** For each layer, the layers that it may import from; `types:` allows type-only imports. */
const mayImport: Record<string, string[]> = {
  domain: [],
  workflows: ['domain', 'types:activities'],
  texts: ['domain'],
  ui: ['domain', 'texts'],
  records: ['domain', 'processes', 'ports', 'key-ring'],
  integrations: ['domain'],
  temporal: ['domain', 'workflows', 'records', 'processes', 'ports', 'key-ring'],
  imports: ['domain', 'records', 'integrations', 'texts'],
  activities: ['domain', 'records', 'integrations', 'texts', 'imports'],
  api: [
    'domain',
    'records',
    'integrations',
    'temporal',
    'texts',
    'workflows',
    'imports',
    'parent',
    'ui',
    'key-ring',
  ],
  cli: ['domain', 'records', 'imports', 'texts', 'config', 'key-ring'],
  'config-net': ['config-sign-in'],
  start: [
    'domain',
    'records',
    'integrations',
    'temporal',
    'texts',
    'imports',
    'activities',
    'api',
    'config',
    'processes',
    'ports',
    'key-ring',
  ],
};

/** The entry points that read the configuration. */
const entryPoints = new Set([
  'worker.ts',
  'src/api/main.ts',
  'src/start/main.ts',
  'src/start/story.ts',
  'src/cli/main.ts',
]);

/** Packages that must not be imported under `src/domain` or by the workflow bundle. */
const bannedInDomain = /^(?!\.)/;
const allowedInWorkflows = new Set(['@temporalio/workflow', '@temporalio/common']);

const importPattern = /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/g;

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((name) => path.join('src', name))
  .filter((name) => /\.tsx?$/.test(name))
  .concat('worker.ts');

const isTest = (file: string) => /\.test\.tsx?$/.test(file);
/** A folder of `src`, or a file there by its name; the parts of the configuration are one. */
const layerOf = (file: string) =>
  file
    .split(path.sep)[1]
    ?.replace(/\.tsx?$/, '')
    .replace(/^config-.*/, 'config') ?? file;

const crossings: string[] = [];
for (const file of files) {
  const source = readFileSync(file, 'utf8');
  const layer = file === 'worker.ts' ? 'worker' : layerOf(file);
  for (const match of source.matchAll(importPattern)) {
    const typeOnly = match[2] !== undefined;
    const target = match[3] ?? '';
    const say = (why: string) => crossings.push(`${file}: imports ${target} (${why})`);
    if (!target.startsWith('.')) {
      if (isTest(file)) continue;
      if (layer === 'domain' && bannedInDomain.test(target)) say('the domain imports no package');
      if (layer === 'workflows' && !allowedInWorkflows.has(target)) say('not for workflow code');
      continue;
    }
    const resolved = path.normalize(path.join(path.dirname(file), target));
    const other = layerOf(resolved);
    if (resolved === path.join('src', 'config.ts')) {
      if (!entryPoints.has(file) && !typeOnly) say('only entry points read the configuration');
      continue;
    }
    if (layer === 'worker' || other === layer || layer === 'config' || isTest(file)) continue;
    const allowed = mayImport[layer] ?? [];
    if (allowed.includes(other)) continue;
    if (typeOnly && allowed.includes(`types:${other}`)) continue;
    say(`${layer} may not import ${other}`);
  }
}

for (const line of crossings) console.error(line);
console.log(`borders: ${files.length} files, ${crossings.length} crossings`);
process.exitCode = crossings.length === 0 ? 0 : 1;
