/** `npx bryggan keys rewrap`, as the process that npm starts. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newKeyRing, parseKeyRing } from '../../src/key-ring/ring.ts';
import { connectRecords, type Db } from '../../src/records/connect.ts';
import { readContents, saveContents } from '../../src/records/contents.ts';
import { rewrapKeys } from '../../src/records/rewrap.ts';
import { anId, ids } from '../factories/parts.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';
import { recordKeysText } from '../setup/record-keys.ts';
import { bryggan } from './bryggan.ts';

let records: FreshDatabase;
beforeAll(async () => {
  records = await freshDatabase();
  for (let n = 0; n < 12; n += 1) await told(records.db, n);
});
afterAll(() => records.drop());

const bodyOf = (n: number) => ({ text: `story ${n}` });
const told = (db: Db, n: number) =>
  saveContents(db, [{ id: anId(n), kind: 'note', body: bodyOf(n) }], {
    caseId: `case-${n}`,
    commandId: null,
    createdBy: ids.coordinator,
  });
const second = newKeyRing().trim();
const secondId = second.split(':')[0];

/** Every story, read by a process that holds this ring. */
const readWith = async (ring: string): Promise<unknown[]> => {
  const other = connectRecords(records.url, { maxConnections: 1, keys: parseKeyRing('record', ring) });
  try {
    const all = Array.from({ length: 12 }, (_, n) => anId(n));
    const read = await readContents(other.db, all);
    return all.filter((id) => read.has(id)).map((id) => read.get(id));
  } finally {
    await other.close();
  }
};
const rewrap = (ring: string, ...more: string[]) =>
  bryggan(['keys', 'rewrap', ...more], { DATABASE_URL: records.url, BRYGGAN_RECORD_KEYS: ring });

it('says what it lacks where there is no ring', async () => {
  const ended = await bryggan(['keys', 'rewrap'], { DATABASE_URL: records.url });
  expect(ended).toMatchObject({ code: 2, out: '' });
  expect(ended.err).toContain('BRYGGAN_RECORD_KEYS');
});

it('leaves what it can’t open as it is, and says so by name', async () => {
  const ended = await rewrap(second);
  expect(ended.code).toBe(1);
  expect(ended.out).toContain('test still wraps 12');
  expect(ended.out).toContain('case/case-3 was left as it is');
  expect(await readWith(recordKeysText)).toHaveLength(12);
});

it('goes on where it was broken off, in batches of any size', async () => {
  const other = connectRecords(records.url, {
    maxConnections: 2,
    keys: parseKeyRing('record', `${second},${recordKeysText}`),
  });
  try {
    const broken = other.db.transaction().execute(async (trx) => {
      await rewrapKeys(trx, 5);
      throw new Error('the machine went away');
    });
    await expect(broken).rejects.toThrow('went away');
    const [one, two] = await Promise.all([rewrapKeys(other.db, 5), rewrapKeys(other.db, 1)]);
    expect(one.locked.concat(two.locked)).toEqual([]);
    expect(one.wrapped + two.wrapped).toBe(12);
  } finally {
    await other.close();
  }
});

it('has nothing left to do then, and the older key can be taken out', async () => {
  const ended = await rewrap(`${second},${recordKeysText}`, '--json');
  expect(ended).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(ended.out)).toEqual({
    by: secondId,
    wrapped: 0,
    locked: [],
    left: [{ ringKey: secondId, keys: 12 }],
  });
  expect(await readWith(second)).toEqual(Array.from({ length: 12 }, (_, n) => bodyOf(n)));
  await expect(readWith(recordKeysText)).rejects.toThrow(`record key "${secondId}"`);
});

it('brings back no key that was destroyed', async () => {
  await records.db.deleteFrom('record_key').where('id', '=', 'case/case-4').execute();
  const ended = await rewrap(`${recordKeysText},${second}`);
  expect(ended).toMatchObject({ code: 0, err: '' });
  expect(ended.out).toContain('11 of the records');
  expect(await readWith(recordKeysText)).toHaveLength(11);
});
