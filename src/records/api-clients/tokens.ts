/** A client's secret for a token, and the token for the client; both known again by their hashes alone. Times are real. */
import { isClientLive, type Scope, tokenMinutes } from '../../domain/api-clients.ts';
import type { ApiClientId } from '../../domain/ids.ts';
import { instant, type Instant } from '../../domain/time.ts';
import type { Db } from '../connect.ts';
import { domainDay } from '../domain-day.ts';
import { secretHash } from '../secret-hash.ts';

export type KnownClient = { id: ApiClientId; name: string; scopes: Scope[]; secretId: string };

/** The live client whose secret it is, noted as used; null where id, secret or time isn't right. */
export async function clientBySecret(
  db: Db,
  clientId: string,
  secret: string,
  now: Instant,
): Promise<KnownClient | null> {
  const row = await live(db)
    .where('api_client.id', '=', clientId)
    .where('api_client_secret.secret_hash', '=', secretHash(secret))
    .executeTakeFirst();
  if (row === undefined || !isClientLive({ endsOn: row.endsOn, revoked: false }, row.today)) return null;
  const used = { last_used_at: new Date(now) };
  await db.updateTable('api_client_secret').set(used).where('id', '=', row.secretId).execute();
  await db.updateTable('api_client').set(used).where('id', '=', row.id).execute();
  return { id: row.id, name: row.name, scopes: row.scopes, secretId: row.secretId };
}

/** Lets a token in for some minutes, and sweeps those that are over; gives when it ends. */
export async function keepToken(
  db: Db,
  token: string,
  { id, secretId, scopes }: Pick<KnownClient, 'id' | 'secretId' | 'scopes'>,
  now: Instant,
): Promise<Instant> {
  const ends = instant(now + tokenMinutes * 60_000);
  await db.deleteFrom('api_client_token').where('expires_at', '<', new Date(now)).execute();
  await db
    .insertInto('api_client_token')
    .values({
      token_hash: secretHash(token),
      client_id: id,
      secret_id: secretId,
      scopes,
      expires_at: new Date(ends),
    })
    .execute();
  return ends;
}

/** The client behind a token that is good at this moment, with the scopes that both have; noted as used. */
export async function clientByToken(
  db: Db,
  token: string,
  now: Instant,
): Promise<(KnownClient & { endsAt: Instant }) | null> {
  const row = await live(db)
    .innerJoin('api_client_token', 'api_client_token.secret_id', 'api_client_secret.id')
    .select(['api_client_token.scopes as given', 'expires_at', 'api_client.last_used_at as lastUsedAt'])
    .where('token_hash', '=', secretHash(token))
    .where('expires_at', '>', new Date(now))
    .executeTakeFirst();
  if (row === undefined || !isClientLive({ endsOn: row.endsOn, revoked: false }, row.today)) return null;
  if (row.lastUsedAt === null || now - row.lastUsedAt.getTime() >= notedEveryMs) {
    await db
      .updateTable('api_client')
      .set({ last_used_at: new Date(now) })
      .where('id', '=', row.id)
      .execute();
  }
  return {
    id: row.id,
    name: row.name,
    secretId: row.secretId,
    scopes: row.scopes.filter((scope) => row.given.includes(scope)),
    endsAt: instant(row.expires_at.getTime()),
  };
}

/** As a session's use is noted. */
const notedEveryMs = 60_000;

/** Clients and secrets that nobody has taken back; the last day is asked for beside. */
const live = (db: Db) =>
  db
    .selectFrom('api_client')
    .innerJoin('api_client_secret', 'api_client_secret.client_id', 'api_client.id')
    .select(['api_client.id', 'api_client.name', 'api_client.scopes', 'ends_on as endsOn'])
    .select(['api_client_secret.id as secretId', domainDay.as('today')])
    .where('api_client.revoked_at', 'is', null)
    .where('api_client_secret.revoked_at', 'is', null);
