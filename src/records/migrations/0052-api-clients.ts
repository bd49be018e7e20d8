/** Other systems that ask in a name of their own: what they may, their secrets, and the tokens that they got for them. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table api_client (
      id text primary key,
      name text not null,
      scopes text[] not null,
      ends_on date not null,
      created_by text not null,
      created_at timestamptz not null,
      revoked_by text,
      revoked_at timestamptz,
      last_used_at timestamptz,
      check (cardinality(scopes) > 0),
      check ((revoked_by is null) = (revoked_at is null))
    );

    -- The hashes alone: a secret is shown once and kept nowhere.
    create table api_client_secret (
      id text primary key,
      client_id text not null references api_client (id),
      label text not null,
      secret_hash text not null unique,
      created_by text not null,
      created_at timestamptz not null,
      revoked_by text,
      revoked_at timestamptz,
      last_used_at timestamptz,
      check ((revoked_by is null) = (revoked_at is null))
    );
    create index api_client_secret_of_client on api_client_secret (client_id);

    create table api_client_token (
      token_hash text primary key,
      client_id text not null references api_client (id),
      -- A token ends with the secret that it was got for.
      secret_id text not null references api_client_secret (id),
      scopes text[] not null,
      expires_at timestamptz not null
    );
    create index api_client_token_by_end on api_client_token (expires_at);
  `.execute(db);
}
