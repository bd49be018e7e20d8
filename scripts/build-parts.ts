/** What the image needs besides compiled code: the workflow bundle, built once, and the pages' style and script. */
import { cpSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeWorkflowBundle } from '../src/temporal/bundle.ts';

const dist = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

// The SDK loads it by its path; the compiler leaves plain JavaScript behind.
const converter = path.join('src', 'temporal', 'failure-converter.mjs');
cpSync(path.join(dist, '..', converter), path.join(dist, converter));

const bundle = path.join(dist, 'workflow-bundle.js');
await writeWorkflowBundle(bundle);
console.log(`workflow bundle: ${(statSync(bundle).size / 1e6).toFixed(1)} MB`);

const assets = path.join('src', 'ui', 'assets');
cpSync(path.join(dist, '..', assets), path.join(dist, assets), { recursive: true });
