/** The municipality's own words in mails: each saving is a row, so that one sees who wrote what when. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table mail_text (
      id bigint generated always as identity primary key,
      lang text not null,
      key text not null,
      -- null: the standard text again
      template text,
      saved_by text not null,
      saved_at timestamptz not null
    );
    create index mail_text_newest on mail_text (lang, key, id desc);
  `.execute(db);
}
