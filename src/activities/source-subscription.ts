/** A source's promise to call when it has news: made, renewed, and made anew when the source knows it no more. */
import { randomBytes } from 'node:crypto';
import { isRenewalDue } from '../domain/source-plan.ts';
import { instant, type Instant } from '../domain/time.ts';
import type { SourceClient } from '../integrations/ss12000/client.ts';
import { SourceFailure } from '../integrations/ss12000/http.ts';
import type { Db } from '../records/connect.ts';
import type { Source } from '../records/sources/sources.ts';
import { findSubscription, saveSubscription } from '../records/sources/subscriptions.ts';

/** What the product wants to hear of. */
const resources = [
  'Organisation',
  'Person',
  'Duty',
  'Group',
  'CalendarEvent',
  'Attendance',
  'Absence',
] as const;

const monthMs = 30 * 86_400_000;

/** A source without subscriptions is read by the clock alone: nothing is wrong with that. */
export const keepSubscribed = async (
  { db, publicUrl }: { db: Db; publicUrl: string },
  client: SourceClient,
  source: Source,
  at: Instant,
): Promise<void> => {
  const there = await findSubscription(db, source.id);
  if (there !== null && !isRenewalDue(there.expires, at)) return;
  try {
    if (there !== null && there.expires > at) {
      const renewed = await client.renew(there.externalId, at + monthMs);
      await saveSubscription(
        db,
        source.id,
        { externalId: renewed.id, expires: instant(renewed.expires) },
        null,
      );
      return;
    }
  } catch (error) {
    // It knows the old one no more: a new one takes its place.
    if (!(error instanceof SourceFailure) || error.kind !== 'endpoint') throw error;
  }
  const secret = randomBytes(32).toString('base64url');
  const target = `${publicUrl}/api/v1/sources/${source.id}/events?key=${secret}`;
  try {
    const made = await client.subscribe({ name: 'Bryggan', target, resources });
    const subscription = { externalId: made.id, expires: instant(made.expires) };
    await saveSubscription(db, source.id, subscription, secret);
  } catch (error) {
    if (!(error instanceof SourceFailure) || (error.kind !== 'endpoint' && error.kind !== 'refused'))
      throw error;
  }
};
