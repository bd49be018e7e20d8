/** Unsent forms, one for each person, role and form. */
import { sql } from 'kysely';
import type { Db } from './connect.ts';

export type DraftKey = { personId: string; role: string; form: string };
export type FormDraft = { values: Record<string, string[]>; seen: Seen | null };

/** How far the case had come when it was last shown to whoever types. */
export type Seen = { revision: number; version: number };

/** What the form is called, to find it again; the key of the page on which it is typed; what that page showed. */
export type DraftPage = { title: string; page: string; seen: Seen | null };

/**
 * Beside what was typed stands what the form is called and how far its case had come; in place of it, when that was sent or put away, the key of
 * the page that did so. A control's name never begins like these.
 */
const titleName = '_title';
const seenName = '_seen';
const endedName = '_ended';

const isOpen = sql<boolean>`not (form_draft.values ? ${sql.lit(endedName)})`;

/** What was typed; null when nothing is kept. */
export async function findDraft(db: Db, key: DraftKey): Promise<FormDraft | null> {
  const row = await db
    .selectFrom('form_draft')
    .select('values')
    .where('person_id', '=', key.personId)
    .where('role', '=', key.role)
    .where('form', '=', key.form)
    .where(isOpen)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { [titleName]: _title, [seenName]: seen = [], ...values } = row.values;
  const [revision, version] = seen.map(Number);
  return {
    values,
    seen: revision === undefined || version === undefined ? null : { revision, version },
  };
}

/**
 * Keeps what was typed, in place of what was kept before. What a page still tells after it was sent or put away, as
 * one that keeps as one types may do a moment too late, is not kept.
 */
export async function keepDraft(
  db: Db,
  { personId, role, form }: DraftKey,
  values: Readonly<Record<string, readonly string[]>>,
  { title, page, seen }: DraftPage,
): Promise<void> {
  const about = {
    [titleName]: [title],
    ...(seen === null ? {} : { [seenName]: [seen.revision, seen.version].map(String) }),
  };
  const row = { values: JSON.stringify({ ...values, ...about }), updated_at: new Date() };
  await db
    .insertInto('form_draft')
    .values({ person_id: personId, role, form, ...row })
    .onConflict((conflict) =>
      conflict
        .columns(['person_id', 'role', 'form'])
        .doUpdateSet(row)
        .where(sql<boolean>`not coalesce(form_draft.values -> ${sql.lit(endedName)} ? ${page}, false)`),
    )
    .execute();
}

/** What was typed on this page was sent or put away: there is no draft any more. */
export async function endDraft(db: Db, { personId, role, form }: DraftKey, page: string): Promise<void> {
  const row = { values: JSON.stringify({ [endedName]: [page] }), updated_at: new Date() };
  await db
    .insertInto('form_draft')
    .values({ person_id: personId, role, form, ...row })
    .onConflict((conflict) => conflict.columns(['person_id', 'role', 'form']).doUpdateSet(row))
    .execute();
}

/** What a person has begun and not sent, the newest first. */
export async function draftsOf(
  db: Db,
  { personId, role }: Omit<DraftKey, 'form'>,
): Promise<{ form: string; title: string }[]> {
  return db
    .selectFrom('form_draft')
    .select([
      'form',
      sql<string>`coalesce(form_draft.values -> ${sql.lit(titleName)} ->> 0, form)`.as('title'),
    ])
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .where(isOpen)
    .orderBy('updated_at', 'desc')
    .limit(50)
    .execute();
}
