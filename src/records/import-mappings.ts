/** How other systems' files are read, by name. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { ImportMapping } from '../domain/import-mapping.ts';
import type { Db } from './connect.ts';
import { json } from './sql.ts';

export type SavedMapping = ImportMapping & { id: string; updatedAt: Date };

/** All of them, by name. */
export async function listMappings(db: Db): Promise<SavedMapping[]> {
  return (await mappings(db).orderBy('name').execute()).map(saved);
}

/** One by its name or id; null when unknown. */
export async function findMapping(db: Db, nameOrId: string): Promise<SavedMapping | null> {
  const row = await mappings(db)
    .where((eb) => eb.or([eb('name', '=', nameOrId), eb('id', '=', nameOrId)]))
    .executeTakeFirst();
  return row === undefined ? null : saved(row);
}

/** Keeps a mapping in the place of the one with its name, if there is one. */
export async function saveMapping(
  db: Db,
  mapping: ImportMapping,
  by: string,
): Promise<{ mapping: SavedMapping; replaced: boolean }> {
  const { name, kind } = mapping;
  const row = await db
    .insertInto('import_mapping')
    .values({ id: randomUUID(), name, kind, body: json(mapping), created_by: by })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({ kind, body: json(mapping), updated_at: sql<Date>`now()` }),
    )
    .returning(['id', 'body', 'updated_at as updatedAt', sql<boolean>`xmax <> 0`.as('replaced')])
    .executeTakeFirstOrThrow();
  return { mapping: saved(row), replaced: row.replaced };
}

const saved = ({ id, body, updatedAt }: { id: string; body: ImportMapping; updatedAt: Date }) => ({
  ...body,
  id,
  updatedAt,
});

const mappings = (db: Db) =>
  db.selectFrom('import_mapping').select(['id', 'body', 'updated_at as updatedAt']);
