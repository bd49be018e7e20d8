/** Unsent forms, one for each person, role and form. */
import type { Db } from './connect.ts';

export type DraftKey = { personId: string; role: string; form: string };
export type FormDraft = { values: Record<string, string[]>; updatedAt: Date };

/** What was typed; null when nothing is kept. */
export async function findDraft(db: Db, key: DraftKey): Promise<FormDraft | null> {
  const row = await db
    .selectFrom('form_draft')
    .select(['values', 'updated_at as updatedAt'])
    .where('person_id', '=', key.personId)
    .where('role', '=', key.role)
    .where('form', '=', key.form)
    .executeTakeFirst();
  return row ?? null;
}

/** Keeps what was typed, in place of what was kept before. */
export async function keepDraft(
  db: Db,
  { personId, role, form }: DraftKey,
  values: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const row = { values: JSON.stringify(values), updated_at: new Date() };
  await db
    .insertInto('form_draft')
    .values({ person_id: personId, role, form, ...row })
    .onConflict((conflict) => conflict.columns(['person_id', 'role', 'form']).doUpdateSet(row))
    .execute();
}

export async function dropDraft(db: Db, { personId, role, form }: DraftKey): Promise<void> {
  await db
    .deleteFrom('form_draft')
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .where('form', '=', form)
    .execute();
}

/** What a person has begun and not sent, the newest first. */
export async function draftsOf(
  db: Db,
  { personId, role }: Omit<DraftKey, 'form'>,
): Promise<{ form: string; updatedAt: Date }[]> {
  return db
    .selectFrom('form_draft')
    .select(['form', 'updated_at as updatedAt'])
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .orderBy('updated_at', 'desc')
    .limit(50)
    .execute();
}
