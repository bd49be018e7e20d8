import { describe, expect, test } from 'vitest';
import { beginCommand, finishCommand } from '../../../src/records/command-log.ts';
import { denialsOf, denyConsent } from '../../../src/records/consent-denials.ts';
import { readContents, saveContents } from '../../../src/records/contents.ts';
import { localDate } from '../../../src/domain/time.ts';
import {
  attachDocuments,
  detachDocuments,
  dropUnfiled,
  fileDocument,
  knownDocuments,
  listDocuments,
  readDocument,
  saveDocument,
} from '../../../src/records/documents.ts';
import { openAssignments, reserveCaseload } from '../../../src/records/reservations.ts';
import { sweep } from '../../../src/records/sweep.ts';
import { ageBy, type Server, useDatabase } from './suite.ts';

const request = (commandId: string) => ({ commandId, personId: 'p', requestHash: 'h', caseId: null });

export const commandsSuite = (server: Server) =>
  describe('what a command leaves behind', () => {
    const { db } = useDatabase(server);

    test('the same key again gives the first answer; another request under it is told apart', async () => {
      expect(await beginCommand(db(), request('k1'))).toEqual({ kind: 'new' });
      expect(await beginCommand(db(), request('k1'))).toEqual({ kind: 'running' });
      const answer = { commandId: 'k1', status: 200, answer: { revision: 3 } };
      expect(await finishCommand(db(), answer)).toEqual({ status: 200, body: { revision: 3 } });
      const second = await finishCommand(db(), { ...answer, status: 409, answer: {} });
      expect(second).toEqual({ status: 200, body: { revision: 3 } });
      expect(await beginCommand(db(), request('k1'))).toEqual({
        kind: 'answered',
        status: 200,
        body: { revision: 3 },
      });
      expect(await beginCommand(db(), { ...request('k1'), requestHash: 'x' })).toEqual({
        kind: 'otherRequest',
      });
      expect(await beginCommand(db(), { ...request('k1'), personId: 'q' })).toEqual({ kind: 'otherRequest' });
    });

    test('of ten requests with one key at the same moment one is the first', async () => {
      const begun = await Promise.all(Array.from({ length: 10 }, () => beginCommand(db(), request('k2'))));
      expect(begun.filter((one) => one.kind === 'new')).toHaveLength(1);
      expect(begun.filter((one) => one.kind === 'running')).toHaveLength(9);
    });

    test('a story is saved once, whole: emoji, quotes and line breaks too', async () => {
      const body = { text: 'Åsa sa: "hej" 🌱\n=1+1 <b>' };
      const from = { caseId: 'c', commandId: 'k3', createdBy: 'p' };
      await saveContents(db(), [{ id: 's1', kind: 'note', body }], from);
      await saveContents(db(), [{ id: 's1', kind: 'note', body: { text: 'other' } }], from);
      expect(await readContents(db(), ['s1', 'unknown'])).toEqual(new Map([['s1', body]]));
    });

    describe('a file', () => {
      const bytes = Buffer.from([0, 255, 10, 13, 128]);
      const receivedOn = localDate('2026-09-07');
      const file = { fileName: 'samtycke åäö.pdf', mediaType: 'application/pdf', bytes, receivedOn };
      const send = (id: string, sent = bytes) =>
        saveDocument(db(), { ...file, bytes: sent, id, createdBy: 'p' });
      const filing = { kind: 'letter', secrecy: 'emi', title: 'Brev', dated: null, about: null } as const;

      test('comes back byte for byte, and its id is never another file', async () => {
        expect(await send('d1')).toBe(true);
        expect(await send('d1')).toBe(true);
        expect(await send('d1', Buffer.from('other'))).toBe(false);
        expect(await readDocument(db(), 'd1')).toEqual(bytes);
        expect(await readDocument(db(), 'd2')).toBeNull();
      });

      test('is known to whoever sent it, and once filed to its own case only', async () => {
        await send('d3');
        expect(await knownDocuments(db(), 'c', 'p', ['d3', 'd4'])).toEqual(new Set(['d3']));
        expect(await knownDocuments(db(), 'c', 'q', ['d3'])).toEqual(new Set());
        expect(await fileDocument(db(), 'c', 'd3', 'q', filing)).toBe(false);
        expect(await fileDocument(db(), 'c', 'd3', 'p', filing)).toBe(true);
        expect(await fileDocument(db(), 'other', 'd3', 'p', filing)).toBe(false);
        expect(await knownDocuments(db(), 'c', 'q', ['d3'])).toEqual(new Set(['d3']));
        expect(await knownDocuments(db(), 'other', 'p', ['d3'])).toEqual(new Set());
        expect(await listDocuments(db(), 'c')).toMatchObject([
          { id: 'd3', ...filing, sizeBytes: 5, receivedOn, createdBy: 'p' },
        ]);
        await dropUnfiled(db(), ['d3'], 'p');
        expect(await readDocument(db(), 'd3')).toEqual(bytes);
      });

      test('that a command points at is the case’s when it is decided, and waits on after a no', async () => {
        await send('d5');
        const about = { what: 'consent', id: 'x' } as const;
        const named = [{ documentId: 'd5', kind: 'consentForm', about } as const];
        await attachDocuments(db(), 'c2', 'k-no', named);
        expect(await listDocuments(db(), 'c2')).toEqual([]);
        await detachDocuments(db(), 'k-no');
        expect(await knownDocuments(db(), 'c3', 'p', ['d5'])).toEqual(new Set(['d5']));
        await attachDocuments(db(), 'c2', 'k-yes', named);
        await db().updateTable('document').set({ confirmed: true }).where('id', '=', 'd5').execute();
        await detachDocuments(db(), 'k-yes');
        expect(await listDocuments(db(), 'c2')).toMatchObject([{ id: 'd5', kind: 'consentForm', about }]);
      });

      test('is swept when nobody filed it for months', async () => {
        await send('d6');
        await send('d7');
        const old = new Date(Date.now() - 130 * 24 * 3_600_000);
        await db().updateTable('document').set({ created_at: old }).where('id', '=', 'd6').execute();
        await sweep(db());
        expect(await readDocument(db(), 'd6')).toBeNull();
        expect(await readDocument(db(), 'd7')).toEqual(bytes);
      });
    });

    test('the sweeper clears what was refused or never came, and nothing that was accepted', async () => {
      const leave = async (key: string) => {
        await saveContents(db(), [{ id: `s-${key}`, kind: 'note', body: {} }], {
          caseId: 'c',
          commandId: key,
          createdBy: 'p',
        });
        await reserveCaseload(db(), { personIds: ['carl'], caseId: key, limit: 9, commandId: key });
        await denyConsent(db(), { caseId: key, consentId: 'x', kinds: ['health'], commandId: key });
      };
      for (const [key, status] of [
        ['refused', 409],
        ['accepted', 200],
      ] as const) {
        await beginCommand(db(), request(key));
        await leave(key);
        await finishCommand(db(), { commandId: key, status, answer: {} });
      }
      await leave('never-came');
      const left = async () =>
        [...(await readContents(db(), ['s-refused', 's-accepted', 's-never-came'])).keys()].sort();

      expect(await sweep(db())).toEqual({ released: 0 });
      for (const table of ['reservation', 'content', 'consent_denial'] as const) await ageBy(db(), table, 2);
      await sweep(db());
      // What was never answered may have been decided a moment before a crash: its words wait a day.
      expect(await left()).toEqual(['s-accepted', 's-never-came']);
      expect(await openAssignments(db(), 'carl')).toBe(1);
      expect(await denialsOf(db(), 'refused')).toEqual([]);
      expect(await denialsOf(db(), 'never-came')).toEqual([{ consentId: 'x', kinds: ['health'] }]);

      for (const table of ['content', 'consent_denial'] as const) await ageBy(db(), table, 25);
      await sweep(db());
      expect(await left()).toEqual(['s-accepted']);
      expect(await denialsOf(db(), 'never-came')).toEqual([]);
      expect(await denialsOf(db(), 'accepted')).toHaveLength(1);
    });
  });
