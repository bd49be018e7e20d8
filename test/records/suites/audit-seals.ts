import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { writeAudit } from '../../../src/records/audit.ts';
import { sealAudit, verifyAudit } from '../../../src/records/audit-seal.ts';
import type { Db } from '../../../src/records/connect.ts';
import { type Server, useDatabase } from './suite.ts';

const entry = (action: string) => ({
  at: new Date('2026-09-01T08:00:00Z'),
  personId: 'p',
  role: 'rector',
  action,
  caseId: 'c',
  pupilId: null,
  relation: 'ownSchool',
});

/** What an intruder with all of the database's rights does: the refusal is taken away first. */
const behindOurBack = async (db: Db, table: 'audit' | 'audit_seal', change: ReturnType<typeof sql>) => {
  await sql`alter table ${sql.table(table)} disable trigger user`.execute(db);
  await change.execute(db);
  await sql`alter table ${sql.table(table)} enable trigger user`.execute(db);
};

/** The sealed log: what is done to it in secret shows. */
export function auditSealsSuite(server: Server): void {
  describe('the sealed log of reads', () => {
    const { db } = useDatabase(server);
    const write = async (...actions: string[]) => {
      for (const action of actions) await writeAudit(db(), entry(action));
    };

    test('is sealed batch by batch, each bound to the one before, and found whole', async () => {
      expect(await sealAudit(db(), { settledMs: 0 })).toBeNull();
      await write('a', 'b');
      const first = await sealAudit(db(), { settledMs: 0 });
      expect(first).toMatchObject({ seq: 1, entries: 2 });
      await write('c');
      const second = await sealAudit(db(), { settledMs: 0 });
      expect(second).toMatchObject({ seq: 2, entries: 1 });
      await write('d');
      expect(await verifyAudit(db())).toEqual({
        seals: 2,
        sealedEntries: 3,
        unsealedEntries: 1,
        head: second,
        broken: null,
      });
    });

    test('seals nothing that may still be under way', async () => {
      expect(await sealAudit(db(), { settledMs: 3_600_000 })).toBeNull();
    });

    test('by two at once is sealed once', async () => {
      await write('e', 'f');
      const both = await Promise.all([sealAudit(db(), { settledMs: 0 }), sealAudit(db(), { settledMs: 0 })]);
      expect(both.filter((seal) => seal !== null)).toHaveLength(1);
      expect(await verifyAudit(db())).toMatchObject({ unsealedEntries: 0, broken: null });
    });

    test('refuses to be emptied, and its seals to be changed', async () => {
      // With what refers to it, since the database would refuse it alone for that reason.
      await expect(sql`truncate audit cascade`.execute(db())).rejects.toThrow('append-only');
      await expect(sql`truncate audit_review`.execute(db())).rejects.toThrow('append-only');
      await expect(sql`truncate audit_seal`.execute(db())).rejects.toThrow('append-only');
      await expect(db().updateTable('audit_seal').set({ digest: 'x' }).execute()).rejects.toThrow(
        'append-only',
      );
      await expect(db().deleteFrom('audit_seal').execute()).rejects.toThrow('append-only');
    });

    test.each([
      [
        'an entry changed',
        'audit',
        sql`update audit set action = 'z' where action = 'c'`,
        sql`update audit set action = 'c' where action = 'z'`,
      ],
      [
        'the reader changed',
        'audit',
        sql`update audit set person_id = 'q' where action = 'c'`,
        sql`update audit set person_id = 'p' where action = 'c'`,
      ],
      [
        'a moment changed',
        'audit',
        sql`update audit set at = at + interval '1 microsecond' where action = 'c'`,
        sql`update audit set at = at - interval '1 microsecond' where action = 'c'`,
      ],
      [
        'an entry lost',
        'audit',
        sql`update audit set id = -id where action = 'c'`,
        sql`update audit set id = -id where action = 'c'`,
      ],
      [
        'two entries as one another',
        'audit',
        sql`update audit set action = case action when 'a' then 'b' else 'a' end where action in ('a', 'b')`,
        sql`update audit set action = case action when 'a' then 'b' else 'a' end where action in ('a', 'b')`,
      ],
      [
        'a seal lost',
        'audit_seal',
        sql`update audit_seal set seq = 99 where seq = 2`,
        sql`update audit_seal set seq = 2 where seq = 99`,
      ],
      [
        'a seal made anew',
        'audit_seal',
        sql`update audit_seal set digest = reverse(digest) where seq = 2`,
        sql`update audit_seal set digest = reverse(digest) where seq = 2`,
      ],
    ] as const)(
      'shows %s, from that batch on, and is whole again when it is put back',
      async (_what, table, change, back) => {
        await behindOurBack(db(), table, change);
        const { broken } = await verifyAudit(db());
        expect(broken).not.toBeNull();
        await behindOurBack(db(), table, back);
        expect((await verifyAudit(db())).broken).toBeNull();
      },
    );
  });
}
