/** API clients and their secrets: made, rotated, revoked. Rows stay, so that the log of reads has their names. */
import { mostSecrets, type Scope } from '../../domain/api-clients.ts';
import type { ApiClientId, PersonId } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/time.ts';
import { type Db, inTransaction } from '../connect.ts';
import { secretHash } from '../secret-hash.ts';
import { isOneOf } from '../sql.ts';

export type ClientSecret = {
  id: string;
  label: string;
  createdAt: Date;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
};

export type ApiClient = {
  id: ApiClientId;
  name: string;
  scopes: Scope[];
  endsOn: LocalDate;
  createdBy: PersonId;
  createdAt: Date;
  revokedBy: PersonId | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  /** The newest first, revoked ones as well. */
  secrets: ClientSecret[];
};

type Done = { by: PersonId; at: Date };
export type NewSecret = { id: string; label: string; secret: string };

/** Makes a client with its first secret. */
export function makeClient(
  db: Db,
  client: Pick<ApiClient, 'id' | 'name' | 'scopes' | 'endsOn'>,
  secret: NewSecret,
  { by, at }: Done,
): Promise<void> {
  return inTransaction(db, async (trx) => {
    await trx
      .insertInto('api_client')
      .values({
        id: client.id,
        name: client.name,
        scopes: client.scopes,
        ends_on: client.endsOn,
        created_by: by,
        created_at: at,
      })
      .execute();
    await insertSecret(trx, client.id, secret, { by, at });
  });
}

/** Adds a secret; `too-many` when as many as there may be are live already. */
export function addSecret(
  db: Db,
  clientId: ApiClientId,
  secret: NewSecret,
  done: Done,
): Promise<'added' | 'too-many'> {
  return inTransaction(db, async (trx) => {
    // Held until the end: two who add at once are counted one after the other.
    await trx.selectFrom('api_client').select('id').where('id', '=', clientId).forUpdate().execute();
    const live = await trx
      .selectFrom('api_client_secret')
      .select('id')
      .where('client_id', '=', clientId)
      .where('revoked_at', 'is', null)
      .execute();
    if (live.length >= mostSecrets) return 'too-many';
    await insertSecret(trx, clientId, secret, done);
    return 'added';
  });
}

const insertSecret = (db: Db, clientId: ApiClientId, { id, label, secret }: NewSecret, { by, at }: Done) =>
  db
    .insertInto('api_client_secret')
    .values({
      id,
      client_id: clientId,
      label,
      secret_hash: secretHash(secret),
      created_by: by,
      created_at: at,
    })
    .execute();

/** Takes a secret back, and with it the tokens that were got for it. False when there is no such live one. */
export async function revokeSecret(
  db: Db,
  clientId: ApiClientId,
  secretId: string,
  { by, at }: Done,
): Promise<boolean> {
  const row = await db
    .updateTable('api_client_secret')
    .set({ revoked_by: by, revoked_at: at })
    .where('id', '=', secretId)
    .where('client_id', '=', clientId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends a client for good, at once. False when it was before. */
export async function revokeClient(db: Db, id: ApiClientId, { by, at }: Done): Promise<boolean> {
  const row = await db
    .updateTable('api_client')
    .set({ revoked_by: by, revoked_at: at })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** All of them by name, ended ones as well. */
export async function listClients(db: Db): Promise<ApiClient[]> {
  return withSecrets(db, await clients(db).execute());
}

/** One; null when unknown. */
export async function findClient(db: Db, id: ApiClientId): Promise<ApiClient | null> {
  const [found] = await withSecrets(db, await clients(db).where('id', '=', id).execute());
  return found ?? null;
}

/** Names by id, of those that are known. */
export async function clientNames(db: Db, ids: readonly ApiClientId[]): Promise<Map<ApiClientId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('api_client').select(['id', 'name']).where(isOneOf('id', ids)).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const clients = (db: Db) =>
  db
    .selectFrom('api_client')
    .select([
      'id',
      'name',
      'scopes',
      'ends_on as endsOn',
      'created_by as createdBy',
      'created_at as createdAt',
    ])
    .select(['revoked_by as revokedBy', 'revoked_at as revokedAt', 'last_used_at as lastUsedAt'])
    .orderBy('name')
    .orderBy('id');

async function withSecrets(db: Db, rows: readonly Omit<ApiClient, 'secrets'>[]): Promise<ApiClient[]> {
  if (rows.length === 0) return [];
  const secrets = await db
    .selectFrom('api_client_secret')
    .select(['client_id', 'id', 'label', 'created_at as createdAt'])
    .select(['revoked_at as revokedAt', 'last_used_at as lastUsedAt'])
    .where(
      isOneOf(
        'client_id',
        rows.map(({ id }) => id),
      ),
    )
    .orderBy('created_at', 'desc')
    .execute();
  const byClient = new Map<ApiClientId, ClientSecret[]>();
  for (const { client_id, ...secret } of secrets) {
    byClient.set(client_id, [...(byClient.get(client_id) ?? []), secret]);
  }
  return rows.map((row) => ({ ...row, secrets: byClient.get(row.id) ?? [] }));
}
