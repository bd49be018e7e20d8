/** Cases that have ended, as their destruction is judged. */
import { sql } from 'kysely';
import type { CaseEventType } from '../../domain/case/events.ts';
import type { DocumentKind } from '../../domain/documents/document.ts';
import type { CaseId, SchoolUnitCode } from '../../domain/ids.ts';
import { type Judgement, judge } from '../../domain/retention/judge.ts';
import {
  ruleOfEvent,
  rulesOfCase,
  type RetentionPlan,
  type RetentionRuleId,
} from '../../domain/retention/rules.ts';
import type { LocalDate } from '../../domain/time.ts';
import type { Db } from '../connect.ts';
import { standingNotes } from './notes.ts';

export type JudgedCase = {
  caseId: CaseId;
  number: string;
  schoolUnit: SchoolUnitCode;
  endedOn: LocalDate | null;
  rules: RetentionRuleId[];
  judgement: Judgement;
};

const decisions = Object.entries(ruleOfEvent)
  .filter(([, rule]) => rule === 'decision')
  .map(([type]) => type);

type Row = {
  caseId: CaseId;
  number: string;
  schoolUnit: SchoolUnitCode;
  endedOn: LocalDate | null;
  events: CaseEventType[];
  decidedOn: LocalDate | null;
  documents: DocumentKind[];
  surveys: boolean;
  registered: RetentionRuleId[];
  pupilHasOpenCase: boolean;
};

/**
 * Judges cases by a plan on a day: those of these ids, or all that have ended; by number. Those that were decided on
 * already are left out, unless it is the decision `decidedBy`.
 */
export async function judgeCases(
  db: Db,
  {
    caseIds,
    plan,
    today,
    decidedBy = null,
  }: {
    caseIds: readonly CaseId[] | 'ended';
    plan: RetentionPlan | null;
    today: LocalDate;
    decidedBy?: string | null;
  },
): Promise<JudgedCase[]> {
  const which = caseIds === 'ended' ? sql`c.phase = 'ended'` : sql`c.id = any(${[...caseIds]})`;
  const { rows } = await sql<Row>`
    select c.id as "caseId", c.number, c.school_unit as "schoolUnit",
      case when c.phase = 'ended' then c.state -> 'stand' ->> 'since' end as "endedOn",
      coalesce(told.events, '{}') as events, told.decided as "decidedOn",
      array(select distinct d.kind from document d where d.case_id = c.id) as documents,
      array(select distinct r.rule from registry_entry r where r.case_id = c.id) as registered,
      exists (select from case_survey s where s.case_id = c.id) as surveys,
      exists (
        select from case_file other
        where other.pupil_id = c.pupil_id and other.id <> c.id and other.phase <> 'ended'
      ) as "pupilHasOpenCase"
    from case_file c
    left join lateral (
      select array_agg(distinct t.type) as events, max(t.on_date) filter (where t.type = any(${decisions})) as decided
      from timeline t where t.case_id = c.id
    ) told on true
    where ${which} and not exists (
      select from destruction_item i where i.case_id = c.id and i.outcome <> 'heldBack'
        and i.destruction_id is distinct from ${decidedBy}::text
    )
    order by c.number`.execute(db);
  const notes = await standingNotes(
    db,
    rows.map(({ caseId }) => caseId),
  );
  return rows.map((row) => {
    // What was entered in the register by hand names its rule itself.
    const rules = new Set([...rulesOfCase(row), ...row.registered]);
    const said = notes.get(row.caseId) ?? [];
    const holds = said.flatMap(({ what, on }) => (what === 'archived' ? [] : [{ what, until: on }]));
    const archived = said.flatMap(({ what, on }) => (what === 'archived' && on !== null ? [on] : []));
    const { caseId, number, schoolUnit, endedOn, decidedOn, pupilHasOpenCase } = row;
    const handedToArchiveOn = archived.toSorted().at(-1) ?? null;
    const judgement = judge(
      { endedOn, decidedOn, rules, pupilHasOpenCase, holds, handedToArchiveOn },
      plan,
      today,
    );
    return { caseId, number, schoolUnit, endedOn, rules: [...rules], judgement };
  });
}
