/** The municipality's own rows of the lists that come with the product. */
import type { PersonId } from '../../domain/ids.ts';
import type { ListItem } from '../../domain/municipal-list.ts';
import type { Db } from '../connect.ts';
import { json } from '../sql.ts';
import type { ListName } from './tables.ts';

/** The bodies of a list's rows as they were saved, the oldest first; the reader parses them. */
export async function listRows(db: Db, list: ListName): Promise<unknown[]> {
  const rows = await db
    .selectFrom('municipal_list')
    .select('body')
    .where('list', '=', list)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.body);
}

/** Keeps an item under its id, new or changed. */
export async function saveListItem(db: Db, list: ListName, item: ListItem, by: PersonId): Promise<void> {
  const body = json(item);
  await db
    .insertInto('municipal_list')
    .values({ list, id: item.id, body, changed_by: by })
    .onConflict((oc) =>
      oc.columns(['list', 'id']).doUpdateSet({ body, changed_by: by, changed_at: new Date() }),
    )
    .execute();
}
