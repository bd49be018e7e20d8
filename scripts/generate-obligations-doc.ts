/** Writes `docs/obligations.md` from the table of obligations: `npx tsx scripts/generate-obligations-doc.ts`. */
import { writeFileSync } from 'node:fs';
import { obligationsDoc } from './obligations-doc.ts';

writeFileSync('docs/obligations.md', await obligationsDoc());
