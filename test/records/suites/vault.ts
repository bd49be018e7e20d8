import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localDate } from '../../../src/domain/time.ts';
import { newKeyRing, parseKeyRing } from '../../../src/key-ring/ring.ts';
import { connectRecords, type Db, type Records } from '../../../src/records/connect.ts';
import { readContents, saveContents, sealContents } from '../../../src/records/contents.ts';
import { sealDocuments } from '../../../src/records/document-bytes.ts';
import { fileDocument, readDocument, saveDocument } from '../../../src/records/documents.ts';
import { aPdf } from '../../factories/files.ts';
import { anId, ids } from '../../factories/parts.ts';
import { recordKeysText } from '../../setup/record-keys.ts';
import { seenIn, type Server, useDatabase } from './suite.ts';

const story = 'Hon sover hos sin mormor när det är svårt.';
const createdBy = ids.coordinator;
const from = { commandId: null, createdBy };
const filing = { kind: 'letter', secrecy: 'weak', title: null, dated: null, about: null } as const;

const asHex = (words: string) => Buffer.from(words).toString('hex');

/** Stories and documents under each case's own key, which the ring wraps. */
export function vaultSuite(server: Server): void {
  describe('what is sealed', () => {
    const { db, url } = useDatabase(server);
    /** The same records as others may reach them: without a ring, or with another. */
    const others: Records[] = [];
    const reach = (keys: string | null): Db => {
      const other = connectRecords(url(), {
        maxConnections: 2,
        keys: keys === null ? null : parseKeyRing('record', keys),
      });
      others.push(other);
      return other.db;
    };
    let bytes: Buffer;
    beforeAll(async () => {
      bytes = await aPdf();
    });
    afterAll(() => Promise.all(others.map((other) => other.close())));

    const told = async (caseId: string | null, id: string, by: Db = db()) => {
      await saveContents(by, [{ id, kind: 'note', body: { text: story } }], { ...from, caseId });
      return (await readContents(by, [id])).get(id);
    };
    const received = async (id: string, by: Db = db()) =>
      saveDocument(by, {
        id,
        fileName: 'brev.pdf',
        mediaType: 'application/pdf',
        bytes,
        createdBy,
        receivedOn: localDate('2026-09-07'),
      });

    test('is read back, and stands nowhere in the database', async () => {
      expect(await told('vault-1', anId(7001))).toEqual({ text: story });
      expect(await told(null, anId(7002))).toEqual({ text: story });
      await received(anId(7003));
      expect(await readDocument(db(), anId(7003))).toEqual(bytes);
      const all = (await seenIn(db(), 'content')) + (await seenIn(db(), 'document'));
      for (const words of ['mormor', asHex('mormor'), asHex('%PDF')]) expect(all).not.toContain(words);
      expect(await seenIn(db(), 'record_key')).not.toContain(recordKeysText.split(':')[1]);
    });

    test('is under its case’s key, also a file that came before it had a case', async () => {
      await received(anId(7011));
      expect(await fileDocument(db(), 'vault-2', anId(7011), createdBy, filing)).toBe(true);
      const row = await db()
        .selectFrom('document')
        .select('key_id')
        .where('id', '=', anId(7011))
        .executeTakeFirstOrThrow();
      expect(row.key_id).toBe('case/vault-2');
      expect(await readDocument(db(), anId(7011))).toEqual(bytes);
    });

    test('is gone with the case’s key, and nothing else is', async () => {
      await told('vault-3', anId(7021));
      await told('vault-4', anId(7022));
      await received(anId(7023));
      await fileDocument(db(), 'vault-3', anId(7023), createdBy, filing);
      await db().deleteFrom('record_key').where('id', '=', 'case/vault-3').execute();
      const read = await readContents(db(), [anId(7021), anId(7022)]);
      expect([...read.keys()]).toEqual([anId(7022)]);
      expect(await readDocument(db(), anId(7023))).toBeNull();
    });

    test('gets one key, however many begin at once', async () => {
      const many = Array.from({ length: 8 }, (_, n) => anId(7030 + n));
      const all = await Promise.all(many.map((id) => told('vault-5', id)));
      expect(all).toEqual(many.map(() => ({ text: story })));
    });

    test('can be changed or moved by nobody without its showing', async () => {
      await told('vault-6', anId(7041));
      await told('vault-6', anId(7042));
      await sql`update content set sealed = (select sealed from content where id = ${anId(7041)})
        where id = ${anId(7042)}`.execute(db());
      await expect(readContents(db(), [anId(7042)])).rejects.toThrow(/sealed under case\/vault-6.*changed/s);
      expect((await readContents(db(), [anId(7041)])).size).toBe(1);
    });

    test('is read with a ring that has moved on, and by no other ring, which says what it lacks', async () => {
      await told('vault-7', anId(7051));
      const next = newKeyRing().trim();
      const rotated = reach(`${next},${recordKeysText}`);
      expect((await readContents(rotated, [anId(7051)])).get(anId(7051))).toEqual({ text: story });
      expect(await told('vault-8', anId(7052), rotated)).toEqual({ text: story });
      await expect(readContents(reach(next), [anId(7051)])).rejects.toThrow('record key "test"');
      await expect(readContents(reach(null), [anId(7051)])).rejects.toThrow('BRYGGAN_RECORD_KEYS');
    });

    test('was in the clear before there were keys, and is sealed afterwards', async () => {
      const open = reach(null);
      expect(await told('vault-9', anId(7061), open)).toEqual({ text: story });
      await received(anId(7062), open);
      expect(await seenIn(db(), 'content')).toContain('mormor');
      expect(await readDocument(db(), anId(7062))).toEqual(bytes);
      expect([await sealContents(open, 10), await sealDocuments(open, 10)]).toEqual([0, 0]);
      expect([await sealContents(db(), 10), await sealDocuments(db(), 10)]).toEqual([1, 1]);
      expect(await seenIn(db(), 'content')).not.toContain('mormor');
      expect((await readContents(db(), [anId(7061)])).get(anId(7061))).toEqual({ text: story });
      expect(await readDocument(db(), anId(7062))).toEqual(bytes);
      expect([await sealContents(db(), 10), await sealDocuments(db(), 10)]).toEqual([0, 0]);
    });
  });
}
