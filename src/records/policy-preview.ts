/** What a preview of a policy reads: cases with their events, and pupils with their absence. */
import { type RawBuilder, sql } from 'kysely';
import type { RecordedEvent } from '../domain/case/events.ts';
import { upgradeState } from '../domain/case/upgrade.ts';
import type { CaseId, PupilId, SchoolUnitCode } from '../domain/ids.ts';
import type { Life } from '../domain/policy-preview/relive.ts';
import type { PupilDaysAway } from '../domain/policy-preview/school-rules.ts';
import { instant, type LocalDate } from '../domain/time.ts';
import { absentDaysOf } from './absence-days.ts';
import type { Db } from './connect.ts';
import { isOneOf } from './sql.ts';

type Within = { from: LocalDate; to: LocalDate };

export type CaseToRelive = { caseId: CaseId; pupilId: PupilId; openedOn: LocalDate };

/** The cases that were under way within some days, in an order that has nothing to do with them: a part is a sample. */
export async function casesWithin(db: Db, { from, to }: Within): Promise<CaseToRelive[]> {
  return db
    .selectFrom('case_file')
    .select(['id as caseId', 'pupil_id as pupilId', 'opened_on as openedOn'])
    .where('opened_on', '<=', to)
    .where((eb) => eb.or([eb('phase', '<>', 'ended'), sql<boolean>`state -> 'stand' ->> 'since' >= ${from}`]))
    .orderBy(sql`md5(id)`)
    .execute();
}

/** These cases as they were lived, those that are known. The pupil's facts are those that the case has now. */
export async function livesOf(db: Db, ids: readonly CaseId[]): Promise<Map<CaseId, Omit<Life, 'bands'>>> {
  const rows = await db
    .selectFrom('case_file')
    .select(['id as caseId', 'previous_case_id as previousCaseId', 'opened_on as openedOn', 'state'])
    .select(eventsOfCase.as('events'))
    .where(isOneOf('id', ids))
    .execute();
  return new Map(
    rows.map(({ state, events, ...one }) => [
      one.caseId,
      {
        ...one,
        pupil: upgradeState(state).pupil,
        events: (events ?? []).map((event) => ({ ...event, at: instant(event.at) })),
      },
    ]),
  );
}

const eventsOfCase: RawBuilder<RecordedEvent[] | null> = sql`(
  select json_agg(json_build_object(
    'seq', seq, 'at', (extract(epoch from at) * 1000)::bigint, 'on', on_date, 'by', actor, 'event', event
  ) order by seq)
  from timeline where case_id = case_file.id
)`;

export type PupilAway = PupilDaysAway & { pupilId: PupilId; class: string };

/** A school's active pupils who have a duty to attend, each with their absence of some days. */
export async function pupilsAway(db: Db, schoolUnit: SchoolUnitCode, within: Within): Promise<PupilAway[]> {
  const pupils = await db
    .selectFrom('pupil')
    .select(['id', 'class', 'year', 'birth_date as birthDate'])
    .where('school_unit', '=', schoolUnit)
    .where('active', '=', true)
    .where('school_form', '<>', 'preschool')
    .execute();
  const known = new Map(pupils.map(({ id, ...pupil }) => [id, pupil]));
  const days = await absentDaysOf(db, { schoolUnit, ...within });
  return days.flatMap((one) => {
    const pupil = known.get(one.pupilId);
    return pupil === undefined ? [] : [{ ...one, ...pupil }];
  });
}
