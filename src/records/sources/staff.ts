/** Who on the staff a source's persons are, and what becomes of them there. */
import { sql } from 'kysely';
import type { PersonId } from '../../domain/ids.ts';
import type { Db } from '../connect.ts';
import type { Trx } from '../import/applier.ts';
import { isOneOf, json } from '../sql.ts';

export type StaffTold = {
  externalId: string;
  ourId: string | null;
  eppn: string | null;
  email: string | null;
};

/**
 * Who on the staff they are: as matched before, else by id, by eduPersonPrincipalName, or by a mail address that one
 * active person alone has. Those who are none of them get the source's own id.
 */
export async function matchStaff(db: Db, told: readonly StaffTold[]): Promise<Map<string, PersonId>> {
  const { rows } = await sql<{ externalId: string; id: string | null }>`
    select said."externalId", coalesce(
      (select id from person where id = said."ourId"),
      (select id from person where id = said."externalId"),
      (select id from person where eppn = said.eppn),
      (select min(id) from person where active and lower(email) = lower(said.email) having count(*) = 1)
    ) as id
    from jsonb_to_recordset(${json(told)}::jsonb)
      as said("externalId" text, "ourId" text, eppn text, email text)`.execute(db);
  return new Map(rows.map(({ externalId, id }) => [externalId, id ?? externalId]));
}

/**
 * Writes who they are, before their roles. A first eppn that another person has stays theirs; the others are kept for each
 * of whom they are told, so that one which is told of two signs in neither.
 */
export async function saveStaff(
  trx: Trx,
  people: readonly {
    id: PersonId;
    givenName: string;
    familyName: string;
    email: string | null;
    eppn: string | null;
    otherEppns: readonly string[];
  }[],
): Promise<void> {
  await sql`
    insert into person as there (id, given_name, family_name, email, active)
    select id, "givenName", "familyName", email, true
    from jsonb_to_recordset(${json(people)}::jsonb) as said(id text, "givenName" text, "familyName" text, email text)
    on conflict (id) do update
      set given_name = excluded.given_name, family_name = excluded.family_name, email = excluded.email, active = true
      where (there.given_name, there.family_name, there.email, there.active)
        is distinct from (excluded.given_name, excluded.family_name, excluded.email, true)`.execute(trx);
  await sql`
    update person set eppn = said.eppn
    from jsonb_to_recordset(${json(people)}::jsonb) as said(id text, eppn text)
    where person.id = said.id and said.eppn is not null and person.eppn is distinct from said.eppn
      and not exists (select from person other where other.eppn = said.eppn and other.id <> said.id)`.execute(
    trx,
  );
  await saveOtherEppns(trx, people);
}

/** Those that are told no more are taken away. */
async function saveOtherEppns(
  trx: Trx,
  people: readonly { id: PersonId; otherEppns: readonly string[] }[],
): Promise<void> {
  const told = people.flatMap(({ id, otherEppns }) =>
    [...new Set(otherEppns.map((name) => name.toLowerCase()))].map((name) => ({ person_id: id, name })),
  );
  await sql`
    delete from person_eppn there
    where ${isOneOf(
      'person_id',
      people.map(({ id }) => id),
    )} and not exists (
      select from jsonb_to_recordset(${json(told)}::jsonb) as said(person_id text, name text)
      where said.person_id = there.person_id and said.name = there.name)`.execute(trx);
  await sql`
    insert into person_eppn (person_id, name)
    select person_id, name from jsonb_to_recordset(${json(told)}::jsonb) as said(person_id text, name text)
    on conflict do nothing`.execute(trx);
}

/** Their last duty has ended: they are of the staff no more, unless a role was given to them otherwise. */
export async function leaveStaff(trx: Trx, ids: readonly PersonId[]): Promise<void> {
  await sql`
    update person set active = false
    where active and ${isOneOf('id', ids)} and not exists (select from person_role where person_id = person.id)`.execute(
    trx,
  );
}

/** Those of the ids that are on the staff's list. */
export async function staffAmong(db: Db, ids: readonly string[]): Promise<Set<PersonId>> {
  const rows = await db.selectFrom('person').select('id').where(isOneOf('id', ids)).execute();
  return new Set(rows.map(({ id }) => id));
}
