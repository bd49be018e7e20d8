/** Lists that come with the product and that a municipality edits: read, added to, changed; never deleted from. */
import type { z } from 'zod';
import { type ListItem, municipalList, type Origin } from '../domain/municipal-list.ts';
import type { Db } from '../records/connect.ts';
import { listRows, saveListItem } from '../records/others-part/municipal-lists.ts';
import type { ListName } from '../records/others-part/tables.ts';
import { Problem } from './problem.ts';
import type { Session } from './session.ts';

export type EditableList<T extends ListItem> = {
  name: ListName;
  shipped: readonly T[];
  /** What a row holds. */
  item: z.ZodType<T>;
};

/** The whole list as the municipality has it, retired items among it. */
export async function readList<T extends ListItem>(
  db: Db,
  { name, shipped, item }: EditableList<T>,
): Promise<(T & { origin: Origin })[]> {
  const rows = await listRows(db, name);
  return municipalList(
    shipped,
    rows.map((row) => item.parse(row)),
  );
}

/** Keeps an item and gives it as it stands in the list. */
export async function saveItem<T extends ListItem>(
  db: Db,
  list: EditableList<T>,
  item: T,
  session: Session,
): Promise<T & { origin: Origin }> {
  await saveListItem(db, list.name, item, session.personId);
  const shipped = list.shipped.some((one) => one.id === item.id);
  return { ...item, origin: shipped ? 'changed' : 'own' };
}

/** The item that a path names; 404 when the list has none. */
export async function itemOf<T extends ListItem>(
  db: Db,
  list: EditableList<T>,
  id: string,
): Promise<T & { origin: Origin }> {
  const found = (await readList(db, list)).find((item) => item.id === id);
  if (found === undefined) throw new Problem('not-found', { field: 'path/id' });
  return found;
}
