/** What a received document is, what secrecy it has, what it belongs to, and its size and checksum. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table document
      add column kind text not null default 'other',
      add column secrecy text not null default 'weak',
      add column title text,
      add column dated date,
      add column about_what text,
      add column about_id text,
      add column size_bytes integer,
      add column sha256 text,
      add column received_on date,
      add constraint document_about check ((about_what is null) = (about_id is null));
    update document set size_bytes = octet_length(bytes), sha256 = encode(sha256(bytes), 'hex'),
      received_on = created_at::date;
    alter table document
      alter column size_bytes set not null,
      alter column sha256 set not null,
      alter column received_on set not null;
    -- Sent in and not filed in any case yet: swept by age.
    create index document_unfiled on document (created_at) where case_id is null;
  `.execute(db);
}
