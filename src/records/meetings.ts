/** Meetings across cases, as one person's calendar holds them. */
import { sql } from 'kysely';
import type { Actor } from '../domain/case/parts.ts';
import type { Meeting } from '../domain/case/state.ts';
import { stillInvited } from '../domain/case/coverage.ts';
import { inviteeKey } from '../domain/case/meeting-checks.ts';
import type { Participant } from '../domain/case/meeting-parts.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Db } from './connect.ts';
import { standsInOn } from './deputies.ts';
import { json } from './sql.ts';

export type MeetingRow = { caseId: string; number: string; meeting: Meeting };

const invitedAs = (actor: Actor): Participant['as'] | null => {
  if (actor.role === 'pupil') return { kind: 'pupil' };
  if (actor.role === 'guardian') return { kind: 'guardian', guardianId: actor.guardianId };
  return 'personId' in actor ? { kind: 'staff', personId: actor.personId } : null;
};

/**
 * The called and held meetings from one day to another to which the actor is invited, in order; a coordinator's also
 * those of the cases that are allocated to them.
 */
export async function meetingsOf(
  db: Db,
  actor: Actor,
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<MeetingRow[]> {
  const as = invitedAs(actor);
  if (as === null) return [];
  const key = inviteeKey({ participantId: '', as });
  const own = actor.role === 'coordinator' ? actor.personId : null;
  const pupilId = actor.role === 'pupil' ? actor.pupilId : null;
  const { rows } = await sql<MeetingRow>`
    select f.id as "caseId", f.number, m.value as meeting
    from case_file f, jsonb_array_elements(f.state->'meetings') as m(value)
    where m.value->>'status' in ('called', 'held')
      and m.value->'time'->>'date' between ${from} and ${to}
      and (${pupilId}::text is null or f.pupil_id = ${pupilId})
      and (
        m.value->'participants' @> ${json([{ as }])}::jsonb
        or (${own}::text is not null and f.phase = 'assigned'
          and (exists (select from case_coordinator c where c.case_id = f.id and c.person_id = ${own})
            or exists (select from case_deputy d where d.case_id = f.id and d.deputy_id = ${own} and ${standsInOn()})))
      )
    order by m.value->'time'->>'date', m.value->'time'->>'from', f.number, m.value->>'meetingId'
  `.execute(db);
  return rows.filter(
    ({ meeting }) => own !== null || stillInvited(meeting).some((one) => inviteeKey(one) === key),
  );
}
