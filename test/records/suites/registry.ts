import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseEvent } from '../../../src/domain/case/events.ts';
import { obligations } from '../../../src/domain/obligations/derive.ts';
import { localDate } from '../../../src/domain/time.ts';
import { connectRecords, type Db, type Records } from '../../../src/records/connect.ts';
import { fileDocument, saveDocument } from '../../../src/records/documents.ts';
import { writeProjection } from '../../../src/records/projection.ts';
import { listRegistry } from '../../../src/records/registry/read.ts';
import { registerByHand, registerWaiting } from '../../../src/records/registry/register.ts';
import { aCalendar, anId, at, caseAt, ids } from '../../factories/case.ts';
import { oneOfEach } from '../../factories/events.ts';
import { seedMunicipality } from '../../factories/municipality.ts';
import { type Server, useDatabase } from './suite.ts';

const calendar = aCalendar();
const paper = {
  direction: 'received',
  kind: 'letter',
  party: 'guardian',
  secrecy: 'weak',
  rule: 'correspondence',
  on: localDate('2026-09-01'),
} as const;

/** A case whose time line holds these, recorded on that day. */
async function withEvents(db: Db, caseId: string, day: string, events: readonly CaseEvent[]): Promise<void> {
  const assigned = caseAt('assigned');
  const state = { ...assigned, caseId, pupil: { ...assigned.pupil, pupilId: `pupil-of-${caseId}` } };
  const recorded = events.map((event, index) => ({
    seq: index + 1,
    at: at(day),
    on: localDate(day),
    by: { role: 'system' as const },
    event,
  }));
  const duties = obligations(state, calendar);
  await writeProjection(db, {
    state,
    obligations: duties,
    events: recorded,
    nextMoment: null,
    commandIds: [],
  });
}

export function registrySuite(server: Server): void {
  describe('the register of papers', () => {
    const { db, url } = useDatabase(server);
    const others: Records[] = [];
    const another = (): Db => {
      const made = connectRecords(url(), { maxConnections: 4 });
      others.push(made);
      return made.db;
    };
    beforeAll(() => seedMunicipality(db()));
    afterAll(() => Promise.all(others.map((one) => one.close())));

    const runningOf = async (year: number): Promise<number[]> => {
      const { entries } = await listRegistry(db(), { year }, { limit: 1_000 });
      return entries.map(({ running }) => running).toReversed();
    };
    const byHand = (to: Db, n: number, year: number) =>
      registerByHand(to, anId(9_000 + n), {
        caseId: 'hand',
        paper,
        registeredOn: localDate(`${year}-03-01`),
        by: ids.registrar,
        noteId: null,
      });
    const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

    test('takes up each paper of a case once, however many look at once', async () => {
      const [a, b] = [another(), another()];
      for (let n = 0; n < 4; n += 1) await withEvents(db(), anId(8_000 + n), '2026-09-07', oneOfEach());
      await Promise.all([registerWaiting(a, 50), registerWaiting(b, 50), registerWaiting(db(), 50)]);
      for (let seen = -1; seen !== 0;) seen = await registerWaiting(a, 50);
      const { entries, total } = await listRegistry(db(), { year: 2026 }, { limit: 1_000 });
      const ofCase = entries.filter(({ caseId }) => caseId === anId(8_000));
      expect(ofCase.length).toBeGreaterThan(15);
      expect(total).toBe(4 * ofCase.length);
      expect(await runningOf(2026)).toEqual(upTo(total));
      expect(ofCase.every(({ caseNumber }) => caseNumber !== null)).toBe(true);
    });

    test('leaves no gap, whoever comes at once and whatever is broken off', async () => {
      const [a, b] = [another(), another()];
      const broken = (n: number) =>
        a.transaction().execute(async (trx) => {
          await byHand(trx, n, 2031);
          throw new Error('broken off');
        });
      const asked = Array.from({ length: 24 }, (_, n) => {
        if (n % 4 === 3) return broken(n);
        return byHand(n % 2 === 0 ? a : b, n, 2031);
      });
      const done = await Promise.allSettled(asked);
      expect(done.filter(({ status }) => status === 'rejected')).toHaveLength(6);
      expect(await runningOf(2031)).toEqual(upTo(18));
    });

    test('keeps a place that was given, and begins each year anew', async () => {
      const first = await byHand(db(), 100, 2032);
      expect(first).toEqual({ year: 2032, running: 1 });
      expect(await Promise.all([byHand(db(), 100, 2032), byHand(another(), 100, 2032)])).toEqual([
        first,
        first,
      ]);
      expect(await byHand(db(), 101, 2033)).toEqual({ year: 2033, running: 1 });
    });

    test('takes up a document when it is filed, and not before', async () => {
      const receivedOn = localDate('2034-02-01');
      const file = { fileName: 'brev.txt', mediaType: 'text/plain', bytes: Buffer.from('x') };
      await saveDocument(db(), { ...file, id: anId(8_100), createdBy: ids.registrar, receivedOn });
      await registerWaiting(db());
      expect(await runningOf(2034)).toEqual([]);
      const filing = { kind: 'opinion', secrecy: 'emi', title: null, dated: null, about: null } as const;
      expect(await fileDocument(db(), 'filed', anId(8_100), ids.registrar, filing)).toBe(true);
      await registerWaiting(db());
      await registerWaiting(db());
      const { entries } = await listRegistry(db(), { year: 2034 });
      expect(entries).toMatchObject([
        { running: 1, kind: 'paper', direction: 'received', secrecy: 'emi', on: receivedOn },
      ]);
    });

    test('is never changed or emptied', async () => {
      for (const forbidden of [
        sql`update registry_entry set kind = 'other'`,
        sql`delete from registry_entry`,
        sql`truncate registry_entry`,
      ])
        await expect(forbidden.execute(db())).rejects.toThrow('never changed');
    });

    test('is searched by number and by case', async () => {
      const [entry] = (await listRegistry(db(), { year: 2032 })).entries;
      expect(entry).toBeDefined();
      expect((await listRegistry(db(), { search: 'BRG 2032:1' })).entries).toEqual([entry]);
      expect((await listRegistry(db(), { search: '2032:99' })).total).toBe(0);
      const [of] = (await listRegistry(db(), { year: 2026, kind: 'order' })).entries;
      const found = await listRegistry(db(), { search: of?.caseNumber ?? '' }, { limit: 500 });
      expect(new Set(found.entries.map(({ caseId }) => caseId))).toEqual(new Set([of?.caseId]));
    });
  });
}
