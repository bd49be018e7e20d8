/** Unsent forms, one for each person, role and form; what was typed is sealed, under its case's key where it is of one. */
import { sql } from 'kysely';
import type { CaseId } from '../domain/ids.ts';
import type { Db } from './connect.ts';
import { type KeyColumns, keyColumns, openJson, sealJson } from './sealed-json.ts';
import { json } from './sql.ts';
import { type Opener, openerOf } from './vault.ts';

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

const boundTo = ({ personId, role, form }: DraftKey): string =>
  ['form_draft', personId, role, form].join('\n');

/** The case that a form's address names. */
const caseOf = (form: string): CaseId | null => /^\/cases\/([^/?]+)\//.exec(form)?.[1] ?? null;

type Values = Record<string, string[]>;
type Kept = KeyColumns & { values: Values; sealed: Buffer | null };

/** Marks and what was typed, as one; null where its case's key has been destroyed. */
async function opened(open: Opener, key: DraftKey, row: Kept): Promise<Values | null> {
  if (row.sealed === null) return row.values;
  const text = await openJson(open, row.sealed, row, boundTo(key));
  if (text === null) return null;
  const typed: Values = JSON.parse(text);
  return { ...typed, ...row.values };
}

const isOpen = sql<boolean>`not (form_draft.values ? ${sql.lit(endedName)})`;

/** What was typed; null when nothing is kept. */
export async function findDraft(db: Db, key: DraftKey): Promise<FormDraft | null> {
  const row = await db
    .selectFrom('form_draft')
    .leftJoin('record_key', 'record_key.id', 'form_draft.key_id')
    .select(['values', 'sealed', ...keyColumns])
    .where('person_id', '=', key.personId)
    .where('role', '=', key.role)
    .where('form', '=', key.form)
    .where(isOpen)
    .executeTakeFirst();
  const found = row === undefined ? null : await opened(openerOf(db), key, row);
  if (found === null) return null;
  const { [titleName]: _title, [seenName]: seen = [], [sentName]: sent = [], ...values } = found;
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
  key: DraftKey,
  values: Readonly<Record<string, readonly string[]>>,
  { title, page, seen }: DraftPage,
): Promise<void> {
  const { personId, role, form } = key;
  const marks = seen === null ? {} : { [seenName]: [seen.revision, seen.version].map(String) };
  const typed = { ...values, [titleName]: [title] };
  const sealed = await sealJson(db, caseOf(form), typed, boundTo(key));
  const row = {
    ...(sealed === null
      ? { values: json({ ...typed, ...marks }), sealed: null, key_id: null }
      : { values: json(marks), ...sealed }),
    updated_at: new Date(),
  };
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
  const sent = json({ [sentName]: [page] });
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
  const row = { values: json({ [endedName]: [page] }), sealed: null, key_id: null, updated_at: new Date() };
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
  const rows = await db
    .selectFrom('form_draft')
    .leftJoin('record_key', 'record_key.id', 'form_draft.key_id')
    .select(['form', 'values', 'sealed', ...keyColumns])
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .where(isOpen)
    .orderBy('updated_at', 'desc')
    .limit(50)
    .execute();
  const open = openerOf(db);
  const drafts: { form: string; title: string }[] = [];
  for (const row of rows) {
    const found = await opened(open, { personId, role, form: row.form }, row);
    if (found !== null) drafts.push({ form: row.form, title: found[titleName]?.[0] ?? row.form });
  }
  return drafts;
}

/** Seals up to `limit` drafts that were kept in the clear; how many. None where the connection carries no ring. */
export async function sealDrafts(db: Db, limit: number): Promise<number> {
  const rows = await db
    .selectFrom('form_draft')
    .select(['person_id as personId', 'role', 'form', 'values'])
    .where('sealed', 'is', null)
    .where(isOpen)
    .limit(limit)
    .execute();
  for (const { values, ...key } of rows) {
    const { [seenName]: seen, [sentName]: sent, ...typed } = values;
    const sealed = await sealJson(db, caseOf(key.form), typed, boundTo(key));
    if (sealed === null) return 0;
    const marks = { ...(seen && { [seenName]: seen }), ...(sent && { [sentName]: sent }) };
    await ofKey(db, key)
      .set({ values: json(marks), ...sealed })
      // What was typed on meanwhile, or sent, is another draft: it is met in the next round.
      .where(sql<boolean>`form_draft.values = ${json(values)}::jsonb and form_draft.sealed is null`)
      .execute();
  }
  return rows.length;
}
