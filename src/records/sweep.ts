/** Clears what commands left behind that were refused or never came, and files that nobody went on with. */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from './connect.ts';
import { deleteOldAttempts } from './sign-in/attempts.ts';
import { deleteExpiredSessions } from './sign-in/sessions.ts';

/**
 * Real hours, by the database's clock: a rehearsal's clock says nothing about how long a request takes. What was
 * refused goes after one. What was never answered may have been decided a moment before a crash: reservations go
 * after one as well (the projection makes them anew), stories and denials only after a day.
 */
const refusedAfterHours = 1;
const unansweredAfterHours = 24;
/** Half-written words about children aren't kept for ever. */
const draftsKeptDays = 60;
/** A file that was chosen in a form outlives the form's draft: no draft points at nothing. */
const unfiledKeptDays = 2 * draftsKeptDays;

/** A whole register's file waits no longer than that between its trial and its import. */
const importFilesKeptDays = 7;

/**
 * What an accepted command left is never cleared, however late its projection is. Returns the number of rows. One
 * statement, since every morning asks it.
 */
export async function sweep(db: Db): Promise<{ released: number }> {
  const { rows } = await sql<{ released: number }>`
    with reservations as (${cleared('reservation', sql`not t.confirmed`, refusedAfterHours)}),
      contents as (${cleared('content', sql`not t.confirmed`, unansweredAfterHours)}),
      documents as (${cleared('document', sql`not t.confirmed`, unansweredAfterHours)}),
      denials as (${cleared('consent_denial', sql`true`, unansweredAfterHours)}),
      drafts as (
        delete from form_draft where updated_at < now() - make_interval(days => ${draftsKeptDays}) returning 1
      ),
      unfiled as (
        delete from document
        where case_id is null and created_at < now() - make_interval(days => ${unfiledKeptDays})
        returning 1
      ),
      import_files as (
        update import_file set bytes = null
        where bytes is not null and sent_at < now() - make_interval(days => ${importFilesKeptDays})
        returning 1
      )
    select (
      (select count(*) from reservations) + (select count(*) from contents)
      + (select count(*) from documents) + (select count(*) from denials) + (select count(*) from drafts)
      + (select count(*) from unfiled) + (select count(*) from import_files)
    )::integer as released
  `.execute(db);
  await deleteExpiredSessions(db, new Date());
  await deleteOldAttempts(db, new Date());
  return { released: rows[0]?.released ?? 0 };
}

function cleared(
  table: 'reservation' | 'content' | 'document' | 'consent_denial',
  unconfirmed: RawBuilder<unknown>,
  unansweredAfter: number,
): RawBuilder<unknown> {
  return sql`
    delete from ${sql.table(table)} t
    where ${unconfirmed}
      and t.command_id is not null
      and t.created_at < now() - make_interval(hours => ${refusedAfterHours})
      and (
        exists (select 1 from command_log l where l.command_id = t.command_id and l.status >= 400)
        or (
          t.created_at < now() - make_interval(hours => ${unansweredAfter})
          and not exists (
            select 1 from command_log l where l.command_id = t.command_id and l.status < 400
          )
        )
      )
    returning 1
  `;
}
