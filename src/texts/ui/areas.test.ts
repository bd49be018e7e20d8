/** Two areas with the same key would silently take each other's words. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { uiSv } from './index.ts';

it('gives each text to one area, and takes all of them in', async () => {
  const here = import.meta.dirname;
  // A file that only puts others together has no words of its own.
  const areas = readdirSync(here).filter(
    (name) =>
      !name.endsWith('.test.ts') && !readFileSync(path.join(here, name), 'utf8').includes('import * as'),
  );
  const all = await Promise.all(
    areas.map(async (name): Promise<string[]> => {
      const { sv }: { sv: Record<string, string> } = await import(`./${name}`);
      return Object.keys(sv);
    }),
  );
  const keys = all.flat();
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  expect(Object.keys(uiSv).sort()).toEqual(keys.sort());
});
