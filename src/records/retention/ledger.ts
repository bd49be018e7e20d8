/**
 * The ledger of destructions: a file kept apart from what is backed up, added to and never changed, so that what a
 * restored backup brings back is destroyed again. It names cases, pupils and guardians by opaque ids alone. Each line is
 * JSON and bound to the one before by a digest (SHA-256); the last line may have been cut short by a crash, and counts
 * only once it is whole.
 *
 * A line says that a decision's cases are about to be destroyed (`begun`), before anything is; or that they are
 * (`done`), with the certificate.
 */
import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../connect.ts';
import { inTransaction } from '../connect.ts';
import type { Certificate } from './tables.ts';

const text = z.string().min(1);
const doomed = z.object({
  caseId: text,
  caseNumber: text,
  pupilIds: z.array(text),
  guardianIds: z.array(text),
});
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const begun = z.object({
  what: z.literal('begun'),
  destructionId: text,
  /** Real time. What came to be after it is somebody else's: it isn't destroyed with what a backup brings back. */
  at: z.iso.datetime(),
  decidedBy: text,
  decidedOn: day,
  decidedAt: z.iso.datetime(),
  plan: z.object({ version: z.int(), body: z.unknown(), savedBy: text, savedOn: day }),
  cases: z.array(doomed.extend({ rules: z.array(text), endedOn: day })),
});
const done = z.object({
  what: z.literal('done'),
  destructionId: text,
  at: z.iso.datetime(),
  certificate: z.custom<Certificate>((value) => typeof value === 'object' && value !== null),
  /** Every case of the decision, those that were held back as well. */
  items: z.array(
    z.object({
      caseId: text,
      caseNumber: text,
      rules: z.array(text),
      endedOn: day,
      outcome: z.enum(['destroyed', 'heldBack']),
      counts: z.record(z.string(), z.int()).nullable(),
      runs: z.int().nullable(),
    }),
  ),
});
const entry = z.discriminatedUnion('what', [begun, done]);

export type Begun = z.output<typeof begun>;
export type Done = z.output<typeof done>;
export type LedgerEntry = Begun | Done;

/** The ledger can't be read as it was written: nothing may open before somebody has looked. */
export class LedgerBroken extends Error {
  override name = 'LedgerBroken';
}

const line = z.object({ entry, digest: z.string() });

const digestOf = (before: string, told: unknown): string =>
  createHash('sha256')
    .update(`${before}\n${JSON.stringify(told)}`)
    .digest('hex');

type Read = { entries: LedgerEntry[]; digest: string; wholeBytes: number; bytes: number };

async function readFileOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw new LedgerBroken(`The ledger of destructions ${file} can't be read.`, { cause: error });
  }
}

async function read(file: string): Promise<Read> {
  const bytes = await readFileOf(file);
  // What stands behind the last end of a line was never acknowledged.
  const wholeBytes = bytes.lastIndexOf(0x0a) + 1;
  const entries: LedgerEntry[] = [];
  let digest = '';
  const lines = bytes.subarray(0, wholeBytes).toString('utf8').split('\n').slice(0, -1);
  for (const [index, words] of lines.entries()) {
    const broken = (why: string) =>
      new LedgerBroken(
        `The ledger of destructions ${file} is broken at line ${index + 1}: ${why}. Put back an unbroken copy of it.`,
      );
    const raw = parsed(words);
    const found = line.safeParse(raw);
    if (!found.success) throw broken('it is no entry of ours');
    // Of what stands there, not of what we understand of it: a newer version may say more.
    digest = digestOf(digest, Object(raw)['entry']);
    if (digest !== found.data.digest) throw broken('it, or one before it, was changed or taken away');
    entries.push(found.data.entry);
  }
  return { entries, digest, wholeBytes, bytes: bytes.length };
}

const parsed = (words: string): unknown => {
  try {
    return JSON.parse(words);
  } catch {
    return null;
  }
};

/** All that it says, oldest first; empty where there is no file yet. Throws LedgerBroken. */
export const readLedger = async (file: string): Promise<LedgerEntry[]> => (await read(file)).entries;

/** "ledger" on a telephone's keys: no two processes add at once. */
const lockKey = 533_437;

/**
 * Adds an entry, on the disk when this returns; one of the same kind for the same decision stays as it is, and is given
 * back. Any number of processes may add: the records' database lets in one at a time.
 */
export function addToLedger<T extends LedgerEntry>(db: Db, file: string, added: T): Promise<LedgerEntry> {
  return inTransaction(db, async (trx) => {
    await sql`select pg_advisory_xact_lock(${lockKey})`.execute(trx);
    const { entries, digest, wholeBytes, bytes } = await read(file);
    const known = entries.find(
      ({ what, destructionId }) => what === added.what && destructionId === added.destructionId,
    );
    if (known !== undefined) return known;
    const handle = await open(file, 'a', 0o600);
    try {
      if (bytes > wholeBytes) await handle.truncate(wholeBytes);
      await handle.appendFile(`${JSON.stringify({ entry: added, digest: digestOf(digest, added) })}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return added;
  });
}
