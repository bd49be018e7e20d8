/** Sources: where the school's data is read from. The secret is never among it, only the name of its setting. */
import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Db } from '../connect.ts';
import type { SourceTables } from './tables.ts';

export type Source = {
  id: string;
  name: string;
  kind: 'ss12000';
  baseUrl: string;
  auth: { kind: 'bearer' } | { kind: 'oauth2'; tokenUrl: string; clientId: string; scope: string | null };
  /** `SKOLA` names the settings BRYGGAN_SOURCE_SKOLA_SECRET and BRYGGAN_SOURCE_SKOLA_SECRET_FILE. */
  secretRef: string;
  /** Whether the source is asked to call when it has news. */
  subscribes: boolean;
};

/** Null when a source of that name is there already. */
export async function addSource(
  db: Db,
  { auth, ...source }: Omit<Source, 'id'>,
  by: string,
): Promise<Source | null> {
  const id = randomUUID();
  const added = await db
    .insertInto('source')
    .values({
      id,
      name: source.name,
      kind: source.kind,
      base_url: source.baseUrl,
      auth_kind: auth.kind,
      token_url: auth.kind === 'oauth2' ? auth.tokenUrl : null,
      client_id: auth.kind === 'oauth2' ? auth.clientId : null,
      scope: auth.kind === 'oauth2' ? auth.scope : null,
      secret_ref: source.secretRef,
      subscribes: source.subscribes,
      created_by: by,
    })
    .onConflict((oc) => oc.column('name').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added === undefined ? null : { ...source, id, auth };
}

/** By name. */
export async function listSources(db: Db): Promise<Source[]> {
  const rows = await sources(db).orderBy('name').execute();
  return rows.map(sourceFrom);
}

export async function findSource(db: Db, id: string): Promise<Source | null> {
  const row = await sources(db).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : sourceFrom(row);
}

const sources = (db: Db) =>
  db
    .selectFrom('source')
    .select([
      'id',
      'name',
      'kind',
      'base_url',
      'auth_kind',
      'token_url',
      'client_id',
      'scope',
      'secret_ref',
      'subscribes',
    ]);

const sourceFrom = (row: Omit<Selectable<SourceTables['source']>, 'created_by' | 'created_at'>): Source => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  baseUrl: row.base_url,
  auth:
    row.auth_kind === 'bearer'
      ? { kind: 'bearer' }
      : {
          kind: 'oauth2',
          tokenUrl: row.token_url ?? '',
          clientId: row.client_id ?? '',
          scope: row.scope,
        },
  secretRef: row.secret_ref,
  subscribes: row.subscribes,
});
