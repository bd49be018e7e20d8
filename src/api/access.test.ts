import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { permissionsDoc } from '../../scripts/permissions-doc.ts';

it('is what docs/permissions.md shows (else: npx tsx scripts/generate-permissions-doc.ts)', async () => {
  expect(readFileSync('docs/permissions.md', 'utf8')).toBe(await permissionsDoc());
});
