/**
 * A town for statistics in March 2027: two schools with absence since June, twelve assignments that were closed in
 * December, six that run, three pupils who were noticed. The cases are lived by the rules, and projected as in life.
 */
import { sql } from 'kysely';
import { keepStatistics } from '../../src/api/statistics/keep.ts';
import { evolveAll } from '../../src/domain/case/evolve.ts';
import type { RecordedEvent } from '../../src/domain/case/events.ts';
import type { CaseState } from '../../src/domain/case/state.ts';
import type { Stage } from '../../src/domain/policy.ts';
import { addDays, localDate } from '../../src/domain/time.ts';
import { writeProjection } from '../../src/records/projection.ts';
import {
  actors,
  aCase,
  aFollowUp,
  allocationSteps,
  anId,
  asking,
  closingSteps,
  eventsOf,
  noticingSteps,
  orderSteps,
  otherSchool,
  planSteps,
  record,
  school,
  type Step,
} from './case.ts';
import type { Served } from '../api/served.ts';

export const townDay = '2027-03-22';

type Place = { schoolUnit: string; stage: Stage; year: number; pupils: number; from: number };

/** `from` is the first pupil's number. */
const places: readonly Place[] = [
  { schoolUnit: school, stage: '7-9', year: 9, pupils: 30, from: 5000 },
  { schoolUnit: school, stage: '4-6', year: 5, pupils: 25, from: 5100 },
  { schoolUnit: otherSchool, stage: '7-9', year: 9, pupils: 20, from: 5200 },
  { schoolUnit: otherSchool, stage: '4-6', year: 5, pupils: 3, from: 5300 },
];

/** The pupil's own rating at the first and the last of the autumn's follow-ups. */
const ratings = { first: 3, last: 7 };

const weekly: Step[] = ['2026-09-18', '2026-10-02', '2026-11-13', '2026-11-27'].map((heldOn, n) => [
  heldOn,
  actors.coordinator,
  {
    type: 'recordFollowUp',
    followUp: aFollowUp({
      followUpId: anId(4000 + n),
      heldOn: localDate(heldOn),
      ownRating: n === 0 ? ratings.first : ratings.last,
    }),
  },
]);

const talk: Step = [
  '2026-09-04',
  actors.coordinator,
  {
    type: 'recordContact',
    contact: {
      contactId: anId(4100),
      date: localDate('2026-09-03'),
      kind: 'startMeeting',
      effort: 'supporting',
      with: ['pupil', 'guardian'],
      reached: true,
      contentId: anId(20),
    },
  },
];

const running: Step[] = [...orderSteps, ...allocationSteps, talk, ...planSteps];

const checkUp = (eligibleForUpperSecondary: boolean): Step => [
  '2027-02-17',
  actors.coordinator,
  {
    type: 'recordCheckUp',
    checkUp: {
      checkUpId: anId(4200),
      heldOn: localDate('2027-02-17'),
      outcome: 'stable',
      contentId: null,
      eligibleForUpperSecondary,
    },
  },
];

/** Seven of the twelve are eligible. */
const over = (n: number): Step[] => [...running, ...weekly, ...closingSteps, checkUp(n < 7)];

function theLife(state: CaseState, steps: readonly Step[]): { state: CaseState; events: RecordedEvent[] } {
  let now = state;
  const events: RecordedEvent[] = [];
  for (const [date, actor, command] of steps) {
    const ctx = asking(actor, date);
    const happened = record(now, eventsOf(now, command, ctx), ctx);
    now = evolveAll(now, happened);
    events.push(...happened);
  }
  return { state: now, events };
}

async function addPupils({ town: { records, clock } }: Served): Promise<void> {
  const { db } = records;
  const updated_at = new Date(await clock.now());
  await db
    .insertInto('pupil')
    .values(
      places.flatMap(({ schoolUnit, stage, year, pupils, from }) =>
        Array.from({ length: pupils }, (_, n) => ({
          id: anId(from + n),
          civic_no: `20110101TF${from + n}`,
          given_name: 'Elev',
          family_name: `Nummer ${from + n}`,
          birth_date: localDate('2011-01-01'),
          school_unit: schoolUnit,
          school_form: 'compulsory' as const,
          year_label: String(year),
          year,
          stage,
          class: `${year}A`,
          security_marking: 'none' as const,
          municipality_code: '9801',
          active: true,
          updated_at,
        })),
      ),
    )
    .execute();
}

/**
 * Of 300 minutes a day: 60 invalid on each fifth day for all, shifted by pupil; of the first twelve in the first place
 * (whose cases were closed) 180 valid before September, 120 until December, 60 after.
 */
async function addAbsence({ town: { records } }: Served): Promise<void> {
  const { db } = records;
  await db
    .insertInto('calendar_period')
    .values({
      school_unit: null,
      name: 'Läsåret 2025/26',
      kind: 'term',
      from_date: localDate('2026-01-08'),
      to_date: localDate('2026-06-12'),
    })
    .execute();
  await db
    .insertInto('offered_time')
    .values(['5', '9'].map((year_label) => ({ year_label, minutes_per_day: 300 })))
    .execute();
  const day = sql`generate_series('2026-06-01'::date, ${addDays(localDate(townDay), -3)}::date, '1 day') at`;
  await sql`
    insert into absence (pupil_id, date, lesson, subject, minutes, kind)
    select id, at::date, '1', 'Matematik', 60, 'invalid' from pupil, ${day}
    where id >= ${anId(5000)} and extract(isodow from at) < 6
      and (extract(doy from at)::integer + right(id, 4)::integer) % 5 = 0`.execute(db);
  await sql`
    insert into absence (pupil_id, date, lesson, subject, minutes, kind)
    select id, at::date, '2', 'Svenska',
      case when at < '2026-08-31' then 180 when at <= '2026-12-02' then 120 else 60 end, 'valid'
    from pupil, ${day} where id between ${anId(5000)} and ${anId(5011)} and extract(isodow from at) < 6`.execute(
    db,
  );
}

async function addCases({ town: { records } }: Served): Promise<void> {
  const lives: [place: Place | undefined, n: number, steps: Step[]][] = [
    ...Array.from({ length: 12 }, (_, n): [Place | undefined, number, Step[]] => [places[0], n, over(n)]),
    ...Array.from({ length: 6 }, (_, n): [Place | undefined, number, Step[]] => [places[2], n, running]),
    ...Array.from({ length: 3 }, (_, n): [Place | undefined, number, Step[]] => [
      places[3],
      n,
      noticingSteps,
    ]),
  ];
  for (const [place, n, steps] of lives) {
    if (place === undefined) continue;
    const { stage, year, from, schoolUnit } = place;
    const opened = aCase({ pupil: { pupilId: anId(from + n), stage, year } });
    const life = theLife({ ...opened, caseId: anId(from + 1000 + n) }, steps);
    // The factories' rector orders at the first school alone.
    const state = { ...life.state, pupil: { ...life.state.pupil, schoolUnit } };
    await writeProjection(records.db, {
      state,
      events: life.events,
      obligations: [],
      nextMoment: null,
      commandIds: [],
    });
  }
}

/** Fills a town that stands on `townDay`. No engine runs these cases. */
export async function fillStatistics(api: Served): Promise<void> {
  await addPupils(api);
  await addAbsence(api);
  await addCases(api);
  await keepStatistics(api.town.records.db, localDate(townDay));
}
