import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeWorkflowBundle } from '../temporal/bundle.ts';

const converter = 'src/temporal/failure-converter.mjs';

/** What the bundle is made of: the workflows, the rules that they fold with, the converter, the packages' versions. */
const sources = ['src/workflows', 'src/domain', 'src/activities/contract.ts', converter, 'package-lock.json'];

const hashOf = (projectFolder: string): string => {
  const hash = createHash('sha256');
  for (const source of sources) {
    const at = path.join(projectFolder, source);
    const files = source.includes('.') ? [at] : filesBelow(at);
    for (const file of files.filter(existsSync))
      hash.update(file.slice(projectFolder.length)).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
};

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[jt]s$/.test(name) && !name.includes('.test.'))
    .toSorted()
    .map((name) => path.join(folder, name));

/** The workflow bundle for these very sources, built unless an earlier start did; older ones are cleared. */
export const workflowBundle = async (projectFolder: string, cacheFolder: string): Promise<string> => {
  const name = `workflows-${hashOf(projectFolder)}.js`;
  const file = path.join(cacheFolder, name);
  if (existsSync(file)) return file;
  await writeWorkflowBundle(file);
  for (const other of readdirSync(cacheFolder))
    if (/^workflows-[0-9a-f]{16}\.js$/.test(other) && other !== name) rmSync(path.join(cacheFolder, other));
  return file;
};
