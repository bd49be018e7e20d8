/** What a morning must go on with: digests that were written and not sent, and those that reached nobody. */
import { type RawBuilder, sql } from 'kysely';
import type { CaseId, PersonId } from '../domain/ids.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Db } from './connect.ts';
import { findMails, type Mail } from './mail.ts';

/** How long back a case is told of a digest that reached nobody. */
export const tellForDays = 7;

/** A row `m` of the outbox that a morning must send: a digest, or a mail of the school day, of a poll or of an emergency access that waited for the relay. */
export const unsent = sql<boolean>`m.kind in ('digest', 'weeklyReview', 'firstDayCall', 'meetingPoll', 'emergencyAccess')
  and m.status in ('queued', 'sending')`;

/** Digests of this morning and earlier ones that wait for the relay, oldest first. */
export async function unsentDigests(db: Db): Promise<Mail[]> {
  const rows = await db
    .selectFrom('mail as m')
    .select('key')
    .where(unsent)
    .orderBy('created_at')
    .orderBy('key', (ob) => ob.collate('C'))
    .execute();
  return findMails(
    db,
    rows.map(({ key }) => key),
  );
}

export type UnreachedDigest = {
  caseId: CaseId;
  personId: PersonId;
  /** The digest's key. */
  key: string;
  /** `missing`, or the relay's code. */
  error: string;
};

/**
 * The cases whose lines stand in a digest since `since` that reached nobody, once for each person: so long as the
 * person's address is the one that failed, the case runs, and it doesn't know yet of this person.
 */
export async function unreachedDigests(db: Db, since: LocalDate): Promise<UnreachedDigest[]> {
  const { rows } = await unreached(since).execute(db);
  return rows;
}

export const unreached = (since: LocalDate): RawBuilder<UnreachedDigest> => sql<UnreachedDigest>`
  select distinct on (s.case_id, s.person_id)
    s.case_id as "caseId", s.person_id as "personId", m.key, coalesce(m.error, 'missing') as error
  from mail m
  join reminder_sent s on s.digest_id = m.key
  join person p on p.id = s.person_id
  join case_file c on c.id = s.case_id
  where m.kind = 'digest' and m.status = 'failed' and m.key collate "C" >= ${`digest/${since}`}
    and m.to_address is not distinct from nullif(trim(p.email), '')
    and c.phase <> 'ended'
    and not c.state -> 'undeliverable' @> jsonb_build_array(
      jsonb_build_object('to', jsonb_build_object('personId', s.person_id)))
  order by s.case_id, s.person_id, m.key desc
  limit 1000
`;
