/** The municipality's own words in mails. What they may hold, `src/texts/mail/editable.ts` says. */
import type { PersonId } from '../domain/ids.ts';
import type { Db } from './connect.ts';
import { isOneOf } from './sql.ts';

export type Lang = 'sv' | 'en';

/** Each own text as it stands, by the catalogue's key. */
export async function ownMailTexts(db: Db, lang: Lang): Promise<Record<string, string>> {
  const rows = await db
    .selectFrom('mail_text')
    .distinctOn('key')
    .select(['key', 'template'])
    .where('lang', '=', lang)
    .orderBy('key')
    .orderBy('id', 'desc')
    .execute();
  return Object.fromEntries(
    rows.flatMap(({ key, template }) => (template === null ? [] : [[key, template]])),
  );
}

export type MailTextVersion = {
  key: string;
  /** Null: the standard text. */
  template: string | null;
  savedBy: PersonId;
  savedAt: Date;
};

/** Every saving of these texts, the newest first. */
export async function mailTextVersions(
  db: Db,
  lang: Lang,
  keys: readonly string[],
): Promise<MailTextVersion[]> {
  return db
    .selectFrom('mail_text')
    .select(['key', 'template', 'saved_by as savedBy', 'saved_at as savedAt'])
    .where('lang', '=', lang)
    .where(isOneOf('key', keys))
    .orderBy('id', 'desc')
    .execute();
}

/** Keeps texts as the newest; null is the standard text again. */
export async function saveMailTexts(
  db: Db,
  lang: Lang,
  texts: ReadonlyMap<string, string | null>,
  by: { savedBy: PersonId; savedAt: Date },
): Promise<void> {
  if (texts.size === 0) return;
  await db
    .insertInto('mail_text')
    .values(
      [...texts].map(([key, template]) => ({
        lang,
        key,
        template,
        saved_by: by.savedBy,
        saved_at: by.savedAt,
      })),
    )
    .execute();
}
