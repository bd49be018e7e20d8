/** How often somebody has tried lately, for all `api`s together: sign-ins, and links that lead nowhere. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- The shape is rate-limiter-flexible's; its rows live an hour past their window.
    create table request_tally (
      -- What is counted, and a hash of the address.
      key varchar(255) primary key,
      points integer not null default 0,
      -- Milliseconds of real time.
      expire bigint
    );
  `.execute(db);
}
