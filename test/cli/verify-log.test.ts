/** `npx bryggan verify-log`, as the process that npm starts. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeAudit } from '../../src/records/audit.ts';
import { sealAudit } from '../../src/records/audit-seal.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { bryggan } from './bryggan.ts';

let records: FreshDatabase;
beforeAll(async () => {
  records = await freshDatabase();
});
afterAll(() => records.drop());

it('says that the log is whole, and where it no longer is', async () => {
  const entry = { at: new Date(), personId: 'p', role: 'mentor', caseId: 'c', pupilId: null, relation: null };
  await writeAudit(records.db, { ...entry, action: 'case.read' });
  const seal = await sealAudit(records.db, { settledMs: 0 });
  const whole = await bryggan(['verify-log'], { DATABASE_URL: records.url });
  expect(whole).toMatchObject({ code: 0, err: '' });
  expect(whole.out).toContain('1 entries in 1 sealed batches');
  expect(whole.out).toContain(seal?.digest);

  await sql`alter table audit disable trigger user`.execute(records.db);
  await sql`update audit set person_id = 'somebody else'`.execute(records.db);
  const broken = await bryggan(['verify-log'], { DATABASE_URL: records.url });
  expect(broken).toMatchObject({ code: 1, err: '' });
  expect(broken.out).toContain('batch 1');
  const json = await bryggan(['verify-log', '--json'], { DATABASE_URL: records.url });
  expect(JSON.parse(json.out)).toMatchObject({ broken: { seq: 1, expected: seal?.digest } });
});
