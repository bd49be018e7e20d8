/** Clears what commands left behind that were refused or never came. */
import { type RawBuilder, sql } from 'kysely';
import { type Db, inTransaction } from './connect.ts';
import { deleteExpiredSessions } from './sessions.ts';

/**
 * Real hours, by the database's clock: a rehearsal's clock says nothing about how long a request takes. What was
 * refused goes after one. What was never answered may have been decided a moment before a crash: reservations go
 * after one as well (the projection makes them anew), stories and denials only after a day.
 */
const refusedAfterHours = 1;
const unansweredAfterHours = 24;

/** What an accepted command left is never cleared, however late its projection is. Returns the number of rows. */
export function sweep(db: Db): Promise<{ released: number }> {
  return inTransaction(db, async (trx) => {
    const parts = [
      cleared('reservation', sql`not t.confirmed`, refusedAfterHours),
      cleared('content', sql`not t.confirmed`, unansweredAfterHours),
      cleared('document', sql`not t.confirmed`, unansweredAfterHours),
      cleared('consent_denial', sql`true`, unansweredAfterHours),
    ];
    let released = 0;
    for (const part of parts) released += Number((await part.execute(trx)).numAffectedRows ?? 0n);
    await deleteExpiredSessions(trx, new Date());
    return { released };
  });
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
  `;
}
