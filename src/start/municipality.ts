import type { Kysely } from 'kysely';
import { presets } from '../domain/presets.ts';
import { importFolder } from '../imports/import-folder.ts';
import { savePolicy } from '../records/policies.ts';
import { readClock, writeClock } from '../records/rehearsal.ts';
import type { Database } from '../records/schema.ts';
import {
  readDataVersion,
  readMode,
  writeDataVersion,
  writeMode,
  writeMunicipality,
  writePolicyIds,
} from '../records/settings.ts';
import { StartError, type Say } from './say.ts';

const sampleVersion = 1;

/** Monday before the sample's term, 06:00 in Sweden: the rehearsal's first moment. */
const rehearsalBegins = Date.parse('2026-08-17T04:00:00Z');

/**
 * The first start's municipality: the made-up Dalsviken, by the import that users have, the two policies, and the
 * rehearsal's clock. Later starts change nothing. Throws StartError when the records belong to a live municipality.
 */
export const loadMunicipality = async (
  db: Kysely<Database>,
  options: { folder: string; policy: 'uppsala' | 'dals-ed'; nowMs: number; say: Say },
): Promise<void> => {
  const { folder, policy, nowMs, say } = options;
  if ((await readMode(db)) === 'live')
    throw new StartError(
      'These records belong to a live municipality; `npm start` is a rehearsal. Choose another DATABASE_URL.',
    );
  if ((await readDataVersion(db)) === sampleVersion) return;
  say('loading the made-up municipality Dalsviken, once');
  await writeMode(db, 'rehearsal');
  await writeMunicipality(db, { code: '9801', name: 'Dalsviken' });
  for (const preset of Object.values(presets)) await savePolicy(db, preset);
  const others = Object.keys(presets).filter((id) => id !== policy);
  await writePolicyIds(db, [policy, ...others]);
  const reports = await importFolder(db, folder, { by: 'npm start', at: new Date(nowMs) });
  if ((await readClock(db)) === null)
    await writeClock(db, { offsetMs: rehearsalBegins - nowMs, skippedMs: 0 });
  await writeDataVersion(db, sampleVersion);
  const rows = reports.reduce((sum, report) => sum + report.rows, 0);
  say(`loaded ${rows} rows from ${reports.length} files`);
};
