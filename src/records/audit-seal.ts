/**
 * The log of reads in sealed batches (domain.md §3): a batch's digest is made of the one before it and of each of its
 * entries, so that an entry changed, added or lost behind the database's own refusal breaks the chain from there on.
 * Whoever may write in the database could make the whole chain anew: the latest digest is therefore told elsewhere too,
 * in the process's own log.
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from './connect.ts';

export type Seal = { seq: number; lastId: number; entries: number; digest: string };

/** What the chain is worth: `broken` names the first batch that isn't what was sealed, with the ids that it spans. */
export type AuditProof = {
  seals: number;
  sealedEntries: number;
  unsealedEntries: number;
  head: Seal | null;
  broken: { seq: number; afterId: number; lastId: number; expected: string; found: string } | null;
};

/** At most so many entries to a batch, and so many read at a time. */
const batchEntries = 5_000;

/** "audit" on a telephone's keys: no two processes seal at once. */
const lockKey = 28_348;

/** The seal before the first. */
const beginning: Seal = { seq: 0, lastId: 0, entries: 0, digest: '' };

const sealedFields = sql<string>`
  json_build_array(id, extract(epoch from at)::text, extract(epoch from recorded_at)::text, person_id, role, action,
    case_id, pupil_id, relation)::text`;

const digestOf = (before: string, lines: readonly string[]): string => {
  const hash = createHash('sha256').update(`${before}\n`);
  for (const line of lines) hash.update(`${line}\n`);
  return hash.digest('hex');
};

const sealFrom = (row: { seq: number; last_id: number; entries: number; digest: string }): Seal => ({
  seq: row.seq,
  lastId: row.last_id,
  entries: row.entries,
  digest: row.digest,
});

/** The newest seal; null before the first. */
const latestSeal = async (db: Db): Promise<Seal | null> => {
  const row = await db
    .selectFrom('audit_seal')
    .select(['seq', 'last_id', 'entries', 'digest'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : sealFrom(row);
};

/**
 * Seals what was written at least `settledMs` ago, by default a minute: no statement that began before is still under
 * way then. One batch at a time; null when there is nothing to seal, or another process is at it.
 */
export const sealAudit = (db: Db, { settledMs = 60_000 } = {}): Promise<Seal | null> =>
  db.transaction().execute(async (trx) => {
    const { rows } = await sql<{
      mine: boolean;
    }>`select pg_try_advisory_xact_lock(${lockKey}) as mine`.execute(trx);
    if (rows[0]?.mine !== true) return null;
    const before = (await latestSeal(trx)) ?? beginning;
    const entries = await trx
      .selectFrom('audit')
      .select(['id', sealedFields.as('line')])
      .where('id', '>', before.lastId)
      .where('recorded_at', '<=', sql<Date>`clock_timestamp() - make_interval(secs => ${settledMs / 1000})`)
      .orderBy('id')
      .limit(batchEntries)
      .execute();
    const last = entries.at(-1);
    if (last === undefined) return null;
    const seal: Seal = {
      seq: before.seq + 1,
      lastId: last.id,
      entries: entries.length,
      digest: digestOf(
        before.digest,
        entries.map(({ line }) => line),
      ),
    };
    await trx
      .insertInto('audit_seal')
      .values({ seq: seal.seq, last_id: seal.lastId, entries: seal.entries, digest: seal.digest })
      .execute();
    return seal;
  });

/** Reads the whole log and makes its chain anew, a batch at a time; stops at the first that differs. */
export const verifyAudit = async (db: Db): Promise<AuditProof> => {
  const rows = await db
    .selectFrom('audit_seal')
    .select(['seq', 'last_id', 'entries', 'digest'])
    .orderBy('seq')
    .execute();
  const proof: AuditProof = {
    seals: rows.length,
    sealedEntries: 0,
    unsealedEntries: 0,
    head: null,
    broken: null,
  };
  let before = beginning;
  for (const seal of rows.map(sealFrom)) {
    const found = await madeAnew(db, before, seal);
    if (found !== seal.digest) {
      const { seq, lastId, digest: expected } = seal;
      return { ...proof, broken: { seq, afterId: before.lastId, lastId, expected, found } };
    }
    proof.sealedEntries += seal.entries;
    proof.head = before = seal;
  }
  const { left } = await db
    .selectFrom('audit')
    .select(sql<number>`count(*)::int`.as('left'))
    .where('id', '>', before.lastId)
    .executeTakeFirstOrThrow();
  return { ...proof, unsealedEntries: left };
};

/** The digest of what stands now where a batch was sealed. A number left out is an altered chain too. */
const madeAnew = async (db: Db, before: Seal, seal: Seal): Promise<string> => {
  if (seal.seq !== before.seq + 1) return `no seal ${before.seq + 1}`;
  const entries = await db
    .selectFrom('audit')
    .select(sealedFields.as('line'))
    .where('id', '>', before.lastId)
    .where('id', '<=', seal.lastId)
    .orderBy('id')
    .execute();
  return digestOf(
    before.digest,
    entries.map(({ line }) => line),
  );
};
