/**
 * What the records keep under lock: stories, documents, answers and what is typed and not sent, each case's under a key of its own, which the record keys wrap. The
 * ring comes with the connection, so that no query can be made without it. A key that is taken away takes with it all that
 * it sealed, in this database; `docs/security.md` says what of backups.
 */
import { randomBytes } from 'node:crypto';
import type { KyselyPlugin } from 'kysely';
import type { CaseId } from '../domain/ids.ts';
import { open, seal } from '../key-ring/cipher.ts';
import type { KeyRing } from '../key-ring/ring.ts';
import type { Db } from './connect.ts';

/** Goes along with a connection and all of its transactions, and changes no query. */
class CarriedRing implements KyselyPlugin {
  readonly ring: KeyRing;
  constructor(ring: KeyRing) {
    this.ring = ring;
  }
  transformQuery: KyselyPlugin['transformQuery'] = ({ node }) => node;
  transformResult: KyselyPlugin['transformResult'] = ({ result }) => Promise.resolve(result);
}

/** For `connectRecords`. */
export const carryRing = (ring: KeyRing): KyselyPlugin => new CarriedRing(ring);

const ringOf = (db: Db): KeyRing | null => {
  for (const plugin of db.getExecutor().plugins) if (plugin instanceof CarriedRing) return plugin.ring;
  return null;
};

/** What was sealed can't be read: which key is missing is told, what was sealed isn't. */
export class Locked extends Error {
  override name = 'Locked';
}

const noRing = 'what is sealed in the records needs BRYGGAN_RECORD_KEYS';

/** A case's own key; what belongs to no case is under the municipality's. */
const keyIdOf = (caseId: CaseId | null): string => (caseId === null ? 'municipality' : `case/${caseId}`);

const wrapBound = (keyId: string, ringKey: string): string => `record key\n${keyId}\n${ringKey}`;

/** A key as it stands in `record_key`. */
export type WrappedKey = { keyId: string; wrapped: Buffer; ringKey: string };

async function unwrap(ring: KeyRing, { keyId, wrapped, ringKey }: WrappedKey): Promise<Buffer> {
  const held = await ring.byId(ringKey);
  if (held === null) {
    throw new Locked(`the record key ${JSON.stringify(ringKey)} isn't in this process's ring of keys`);
  }
  try {
    return open(held.key, wrapped, wrapBound(keyId, ringKey));
  } catch (error) {
    throw new Locked(`the key ${keyId} in record_key has been changed`, { cause: error });
  }
}

async function keyFor(db: Db, ring: KeyRing, keyId: string): Promise<Buffer> {
  const find = () =>
    db
      .selectFrom('record_key')
      .select(['id as keyId', 'wrapped', 'ring_key as ringKey'])
      .where('id', '=', keyId)
      .executeTakeFirst();
  const kept = await find();
  if (kept !== undefined) return unwrap(ring, kept);
  const { id, key } = await ring.current();
  const wrapped = seal(key, randomBytes(32), wrapBound(keyId, id));
  await db
    .insertInto('record_key')
    .values({ id: keyId, wrapped, ring_key: id })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute();
  // Another may have been first: theirs is the key.
  const made = await find();
  if (made === undefined) throw new Locked(`the key ${keyId} was taken away`);
  return unwrap(ring, made);
}

/** The ring's first key by its name, and what wraps a key by it, as columns. Throws Locked where there is no ring. */
export async function rewrapperOf(db: Db): Promise<{
  current: string;
  rewrap(key: WrappedKey): Promise<{ wrapped: Buffer; ring_key: string }>;
}> {
  const ring = ringOf(db);
  if (ring === null) throw new Locked(noRing);
  const { id, key } = await ring.current();
  return {
    current: id,
    rewrap: async (kept) => ({
      wrapped: seal(key, await unwrap(ring, kept), wrapBound(kept.keyId, id)),
      ring_key: id,
    }),
  };
}

/** Seals for a case, making its key with its first. */
export type Sealer = (plain: Buffer, boundTo: string) => Buffer;

/** What seals for a case, and the key's name; null where the connection carries no ring, as a rehearsal may. */
export async function sealerFor(
  db: Db,
  caseId: CaseId | null,
): Promise<{ keyId: string; seal: Sealer } | null> {
  const ring = ringOf(db);
  if (ring === null) return null;
  const keyId = keyIdOf(caseId);
  const key = await keyFor(db, ring, keyId);
  return { keyId, seal: (plain, boundTo) => seal(key, plain, boundTo) };
}

/** Opens what was sealed under keys that were read beside it; a key is unwrapped once. */
export type Opener = (sealed: Buffer, under: WrappedKey, boundTo: string) => Promise<Buffer>;

/** Throws Locked where the connection carries no ring, the ring hasn't got the key, or something was changed. */
export function openerOf(db: Db): Opener {
  const ring = ringOf(db);
  const held = new Map<string, Buffer>();
  return async (sealed, under, boundTo) => {
    if (ring === null) throw new Locked(noRing);
    const key = held.get(under.keyId) ?? (await unwrap(ring, under));
    held.set(under.keyId, key);
    try {
      return open(key, sealed, boundTo);
    } catch (error) {
      throw new Locked(`what is sealed under ${under.keyId} (${boundTo}) has been changed`, { cause: error });
    }
  };
}
