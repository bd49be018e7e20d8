/** What the image needs besides compiled code: the workflow bundle, built once, and the pages' style and script. */
import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

const dist = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const workflowsPath = path.join(dist, 'src', 'workflows', 'index.js');
const { code } = await bundleWorkflowCode({ workflowsPath });
writeFileSync(path.join(dist, 'workflow-bundle.js'), code);
console.log(`workflow bundle: ${(code.length / 1e6).toFixed(1)} MB`);

const assets = path.join('src', 'ui', 'assets');
cpSync(path.join(dist, '..', assets), path.join(dist, assets), { recursive: true });
