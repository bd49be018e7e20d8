/** A morning's reminders: one query for all, one mail for each person, no reminder twice. */
import { type Insertable, type RawBuilder, sql } from 'kysely';
import type { Role } from '../domain/case/parts.ts';
import type { CaseDutyKind } from '../domain/flags.ts';
import type { CaseId, PersonId, SchoolUnitCode } from '../domain/ids.ts';
import { isSchoolDuty, type SchoolDutyFacts, type SchoolDutyKind } from '../domain/school-day/duty.ts';
import type { LocalDate } from '../domain/time.ts';
import { type Db, inTransaction } from './connect.ts';
import { enqueueMails, type Mail, type NewMail } from './mail.ts';
import type { Database } from './schema.ts';

/** One duty in one person's digest: a case's, or a school's own. */
export type DigestLine = (
  | { caseId: CaseId; caseNumber: string; kind: CaseDutyKind }
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
  /** The person's own, that of whom they stand in for, or gone upwards to them because its owner didn't do it. */
  why: 'own' | 'deputy' | 'escalated';
  ownerRole: Role;
  /** The mornings that this line answers: more than one when digests have been lying still. */
  remindOn: LocalDate[];
};

export type Digest = { personId: PersonId; lines: DigestLine[] };

/** Which reminders are asked for. */
type Asked = {
  /** No later one than of this day. */
  until: LocalDate;
  /** What a school owes is no longer told from its `lapses_on`: not what has lapsed by this day. */
  stands: LocalDate;
  /** What schools owe of this kind, and nothing else. */
  only?: SchoolDutyKind | undefined;
};

/**
 * `told`: every reminder that hasn't gone out, to those who hold the duty (by name or by role), to who stands in for a
 * coordinator among them, and every duty that has gone upwards, to those who hold that role. `tell_on` is its morning: a
 * deputy is told on the first of the period what stands from before it. What a school owes beside its cases is among them, with case_id ''.
 * Schools' duties that have lapsed only grow in number: `standing` are the others. They are made first and apart, and
 * so are their holders, or the planner asks who holds each duty that ever was.
 */
export const untold = ({ until, stands, only }: Asked) => sql`
  standing as materialized (
    select coalesce(case_id, '') as case_id, key, school_unit, escalate_on, escalate_to from school_duty
    where done_on is null and (lapses_on is null or lapses_on > ${stands})
      and ${only === undefined ? sql`true` : sql`kind = ${only}`}
  ),
  standing_holder as materialized (
    select d.case_id, d.key, h.person_id from standing d
    cross join lateral (select person_id from school_duty_holder where key = d.key offset 0) h
  ),
  told as (
    select * from (
      ${only === undefined ? untoldOfCases(until, stands) : sql``}
      select h.case_id, h.key, h.person_id, r.remind_on, r.remind_on as tell_on, 'own' as why
      from standing_holder h
      join school_duty_reminder r on r.key = h.key
      where r.remind_on <= ${until}
      union all
      select h.case_id, h.key, d.deputy_id, r.remind_on, greatest(r.remind_on, d.from_date), 'deputy'
      from case_deputy d
      join standing_holder h on h.case_id = d.case_id and h.person_id = d.coordinator_id
      join school_duty_reminder r on r.key = h.key
      where ${inPeriod(until, stands)}
      union all
      select d.case_id, d.key, pr.person_id, d.escalate_on, d.escalate_on, 'escalated'
      from standing d
      join person_role pr on ${escalatedTo(sql.ref('d.escalate_to'), sql.ref('d.school_unit'))}
      join person p on p.id = pr.person_id and p.active
      where d.escalate_on <= ${until}
    ) reminder
    where not exists (
      select 1 from reminder_sent s
      where s.case_id = reminder.case_id and s.key = reminder.key
        and s.remind_on = reminder.remind_on and s.person_id = reminder.person_id
    )
  )`;

/** Of `case_deputy d` and a reminder `r`: it is told by `until`, on a day that is both of the period and not over. */
const inPeriod = (until: LocalDate, notBefore: LocalDate) => sql`
  r.remind_on <= ${until} and d.from_date <= ${until}
  and greatest(r.remind_on, d.from_date, ${notBefore}::date) <= d.until`;

const untoldOfCases = (until: LocalDate, stands: LocalDate) => sql`
  select r.case_id, r.key, h.person_id, r.remind_on, r.remind_on as tell_on, 'own' as why
  from obligation_reminder r
  join obligation_holder h on h.case_id = r.case_id and h.key = r.key
  where r.remind_on <= ${until}
  union all
  select r.case_id, r.key, d.deputy_id, r.remind_on, greatest(r.remind_on, d.from_date), 'deputy'
  from case_deputy d
  join obligation_reminder r on r.case_id = d.case_id
  join obligation_holder h on h.case_id = r.case_id and h.key = r.key and h.person_id = d.coordinator_id
  where ${inPeriod(until, stands)}
  union all
  select o.case_id, o.key, pr.person_id, o.escalated_on, o.escalated_on, 'escalated'
  from obligation o
  join case_file c on c.id = o.case_id
  join person_role pr on ${escalatedTo(sql.ref('o.escalate_to'), sql.ref('c.school_unit'))}
  join person p on p.id = pr.person_id and p.active
  where o.escalated_on <= ${until}
  union all`;

const escalatedTo = (role: RawBuilder<unknown>, schoolUnit: RawBuilder<unknown>) =>
  sql`pr.role = ${role} and (pr.role = 'teamLeader' or pr.school_unit is null or pr.school_unit = ${schoolUnit})`;

/**
 * What is to be told on a morning and hasn't been: duties with a reminder on or before it, to those who hold them
 * (by name or by role), and duties that have gone upwards, to those who hold that role. By person; lines by due day.
 * `only`: of this kind alone, for a mail of its own.
 */
export async function digestsFor(db: Db, morning: LocalDate, only?: SchoolDutyKind): Promise<Digest[]> {
  const { rows } = await sql<LineRow>`
    with ${untold({ until: morning, stands: morning, only })}
    select
      told.person_id as "personId", told.case_id as "caseId", o.case_number as "caseNumber", told.key,
      o.kind, o.from_date as "from", o.due, o.owner_role as "ownerRole", o.school_unit as "schoolUnit", o.class, o.how,
      -- A duty of one's own is told as such, also by who is deputy for another of its holders.
      case when bool_or(told.why = 'escalated') then 'escalated'
        when bool_or(told.why = 'own') then 'own' else 'deputy' end as why,
      array_agg(distinct told.remind_on::text) as "remindOn"
    from told
    join duty o on o.case_id = told.case_id and o.key = told.key
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
  kind: CaseDutyKind | SchoolDutyKind;
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

/** At most so many rows in one statement, far below what the protocol takes. */
const mostAtOnce = 500;

/**
 * Puts digests in the outbox and notes their lines as told, both or neither; gives the mails that are new. Where there
 * is a mail under a key already nothing is noted: lines that it doesn't hold wait for the next morning. In order of
 * keys, so that two at once don't wait for each other.
 */
export async function saveDigests(
  db: Db,
  letters: readonly { digest: Digest; mail: NewMail }[],
): Promise<Mail[]> {
  const inOrder = letters.toSorted((a, b) => (a.mail.key < b.mail.key ? -1 : 1));
  const saved: Mail[] = [];
  for (let from = 0; from < inOrder.length; from += mostAtOnce) {
    const some = inOrder.slice(from, from + mostAtOnce);
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
