/** One reading of a source, from where the last one was broken off to its end, with its report. */
import { localDateOf, type SchoolCalendar, termOf } from '../../domain/calendar.ts';
import type { SourceReading, SourceReport, SourceRun } from '../../domain/source-run.ts';
import { addDays, type Instant, type LocalDate } from '../../domain/time.ts';
import { buildSchoolCalendar } from '../../integrations/calendar.ts';
import { periodsOf } from '../../records/calendar.ts';
import type { Db } from '../../records/connect.ts';
import { beginOrResumeRun, endRun, lastDoneOn } from '../../records/sources/runs.ts';
import { readAbsence } from './read-absence.ts';
import { readRegister } from './read-register.ts';
import { Reading, type ReadingDeps } from './reading.ts';

/** Outside terms absence is read so far back. */
const backDays = 60;

/** The wall clock and the terms that hold for all schools. */
const calendarAround = async (db: Db, at: Instant): Promise<SchoolCalendar> => {
  const year = new Date(at).getUTCFullYear();
  const periods = await periodsOf(db, '');
  return buildSchoolCalendar({ periods, schoolUnit: '', fromYear: year - 2, toYear: year + 2 });
};

const firstDay = (calendar: SchoolCalendar, today: LocalDate): LocalDate =>
  termOf(calendar, today)?.from ?? addDays(today, -backDays);

/** Nothing came, and not because the source hasn't got it. */
const isRefused = ({ resources, notes }: SourceReport): boolean =>
  Object.values(resources).every(({ pages }) => pages === 0) &&
  notes.some(({ code }) => code === 'endpoint-refused');

/**
 * Reads a source's register or absence. Safe to repeat at any point: pages that were kept and rows that were applied
 * stay, and the run goes on with the next. Throws SourceFailure when the source is away; the run is then still under
 * way and the next call takes it up. `at` is domain time; a run that is taken up keeps its own.
 */
export const readSource = async (
  deps: ReadingDeps,
  { sourceId, what, at }: { sourceId: string; what: SourceReading; at: Instant },
): Promise<SourceRun> => {
  const since = await lastDoneOn(deps.db, sourceId, what);
  const run = await beginOrResumeRun(deps.db, sourceId, what, at);
  const calendar = await calendarAround(deps.db, run.begunAt);
  const today = localDateOf(calendar, run.begunAt);
  const reading = new Reading(deps, run, calendar, today);
  if (what === 'register') await readRegister(reading, since);
  else await readAbsence(reading, firstDay(calendar, today), since);
  const { report } = reading;
  const status = isRefused(report) ? 'failed' : 'done';
  const failure = status === 'failed' ? 'refused' : null;
  const ended: SourceRun = { ...run, status, endedAt: at, report: { ...report, failure } };
  await endRun(deps.db, ended, status, at);
  return ended;
};
