/** Who is where by the policy's limit: what the look at absence and the cases' bands go by. */
import type { AbsenceFigure, AbsenceWindow } from '../domain/absence.ts';
import { absencePercent } from '../domain/absence.ts';
import { bandOf, figureOver, isOverLimit, openWindow, type WindowFigure } from '../domain/absence-figures.ts';
import type { SchoolCalendar } from '../domain/calendar.ts';
import type { PupilId } from '../domain/ids.ts';
import type { AbsenceBand, Policy, SchoolForm } from '../domain/policy.ts';
import type { LocalDate } from '../domain/time.ts';
import { absentDaysOf, sendsAbsence, type Whose } from './absence-days.ts';
import type { Db } from './connect.ts';

/** `offered` is the minutes that the figure is of, whichever its denominator. */
export type PupilAbsence = AbsenceFigure & {
  pupilId: PupilId;
  schoolForm: SchoolForm;
  /** Of what the policy measures, 0–100. */
  percent: number;
  /** Null when the window holds too few school days to say, and where the school has never sent any absence. */
  band: AbsenceBand | null;
  /** Whether the ladder has to do with it: over the limit, and in a school form that must be attended. */
  overLimit: boolean;
  figure: WindowFigure;
};

/**
 * Absence of a school's active pupils over the policy's window up to `asOf`, by pupil id: of all, of a class, or of
 * those named. Pupils without any known time have no figure; nobody has one where the window has no days.
 */
export async function absenceOf(
  db: Db,
  ask: Whose & { limit: Policy['limit']; calendar: SchoolCalendar; asOf: LocalDate },
): Promise<{ window: AbsenceWindow | null; pupils: PupilAbsence[] }> {
  const { limit, calendar, asOf, ...whose } = ask;
  const open = openWindow(limit.window, calendar, asOf);
  if (open === null) return { window: null, pupils: [] };
  const { days: _, ...window } = open;
  const rows = await absentDaysOf(db, { ...whose, from: open.from, to: open.to });
  const someCame = rows.some((row) => row.absent.length > 0);
  const sends = someCame || (await sendsAbsence(db, whose.schoolUnit, asOf));
  const pupils = rows.flatMap(({ pupilId, schoolForm, time, absent }): PupilAbsence[] => {
    const figure = figureOver(open, time, absent);
    const { minutes: offered, valid, invalid } = figure;
    const percent = absencePercent(limit, { offered, valid, invalid });
    if (percent === null) return [];
    const band = sends ? bandOf(limit, figure) : null;
    const overLimit = isOverLimit(schoolForm, band);
    return [{ pupilId, schoolForm, offered, valid, invalid, percent, band, overLimit, figure }];
  });
  return { window, pupils };
}
