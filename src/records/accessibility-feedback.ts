/** Feedback on the pages' accessibility, from anybody (lag 2018:1937). */
import type { PersonId } from '../domain/ids.ts';
import type { Db } from './connect.ts';

export type Feedback = {
  id: string;
  about: string;
  note: string;
  contact: string | null;
  /** Domain time. */
  writtenAt: Date;
  readAt: Date | null;
};

/** Keeps it; the same id twice is one. */
export async function keepFeedback(db: Db, feedback: Omit<Feedback, 'readAt'>): Promise<void> {
  const { id, about, note, contact, writtenAt } = feedback;
  await db
    .insertInto('accessibility_feedback')
    .values({ id, about, note, contact, written_at: writtenAt, read_at: null, read_by: null })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute();
}

/** The unread first, then the latest; at most 200. */
export function listFeedback(db: Db): Promise<Feedback[]> {
  return db
    .selectFrom('accessibility_feedback')
    .select(['id', 'about', 'note', 'contact', 'written_at as writtenAt', 'read_at as readAt'])
    .orderBy('read_at', (ob) => ob.asc().nullsFirst())
    .orderBy('written_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute();
}

/** Somebody has taken care of it. */
export async function markFeedbackRead(
  db: Db,
  { id, by, at }: { id: string; by: PersonId; at: Date },
): Promise<void> {
  await db
    .updateTable('accessibility_feedback')
    .set({ read_at: at, read_by: by })
    .where('id', '=', id)
    .where('read_at', 'is', null)
    .execute();
}
