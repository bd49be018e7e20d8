/** What is typed and not sent, answers to surveys and files between trial and import are sealed as stories are. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- What was typed goes to sealed; values keeps the words of the form's own keeping (_seen, _sent, _ended).
    alter table form_draft
      add column sealed bytea,
      add column key_id text,
      add constraint form_draft_sealed_by_a_key check ((sealed is null) = (key_id is null));
    create index form_draft_unsealed on form_draft (person_id) where sealed is null;

    alter table case_survey_answer
      alter column answers drop not null,
      add column sealed bytea,
      add column key_id text,
      add constraint case_survey_answer_open_or_sealed check ((answers is null) = (sealed is not null)),
      add constraint case_survey_answer_sealed_by_a_key check ((sealed is null) = (key_id is null));
    create index case_survey_answer_unsealed on case_survey_answer (id) where sealed is null;

    alter table survey_tally
      alter column tally drop not null,
      add column sealed bytea,
      add column key_id text,
      add constraint survey_tally_open_or_sealed check ((tally is null) = (sealed is not null)),
      add constraint survey_tally_sealed_by_a_key check ((sealed is null) = (key_id is null));
    create index survey_tally_unsealed on survey_tally (round_id) where sealed is null;

    -- Null: the bytes are as they came in.
    alter table import_file add column key_id text;
    create index import_file_unsealed on import_file (id) where key_id is null and bytes is not null;
  `.execute(db);
}
