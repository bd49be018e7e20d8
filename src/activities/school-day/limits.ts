/** One school's pupils at the policy's limit. */
import type { SchoolCalendar } from '../../domain/calendar.ts';
import type { AttendanceFact } from '../../domain/case/parts.ts';
import type { PupilId } from '../../domain/ids.ts';
import type { AbsenceBand, Policy } from '../../domain/policy.ts';
import { believesFall, isRise, seenBy } from '../../domain/school-day/standing.ts';
import type { LocalDate } from '../../domain/time.ts';
import { absenceOf } from '../../records/absence.ts';
import type { Db } from '../../records/connect.ts';
import {
  formsOf,
  type LadderSchool,
  type OpenCase,
  openCasesAt,
} from '../../records/school-day/look-data.ts';
import {
  passingDone,
  type PupilStanding,
  saveStandings,
  standingsOf,
} from '../../records/school-day/standings.ts';
import { inLanes } from '../mail/in-lanes.ts';
import type { LookDeps } from './settings.ts';

/** Cases that are begun or told at once: a school may pass the limit by the dozen on one day. */
const lanes = 8;

type Figure = { pupilId: PupilId; band: AbsenceBand | null };
type FormsByLimit = [limit: Policy['limit'], forms: string[]];
type Day = { asOf: LocalDate; dayIsOver: boolean; dataComes: boolean };

/** Looks at a school's figures: notes standings, begins cases, tells those that run. */
export const lookAtLimits = async (
  deps: LookDeps,
  school: LadderSchool,
  calendar: SchoolCalendar,
  day: Day,
): Promise<{ began: number; told: number; refused: number }> => {
  const limits = await limitsOf(deps, school.code);
  const figures = await figuresOf(deps.db, school, limits, calendar, day.asOf);
  const passing = await noteStandings(deps.db, figures, day);
  const done = { began: 0, told: 0, refused: 0 };
  // One after the other, in an order that a repetition has too: the numbers follow it, whatever dies in between.
  for (const { pupilId, attendance } of passing) await deps.absence.reserve(pupilId, attendance);
  await inLanes(passing, lanes, async ({ pupilId, attendance }) => {
    const noticed = await deps.absence.notice(pupilId, attendance);
    if (noticed.how === 'began') done.began += 1;
    if (noticed.how === 'refused') done.refused += 1;
    await passingDone(deps.db, pupilId);
    deps.progress(done.began);
    return true;
  });
  done.told = await tellCases(deps, school, limits, calendar, figures, day);
  return done;
};

/** Each pupil's band by the limit of the policy that their school form goes by. */
const figuresOf = async (
  db: Db,
  { code }: LadderSchool,
  limits: readonly FormsByLimit[],
  calendar: SchoolCalendar,
  asOf: LocalDate,
): Promise<Figure[]> => {
  const figures: Figure[] = [];
  for (const [limit, forms] of limits) {
    const { pupils } = await absenceOf(db, { schoolUnit: code, limit, calendar, asOf });
    figures.push(...pupils.filter(({ schoolForm }) => forms.includes(schoolForm)));
  }
  return figures;
};

const limitsOf = async ({ db, policyOf }: LookDeps, schoolUnit: string): Promise<FormsByLimit[]> => {
  const byLimit = new Map<string, FormsByLimit>();
  for (const form of await formsOf(db, schoolUnit)) {
    const limit = (await policyOf(form))?.limit;
    if (limit === undefined) continue;
    const key = JSON.stringify(limit);
    byLimit.set(key, [limit, [...(byLimit.get(key)?.[1] ?? []), form]]);
  }
  return [...byLimit.values()];
};

/** Writes down what changed, and gives those whose passing is still to be followed up: new ones, and left-overs. */
const noteStandings = async (
  db: Db,
  figures: readonly Figure[],
  { asOf, dayIsOver, dataComes }: Day,
): Promise<{ pupilId: PupilId; attendance: AttendanceFact }[]> => {
  const before = await standingsOf(
    db,
    figures.map(({ pupilId }) => pupilId),
  );
  const changed: (PupilStanding & { pupilId: PupilId })[] = [];
  for (const { pupilId, band } of figures) {
    const stood = before.get(pupilId) ?? null;
    const seen = seenBy(stood, { band, asOf, dayIsOver, dataComes });
    // Whoever stands as before has no new row: one look changes as many rows as pupils who moved.
    if (seen.what !== 'passed' && seen.what !== 'changed') continue;
    const passing = seen.what === 'passed' ? asOf : (stood?.passing ?? null);
    const after = { pupilId, ...seen.standing, passing };
    changed.push(after);
    before.set(pupilId, after);
  }
  await saveStandings(db, changed);
  const inOrder = [...before].sort(([a], [b]) => (a < b ? -1 : 1));
  return inOrder.flatMap(([pupilId, { band, passing }]) =>
    passing === null
      ? []
      : [{ pupilId, attendance: { band: band === 'below' ? 'limit' : band, asOf: passing } }],
  );
};

/** Every open case whose band is another than the figure's: also one that began in another way, or at another school. */
const tellCases = async (
  deps: LookDeps,
  { code }: LadderSchool,
  limitsHere: readonly FormsByLimit[],
  calendar: SchoolCalendar,
  figures: readonly Figure[],
  day: Day,
): Promise<number> => {
  const { asOf } = day;
  const bandOf = new Map(figures.map(({ pupilId, band }) => [pupilId, band]));
  const limits = new Set(limitsHere.map(([limit]) => JSON.stringify(limit)));
  let told = 0;
  await inLanes(await openCasesAt(deps.db, code), lanes, async (open) => {
    const band = limits.has(JSON.stringify(open.limit))
      ? (bandOf.get(open.pupilId) ?? null)
      : await bandByOwnLimit(deps.db, code, calendar, open, asOf);
    if (band === null || band === open.band || (!believesFall(day) && !isRise(open.band, band))) return true;
    if (await deps.absence.tell(open.caseId, { band, asOf })) told += 1;
    deps.progress(told);
    return true;
  });
  return told;
};

/** A running case keeps the limit that it began with, until a command moves it. */
const bandByOwnLimit = async (
  db: Db,
  schoolUnit: string,
  calendar: SchoolCalendar,
  { pupilId, limit }: OpenCase,
  asOf: LocalDate,
): Promise<AbsenceBand | null> => {
  const { pupils } = await absenceOf(db, { schoolUnit, pupilIds: [pupilId], limit, calendar, asOf });
  return pupils[0]?.band ?? null;
};
