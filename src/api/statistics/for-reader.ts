/** Statistics as a reader may see them: groups are made of all cases and schools, answers are of the reader's own. */
import type { SchoolUnitCode } from '../../domain/ids.ts';
import { type Asker, needFor } from '../../domain/permissions.ts';
import type { Stage } from '../../domain/policy.ts';
import { absenceFigures } from '../../domain/statistics/absence-months.ts';
import { caseFigures } from '../../domain/statistics/case-figures.ts';
import { phaseFigures } from '../../domain/statistics/phase-figures.ts';
import { monthAfter, monthsOf, mostMonths, termsOf, type Period } from '../../domain/statistics/period.ts';
import type { PlaceAsk } from '../../domain/statistics/shown-groups.ts';
import { leastShown } from '../../domain/surveys/suppress.ts';
import { type LocalDate, maxDate, minDate, monthOf } from '../../domain/time.ts';
import { absenceImportedAt } from '../../records/absence-days.ts';
import type { Db } from '../../records/connect.ts';
import { listSchools } from '../../records/schools.ts';
import { readMonths, type MonthsRead } from '../../records/statistics/absence-months.ts';
import { casesAtPlaces, phaseCounts } from '../../records/statistics/case-facts.ts';
import { fieldTexts, fill, type FieldCode } from '../../texts/problems.ts';
import { Problem } from '../problem.ts';
import { stageValues } from '../schemas/common.ts';
import type { StatisticsAnswer, StatisticsGroup } from '../schemas/statistics.ts';

export type StatisticsAsk = Period & { schoolUnit: SchoolUnitCode | null; stage: Stage | null };

type Units = ReadonlySet<SchoolUnitCode>;

/** The schools whose figures a reader may see; null is all of them. */
export function schoolsOf(actor: Asker): Units | null {
  if (needFor(actor, 'statistics.read') === 'any') return null;
  return new Set('schoolUnits' in actor ? actor.schoolUnits : []);
}

/** Throws a 422 that names the month: the end before the beginning, ahead of today, or too far back. */
export function refuseOtherPeriod({ from, to }: Period, today: LocalDate): void {
  const last = monthOf(today);
  const refuse = (code: FieldCode, field: string, params: Record<string, string | number> = {}) => {
    const { sv, en } = fieldTexts[code];
    const detail = fill(sv, params);
    const detail_en = fill(en, params);
    throw new Problem('invalid-request', { field, errors: [{ field, detail, detail_en }] });
  };
  if (to > last) refuse('month-ahead', 'query/to', { last });
  if (from > to) refuse('end-before-start', 'query/to');
  const first = monthAfter(last, 1 - mostMonths);
  if (from < first) refuse('month-too-far-back', 'query/from', { first });
}

/** Throws a 404 for a school that isn't there or isn't the reader's. */
export async function statisticsFor(db: Db, actor: Asker, ask: StatisticsAsk): Promise<StatisticsAnswer> {
  const own = schoolsOf(actor);
  const schools = (await listSchools(db)).filter(({ code }) => own?.has(code) ?? true);
  const { schoolUnit, stage, from, to } = ask;
  if (schoolUnit !== null && !schools.some(({ code }) => code === schoolUnit)) {
    throw new Problem('not-found', { field: 'query/schoolUnit' });
  }
  const [months, cases, phases, importedAt] = await Promise.all([
    readMonths(db, { from, to }),
    casesAtPlaces(db),
    phaseCounts(db),
    absenceImportedAt(db),
  ]);
  const schoolUnits = schoolUnit === null ? own : new Set([schoolUnit]);
  const whole: PlaceAsk = { schoolUnits, stage };
  const absence = absenceFigures(months.rows, months.schools);
  const figures = caseFigures(cases);
  const terms = termsOf(ask);
  const asked = { months: monthsOf(ask), terms: new Set(terms) };
  const groupOf = (
    place: PlaceAsk,
    named: Pick<StatisticsGroup, 'schoolUnit' | 'stage'>,
  ): StatisticsGroup => ({
    ...named,
    absence: absence({ ...place, ...asked }).whole,
    ...figures({ ...place, ...asked }),
  });
  const stages = stageValues.filter((one) =>
    [...months.rows, ...cases].some(
      (row) => row.stage === one && (schoolUnits === null || schoolUnits.has(row.schoolUnit)),
    ),
  );
  return {
    from,
    to,
    terms,
    schoolUnit,
    stage,
    least: leastShown,
    data: { ...freshness(months, schoolUnits), importedAt: importedAt?.toISOString() ?? null },
    phases: phaseFigures(phases)(whole),
    absence: absence({ ...whole, ...asked }),
    groups: [
      groupOf(whole, { schoolUnit, stage }),
      ...(schoolUnit === null && schools.length > 1 ? schools : []).map(({ code }) =>
        groupOf({ schoolUnits: new Set([code]), stage }, { schoolUnit: code, stage }),
      ),
      ...(stage === null && stages.length > 1 ? stages : []).map((one) =>
        groupOf({ schoolUnits, stage: one }, { schoolUnit, stage: one }),
      ),
    ],
  };
}

function freshness({ until }: MonthsRead, asked: Units | null): Omit<StatisticsAnswer['data'], 'importedAt'> {
  const [first, ...rest] = [...until].flatMap(([unit, day]) =>
    asked === null || asked.has(unit) ? [day] : [],
  );
  if (first === undefined) return { until: null, earliestUntil: null };
  return { until: maxDate(first, ...rest), earliestUntil: minDate(first, ...rest) };
}
