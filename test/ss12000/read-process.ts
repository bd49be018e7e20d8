/** A reader in a process of its own, to be killed: records' URL, source's URL, token URL and the source's id. */
import { connectRecords } from '../../src/records/connect.ts';
import { readSource } from '../../src/imports/ss12000/read-source.ts';
import { createSourceClient } from '../../src/integrations/ss12000/client.ts';
import { clientCredentials } from '../../src/integrations/ss12000/token.ts';
import { instant } from '../../src/domain/time.ts';

const [databaseUrl = '', baseUrl = '', tokenUrl = '', sourceId = ''] = process.argv.slice(2);
const patience = { tries: 4, firstPauseMs: 5, longestPauseMs: 20, timeoutMs: 5000 };
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const clock = () => Date.now();
const client = createSourceClient({
  baseUrl: new URL(baseUrl),
  bearer: clientCredentials({
    tokenUrl: new URL(tokenUrl),
    clientId: 'bryggan',
    secret: 'hemlig & lång',
    scope: null,
    timeoutMs: 5000,
    clock,
  }),
  surroundings: { patience, pause, clock },
  limit: 500,
});
const { db, close } = connectRecords(databaseUrl);
const at = instant(Date.parse('2026-11-20T17:00:00+01:00'));
for (const what of ['register', 'absence'] as const)
  await readSource({ db, client, patience, pause, progress: () => {} }, { sourceId, what, at });
await close();
