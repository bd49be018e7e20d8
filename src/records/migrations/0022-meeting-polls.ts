/**
 * Polls of suggested times. A guest's link is known by its token's hash; it is there when its mail is written, and gone
 * when it is taken back. `chosen_command`: the command that calls a meeting by it; the poll closes when the case has.
 */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table meeting_poll (
      id text primary key,
      case_id text not null,
      kind text not null check (kind in ('startMeeting', 'collaboration', 'sip')),
      times jsonb not null,
      expires_on date not null,
      created_by text not null,
      created_on date not null,
      chosen_command text,
      closed text check (closed in ('chosen', 'withdrawn', 'over')),
      created_at timestamptz not null default now()
    );
    create index meeting_poll_by_case on meeting_poll (case_id, created_at);
    create index meeting_poll_open on meeting_poll (case_id) where closed is null;
    create index meeting_poll_chosen on meeting_poll (chosen_command) where closed is null;

    create table meeting_poll_guest (
      id text primary key,
      poll_id text not null references meeting_poll on delete cascade,
      seq integer not null,
      -- Who it is, by ids, as a meeting's participant.
      who jsonb not null,
      token_hash text unique,
      -- How they were reached: null until their mail is written or can't be.
      reached text check (reached in ('mail', 'missing', 'protected')),
      answers jsonb,
      answered_on date,
      -- Null: by the link.
      entered_by text,
      revoked boolean not null default false,
      unique (poll_id, seq),
      check ((answers is null) = (answered_on is null)),
      check (not revoked or token_hash is null)
    );
    create index meeting_poll_guest_untold on meeting_poll_guest (poll_id) where reached is null;
  `.execute(db);
}
