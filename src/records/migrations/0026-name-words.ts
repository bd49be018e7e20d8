/** The words of pupils' names, each to be found by its beginning; who is protected has none. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- By code point, so that the index finds what begins with a text.
    create table pupil_name_word (
      word text collate "C" not null,
      pupil_id text not null references pupil on delete cascade,
      primary key (word, pupil_id)
    );
    create index pupil_name_word_of on pupil_name_word (pupil_id);

    -- domain.md §3: nobody who is protected is found by a name.
    create function keep_pupil_name_words() returns trigger language plpgsql as $$
    begin
      delete from pupil_name_word where pupil_id = new.id;
      if new.security_marking = 'none' then
        insert into pupil_name_word (word, pupil_id)
        select distinct word, new.id
        from regexp_split_to_table(
          lower((new.given_name || ' ' || new.family_name) collate swedish), '[-''’.,\\s]+'
        ) word
        where word <> '';
      end if;
      return null;
    end $$;
    create trigger pupil_named after insert or update of given_name, family_name, security_marking on pupil
      for each row execute function keep_pupil_name_words();

    -- Those who are there already.
    update pupil set given_name = given_name;
  `.execute(db);
}
