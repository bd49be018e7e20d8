/** Unsent forms, one for each person, role and form. */
import { sql } from 'kysely';
import type { Db } from './connect.ts';

export type DraftKey = { personId: string; role: string; form: string };
export type FormDraft = {
  values: Record<string, string[]>;
  seen: Seen | null;
  /** The key under which it was sent without an answer: sent again it is the same sending. */
  sentAs: string | null;
};

/** How far the case had come when it was last shown to whoever types. */
export type Seen = { revision: number; version: number };

/** What the form is called, to find it again; the key of the page on which it is typed; what that page showed. */
export type DraftPage = { title: string; page: string; seen: Seen | null };

/**
 * Beside what was typed stands what the form is called, how far its case had come, and the key of the page that has
 * sent it and waits for the answer; in place of it, when that was taken or put away, the key of the page that did so.
 * A control's name never begins like these.
 */
const titleName = '_title';
const seenName = '_seen';
const sentName = '_sent';
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
  const { [titleName]: _title, [seenName]: seen = [], [sentName]: sent = [], ...values } = row.values;
  const [revision, version] = seen.map(Number);
  return {
    values,
    seen: revision === undefined || version === undefined ? null : { revision, version },
    sentAs: sent[0] ?? null,
  };
}

/**
 * Keeps what was typed, in place of what was kept before. What a page still tells after it was sent or put away, as
 * one that keeps as one types may do a moment too late, is not kept. A page that waits for an answer goes on waiting.
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
        .doUpdateSet({
          ...row,
          values: sql`excluded.values || case
            when form_draft.values -> ${sql.lit(sentName)} ? ${page}
            then jsonb_build_object(${sql.lit(sentName)}, form_draft.values -> ${sql.lit(sentName)})
            else '{}' end`,
        })
        .where(sql<boolean>`not coalesce(form_draft.values -> ${sql.lit(endedName)} ? ${page}, false)`),
    )
    .execute();
}

/** The page of this key sends what is kept. */
export async function noteSending(db: Db, key: DraftKey, page: string): Promise<void> {
  const sent = JSON.stringify({ [sentName]: [page] });
  await ofKey(db, key)
    .set({ values: sql`form_draft.values || ${sent}::jsonb` })
    .execute();
}

/** The answer to that came, and it was a no: what is sent next is another sending. */
export async function noteRefused(db: Db, key: DraftKey): Promise<void> {
  await ofKey(db, key)
    .set({ values: sql`form_draft.values - ${sql.lit(sentName)}` })
    .execute();
}

const ofKey = (db: Db, { personId, role, form }: DraftKey) =>
  db
    .updateTable('form_draft')
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .where('form', '=', form)
    .where(isOpen);

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
