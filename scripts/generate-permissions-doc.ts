/** Writes `docs/permissions.md` from the tables: `npx tsx scripts/generate-permissions-doc.ts`. */
import { writeFileSync } from 'node:fs';
import { permissionsDoc } from './permissions-doc.ts';

writeFileSync('docs/permissions.md', await permissionsDoc());
