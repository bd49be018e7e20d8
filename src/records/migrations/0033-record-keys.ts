/** Stories and documents are sealed, each case's under a key of its own. What was kept before is sealed at the next start. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table record_key (
      -- case/<id>, or municipality for what belongs to no case.
      id text primary key,
      wrapped bytea not null,
      -- Which key of the ring wrapped it.
      ring_key text not null,
      made_at timestamptz not null default clock_timestamp()
    );

    -- No reference to record_key: a key that is taken away leaves what it sealed behind, to be removed in its own time.
    alter table content
      alter column body drop not null,
      add column sealed bytea,
      add column key_id text,
      add constraint content_open_or_sealed check ((body is null) = (sealed is not null)),
      add constraint content_sealed_by_a_key check ((sealed is null) = (key_id is null));
    create index content_unsealed on content (id) where sealed is null;

    -- Null: the bytes are as they came in.
    alter table document add column key_id text;
    create index document_unsealed on document (id) where key_id is null;
  `.execute(db);
}
