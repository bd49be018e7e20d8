/** A morning's reminders: one query for all, one mail for each person, no reminder twice. */
import { sql } from 'kysely';
import type { Role } from '../domain/case/parts.ts';
import type { CaseId, PersonId } from '../domain/ids.ts';
import type { ObligationKind } from '../domain/obligations/obligation.ts';
import type { LocalDate } from '../domain/time.ts';
import { type Db, inTransaction } from './connect.ts';
import { enqueueMail, type Mail, type NewMail } from './mail.ts';

/** One duty in one person's digest. */
type DigestLine = {
  personId: PersonId;
  caseId: CaseId;
  caseNumber: string;
  key: string;
  kind: ObligationKind;
  due: LocalDate;
  /** The person's own, or gone upwards to them because its owner didn't do it. */
  why: 'own' | 'escalated';
  ownerRole: Role;
  /** The mornings that this line answers: more than one when digests have been lying still. */
  remindOn: LocalDate[];
};

export type Digest = { personId: PersonId; lines: DigestLine[] };

/**
 * `told`: every reminder that hasn't gone out, of whatever day, to those who hold the duty (by name or by role),
 * and every duty that has gone upwards, to those who hold that role.
 */
export const untold = sql`
  told as (
    select * from (
      select r.case_id, r.key, h.person_id, r.remind_on, 'own' as why
      from obligation_reminder r
      join obligation_holder h on h.case_id = r.case_id and h.key = r.key
      union all
      select o.case_id, o.key, pr.person_id, o.escalated_on, 'escalated'
      from obligation o
      join case_file c on c.id = o.case_id
      join person_role pr on pr.role = o.escalate_to
        and (pr.role = 'teamLeader' or pr.school_unit is null or pr.school_unit = c.school_unit)
      join person p on p.id = pr.person_id and p.active
      where o.escalated_on is not null
    ) reminder
    where not exists (
      select 1 from reminder_sent s
      where s.case_id = reminder.case_id and s.key = reminder.key
        and s.remind_on = reminder.remind_on and s.person_id = reminder.person_id
    )
  )`;

/**
 * What is to be told on a morning and hasn't been: duties with a reminder on or before it, to those who hold them
 * (by name or by role), and duties that have gone upwards, to those who hold that role. By person; lines by due day.
 */
export async function digestsFor(db: Db, morning: LocalDate): Promise<Digest[]> {
  const { rows } = await sql<DigestLine>`
    with ${untold}
    select
      told.person_id as "personId", told.case_id as "caseId", c.number as "caseNumber", told.key,
      o.kind, o.due, o.owner_role as "ownerRole",
      min(told.why) as why,
      array_agg(distinct told.remind_on::text) as "remindOn"
    from told
    join obligation o on o.case_id = told.case_id and o.key = told.key
    join case_file c on c.id = told.case_id
    where told.remind_on <= ${morning}
    group by 1, 2, 3, 4, 5, 6, 7
    order by told.person_id, o.due, c.number, told.key
  `.execute(db);
  const digests: Digest[] = [];
  for (const line of rows) {
    const last = digests.at(-1);
    if (last?.personId === line.personId) last.lines.push(line);
    else digests.push({ personId: line.personId, lines: [line] });
  }
  return digests;
}

/**
 * Puts a digest in the outbox and notes its lines as told, both or neither. When there is a mail under this key
 * already, that one is given back and nothing is noted: lines that it doesn't hold wait for the next morning.
 */
export function saveDigest(db: Db, digest: Digest, mail: NewMail): Promise<{ mail: Mail; isNew: boolean }> {
  return inTransaction(db, async (trx) => {
    const saved = await enqueueMail(trx, mail);
    if (!saved.isNew) return saved;
    await noteTold(trx, mail.key, digest);
    return saved;
  });
}

async function noteTold(db: Db, digestId: string, digest: Digest): Promise<void> {
  const rows = digest.lines.flatMap((line) =>
    line.remindOn.map((remind_on) => ({
      case_id: line.caseId,
      key: line.key,
      remind_on,
      person_id: digest.personId,
      digest_id: digestId,
    })),
  );
  if (rows.length === 0) return;
  await db
    .insertInto('reminder_sent')
    .values(rows)
    .onConflict((oc) => oc.columns(['case_id', 'key', 'remind_on', 'person_id']).doNothing())
    .execute();
}
