/** A morning's reminders: one query for all, one mail for each person, no reminder twice. */
import { type Insertable, sql } from 'kysely';
import type { Role } from '../domain/case/parts.ts';
import type { CaseId, PersonId, SchoolUnitCode } from '../domain/ids.ts';
import type { ObligationKind } from '../domain/obligations/obligation.ts';
import { isSchoolDuty, type SchoolDutyFacts, type SchoolDutyKind } from '../domain/school-day/duty.ts';
import type { LocalDate } from '../domain/time.ts';
import { type Db, inTransaction } from './connect.ts';
import { enqueueMail, enqueueMails, type Mail, type NewMail } from './mail.ts';
import type { Database } from './schema.ts';

/** One duty in one person's digest: a case's, or a school's own. */
export type DigestLine = (
  | { caseId: CaseId; caseNumber: string; kind: ObligationKind }
  | {
      caseId: null;
      kind: SchoolDutyKind;
      schoolUnit: SchoolUnitCode | null;
      class: string | null;
      how: SchoolDutyFacts;
    }
) & {
  personId: PersonId;
  key: string;
  /** Shown to its owner from this day. */
  from: LocalDate;
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
 * and every duty that has gone upwards, to those who hold that role. What a school owes beside its cases is among
 * them, with case_id ''; from `lapses_on` on it isn't to be told any more.
 */
export const untold = sql`
  told as (
    select * from (
      select r.case_id, r.key, h.person_id, r.remind_on, 'own' as why, null::date as lapses_on
      from obligation_reminder r
      join obligation_holder h on h.case_id = r.case_id and h.key = r.key
      union all
      -- Schools' duties that have lapsed only grow in number: who holds one is asked of each that hasn't.
      select '', d.key, h.person_id, r.remind_on, 'own', d.lapses_on
      from school_duty d
      join school_duty_reminder r on r.key = d.key
      cross join lateral (select person_id from school_duty_holder where key = d.key) h
      where d.done_on is null
      union all
      select o.case_id, o.key, pr.person_id, o.escalated_on, 'escalated', o.lapses_on
      from duty o
      join person_role pr on pr.role = o.escalate_to
        and (pr.role = 'teamLeader' or pr.school_unit is null or pr.school_unit = o.school_unit)
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
 * `only`: of this kind alone, for a mail of its own.
 */
export async function digestsFor(db: Db, morning: LocalDate, only?: SchoolDutyKind): Promise<Digest[]> {
  const { rows } = await sql<LineRow>`
    with ${untold}
    select
      told.person_id as "personId", told.case_id as "caseId", o.case_number as "caseNumber", told.key,
      o.kind, o.from_date as "from", o.due, o.owner_role as "ownerRole", o.school_unit as "schoolUnit", o.class, o.how,
      min(told.why) as why,
      array_agg(distinct told.remind_on::text) as "remindOn"
    from told
    join duty o on o.case_id = told.case_id and o.key = told.key
    where told.remind_on <= ${morning} and (told.lapses_on is null or told.lapses_on > ${morning})
      and ${only === undefined ? sql`true` : sql`o.kind = ${only}`}
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    order by told.person_id, o.due, o.case_number, told.key
  `.execute(db);
  const digests: Digest[] = [];
  for (const row of rows) {
    const line = lineOf(row);
    const last = digests.at(-1);
    if (last?.personId === line.personId) last.lines.push(line);
    else digests.push({ personId: line.personId, lines: [line] });
  }
  return digests;
}

type LineRow = Pick<DigestLine, 'personId' | 'key' | 'from' | 'due' | 'why' | 'ownerRole' | 'remindOn'> & {
  /** '' where it is a school's own. */
  caseId: CaseId;
  caseNumber: string;
  kind: ObligationKind | SchoolDutyKind;
  schoolUnit: SchoolUnitCode | null;
  class: string | null;
  how: SchoolDutyFacts;
};

const lineOf = ({ caseId, caseNumber, kind, schoolUnit, how, ...row }: LineRow): DigestLine => {
  const { class: ofClass, ...line } = row;
  return isSchoolDuty(kind)
    ? { ...line, caseId: null, kind, schoolUnit, class: ofClass, how }
    : { ...line, caseId, caseNumber, kind };
};

/**
 * Puts a digest in the outbox and notes its lines as told, both or neither. When there is a mail under this key
 * already, that one is given back and nothing is noted: lines that it doesn't hold wait for the next morning.
 */
export function saveDigest(db: Db, digest: Digest, mail: NewMail): Promise<{ mail: Mail; isNew: boolean }> {
  return inTransaction(db, async (trx) => {
    const saved = await enqueueMail(trx, mail);
    if (!saved.isNew) return saved;
    await noteTold(trx, toldBy(mail.key, digest));
    return saved;
  });
}

/** At most so many rows in one statement, far below what the protocol takes. */
const mostAtOnce = 500;

/** The same for a whole morning's digests, in order of persons; gives the mails that are new. */
export async function saveDigests(
  db: Db,
  letters: readonly { digest: Digest; mail: NewMail }[],
): Promise<Mail[]> {
  const saved: Mail[] = [];
  for (let from = 0; from < letters.length; from += mostAtOnce) {
    const some = letters.slice(from, from + mostAtOnce);
    const written = await inTransaction(db, async (trx) => {
      const added = await enqueueMails(
        trx,
        some.map(({ mail }) => mail),
      );
      const keys = new Set(added.map(({ key }) => key));
      const told = some.filter(({ mail }) => keys.has(mail.key));
      await noteTold(
        trx,
        told.flatMap(({ digest, mail }) => toldBy(mail.key, digest)),
      );
      return added;
    });
    saved.push(...written);
  }
  return saved;
}

type Told = Insertable<Database['reminder_sent']>;

const toldBy = (digestId: string, digest: Digest): Told[] =>
  digest.lines.flatMap((line) =>
    line.remindOn.map((remind_on) => ({
      case_id: line.caseId ?? '',
      key: line.key,
      remind_on,
      person_id: digest.personId,
      digest_id: digestId,
    })),
  );

async function noteTold(db: Db, told: readonly Told[]): Promise<void> {
  for (let from = 0; from < told.length; from += mostAtOnce)
    await db
      .insertInto('reminder_sent')
      .values(told.slice(from, from + mostAtOnce))
      .onConflict((oc) => oc.columns(['case_id', 'key', 'remind_on', 'person_id']).doNothing())
      .execute();
}
