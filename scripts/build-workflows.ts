/** Builds the workflow bundle once, for the image: `dist/workflow-bundle.js`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

const here = path.dirname(fileURLToPath(import.meta.url));
const workflowsPath = path.join(here, '..', 'src', 'workflows', 'index.js');
const { code } = await bundleWorkflowCode({ workflowsPath });
writeFileSync(path.join(here, '..', 'workflow-bundle.js'), code);
console.log(`workflow bundle: ${(code.length / 1e6).toFixed(1)} MB`);
