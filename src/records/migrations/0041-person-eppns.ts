/** Every eduPersonPrincipalName of a member of the staff; `person.eppn` stays the first. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table person_eppn (
      person_id text not null references person (id) on delete cascade,
      -- In small letters, as it is looked for. Two may be told the same one: then it is neither's sign-in.
      name text not null check (name = lower(name)),
      primary key (name, person_id)
    );
    create index person_eppn_by_person on person_eppn (person_id);
  `.execute(db);
}
