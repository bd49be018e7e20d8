/** The municipality's kinds of support, and whether a command may name one. */
import { z } from 'zod';
import { offered, supportFor, type SupportKind } from '../domain/support-kinds/kind.ts';
import type { Db } from '../records/connect.ts';
import { shippedSupportKinds } from '../texts/shipped/support-kinds.ts';
import { type EditableList, readList } from './editable-list.ts';

const both = z.object({ sv: z.string(), en: z.string().nullable() });

export const supportKinds: EditableList<SupportKind> = {
  name: 'supportKind',
  shipped: shippedSupportKinds,
  item: z.object({
    id: z.string(),
    retired: z.boolean(),
    name: both,
    description: both,
    for: z.enum(supportFor),
    stepwise: z.boolean(),
  }),
};

/** Those of the ids that are kinds of support; `fresh` leaves out the retired, which only what goes on may name. */
export async function namedKinds(db: Db, ids: readonly string[], fresh: boolean): Promise<Set<string>> {
  const list = await readList(db, supportKinds);
  const known = fresh ? offered(list) : list;
  return new Set(known.map((kind) => kind.id).filter((id) => ids.includes(id)));
}

/** Their names in a language, by id. */
export async function supportKindNames(db: Db, lang: 'sv' | 'en'): Promise<Map<string, string>> {
  const list = await readList(db, supportKinds);
  return new Map(list.map(({ id, name }) => [id, name[lang] ?? name.sv]));
}
