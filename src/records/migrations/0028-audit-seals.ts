/** The log of reads is sealed in batches, each bound to the one before: what is changed behind our back shows. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Real time, whatever a rehearsal's clock says: only what is surely written to its end is sealed.
    alter table audit add column recorded_at timestamptz not null default clock_timestamp();
    create trigger audit_never_emptied before truncate on audit
      for each statement execute function audit_is_append_only();

    create table audit_seal (
      seq integer primary key check (seq > 0),
      last_id integer not null,
      entries integer not null check (entries > 0),
      digest text not null,
      sealed_at timestamptz not null default clock_timestamp()
    );
    create trigger audit_seal_append_only before update or delete on audit_seal
      for each statement execute function audit_is_append_only();
    create trigger audit_seal_never_emptied before truncate on audit_seal
      for each statement execute function audit_is_append_only();
  `.execute(db);
}
