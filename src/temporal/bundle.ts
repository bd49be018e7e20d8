import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { failureConverterPath } from './data-converter.ts';

/**
 * Bundles the workflows into one file, once per build or test run instead of at each worker's start. Converter
 * paths belong here too, and interceptors as soon as there are any, or they are silently unused.
 */
export const writeWorkflowBundle = async (file: string): Promise<void> => {
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    failureConverterPath,
    logger: new DefaultLogger('WARN'),
  });
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, code);
};

/** The workflows' entry, as source or compiled. */
export const workflowsPath = fileURLToPath(
  new URL(`../workflows/index${path.extname(import.meta.url)}`, import.meta.url),
);
