/** What a source promised to call us about, and the hash of the secret by which its calls are known. */
import { timingSafeEqual } from 'node:crypto';
import { instant, type Instant } from '../../domain/time.ts';
import type { Db } from '../connect.ts';
import { secretHash } from '../secret-hash.ts';

export type Subscription = { externalId: string; expires: Instant };

export async function findSubscription(db: Db, sourceId: string): Promise<Subscription | null> {
  const row = await db
    .selectFrom('source_subscription')
    .select(['external_id', 'expires'])
    .where('source_id', '=', sourceId)
    .executeTakeFirst();
  return row === undefined ? null : { externalId: row.external_id, expires: instant(row.expires.getTime()) };
}

/** `secret` stands in the address that the source calls; a renewal keeps it. */
export async function saveSubscription(
  db: Db,
  sourceId: string,
  { externalId, expires }: Subscription,
  secret: string | null,
): Promise<void> {
  const values = { external_id: externalId, expires: new Date(expires) };
  if (secret === null) {
    await db.updateTable('source_subscription').set(values).where('source_id', '=', sourceId).execute();
    return;
  }
  const all = { ...values, secret_hash: secretHash(secret) };
  await db
    .insertInto('source_subscription')
    .values({ source_id: sourceId, ...all })
    .onConflict((oc) => oc.column('source_id').doUpdateSet(all))
    .execute();
}

/** Whether a call's secret is the one that the source was given; compared in constant time. */
export async function isSubscriptionSecret(db: Db, sourceId: string, secret: string): Promise<boolean> {
  const row = await db
    .selectFrom('source_subscription')
    .select('secret_hash')
    .where('source_id', '=', sourceId)
    .executeTakeFirst();
  const given = Buffer.from(secretHash(secret), 'hex');
  // An unknown source takes as long as a wrong secret.
  const wanted = Buffer.from(row?.secret_hash ?? secretHash(''), 'hex');
  return timingSafeEqual(given, wanted) && row !== undefined;
}
