/** `cases/{id}/attendance`: a period's figures; the case hears of them only when the pupil's band changes. */
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { absenceBand, absencePercent, absenceWindow } from '../../domain/absence.ts';
import { schoolDaysBetween, type SchoolCalendar } from '../../domain/calendar.ts';
import type { AbsenceBand, Policy } from '../../domain/policy.ts';
import type { LocalDate } from '../../domain/time.ts';
import { figuresWithin, saveFigure, type AttendanceFigure } from '../../records/attendance.ts';
import { findCase, type CaseFile } from '../../records/cases.ts';
import type { Db } from '../../records/connect.ts';
import { schoolCalendar } from '../calendar.ts';
import { commandRequest, type CommandRequest } from '../command-request.ts';
import { answerOnce, linksOf, type Outcome } from '../command.ts';
import type { Deps } from '../deps.ts';
import { idFrom } from '../draft.ts';
import { grantedCase, signedIn } from '../granted.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { commandHeaders } from '../schemas/answers.ts';
import { complain, date, id } from '../schemas/common.ts';
import { todayAt } from '../today.ts';

const minutes = (description: string) => z.int().min(0).max(1_000_000).meta({ description });

const body = z
  .strictObject({
    from: date('The first day of the period.'),
    to: date('The last day of the period.'),
    offeredMinutes: z.int().min(1).max(1_000_000).meta({ description: 'Minutes of offered time.' }),
    validMinutes: minutes('Valid absence.'),
    invalidMinutes: minutes('Invalid absence.'),
  })
  .refine(({ from, to }) => from <= to, { ...complain('end-before-start'), path: ['to'] })
  .refine(
    ({ offeredMinutes, validMinutes, invalidMinutes }) => validMinutes + invalidMinutes <= offeredMinutes,
    { ...complain('more-absence-than-offered'), path: ['offeredMinutes'] },
  )
  .meta({ id: 'AttendanceBody' });

const answerSchema = z
  .object({
    caseId: z.string(),
    revision: z.int().meta({ description: 'Of the case; figures by themselves leave it as it is.' }),
    figureId: z.string(),
    absencePercent: z.number().nullable().meta({ description: 'Of what the policy measures.' }),
    band: z.enum(['below', 'limit', 'total']).meta({ description: 'The band that the pupil is in now.' }),
    changed: z
      .boolean()
      .meta({ description: 'Whether the band changed, and with it the rhythm of follow-ups.' }),
    links: z.object({ case: z.string(), timeline: z.string(), obligations: z.string() }),
  })
  .meta({ id: 'AttendanceAnswer' });

export const attendanceRoutes = [
  defineRoute({
    method: 'post',
    path: '/cases/{id}/attendance',
    tag: 'commands',
    access: { kind: 'command', command: 'reportAttendance' },
    summary: "Report a period's attendance",
    description:
      "Kept as figures. Together with earlier ones within the policy's window they say which band the pupil is in; too few school days leave the band as it was.",
    params: z.object({ id: id('The case.') }),
    query: none,
    headers: commandHeaders,
    body,
    example: {
      from: '2026-09-01',
      to: '2026-09-25',
      offeredMinutes: 6080,
      validMinutes: 400,
      invalidMinutes: 900,
    },
    answer: { status: 201, description: 'The figures are kept.', schema: answerSchema },
    handle(call) {
      const session = signedIn(call);
      const { file } = grantedCase(call);
      const request = commandRequest(call, session, 'post', '/cases/{id}/attendance');
      return answerOnce(call.deps, session, request, file.id, () =>
        keepFigure(call.deps, request, file, call.body, todayAt(call.now)).catch(noOf),
      );
    },
  }),
];

/** Keeps the figure and tells the case if the band changes. Throws a Problem to refuse. */
async function keepFigure(
  deps: Deps,
  { commandId, ifRevision }: CommandRequest,
  file: CaseFile,
  figures: z.output<typeof body>,
  today: LocalDate,
): Promise<Outcome> {
  const { state, revision } = file;
  if (figures.to > today) throw new Problem('date-in-future', { field: '/to' });
  if (figures.from < state.pupil.birthDate) throw new Problem('before-birth', { field: '/from' });
  if (file.phase === 'ended') throw new Problem('case-ended');
  if (ifRevision !== null && ifRevision !== revision) {
    throw new Problem('stale-revision', { field: 'If-Match', params: { revision, ifRevision } });
  }
  const figure: AttendanceFigure = {
    id: idFrom(commandId, 'figure'),
    pupilId: file.pupilId,
    caseId: file.id,
    source: 'reported',
    ...figures,
  };
  await saveFigure(deps.db, figure);
  const calendar = await schoolCalendar(deps.db, state.pupil.schoolUnit, today);
  const band = await bandAfter(deps.db, state.policy.limit, calendar, figure);
  const changed = band !== null && band !== state.band;
  if (changed) await tell(deps, file.id, commandId, { band, asOf: figures.to });
  const answer: z.output<typeof answerSchema> = {
    caseId: file.id,
    revision,
    figureId: figure.id,
    absencePercent: absencePercent(state.policy.limit, minutesOf([figure])),
    band: band ?? state.band,
    changed,
    links: linksOf(file.id),
  };
  return { status: 201, body: answer };
}

/** A refusal is an answer to keep; anything else is not. */
function noOf(error: unknown): Outcome {
  if (!(error instanceof Problem)) throw error;
  return { status: error.document.status, body: error.document };
}

const minutesOf = (figures: readonly AttendanceFigure[]) => ({
  offered: figures.reduce((sum, one) => sum + one.offeredMinutes, 0),
  valid: figures.reduce((sum, one) => sum + one.validMinutes, 0),
  invalid: figures.reduce((sum, one) => sum + one.invalidMinutes, 0),
});

/** By this figure alone where it covers enough school days, else with those before it in the policy's window. */
async function bandAfter(
  db: Db,
  limit: Policy['limit'],
  calendar: SchoolCalendar,
  figure: AttendanceFigure,
): Promise<AbsenceBand | null> {
  const daysOf = (one: { from: LocalDate; to: LocalDate }) =>
    schoolDaysBetween(calendar, one.from, one.to).length;
  const alone = absenceBand(limit, { schoolDays: daysOf(figure) }, minutesOf([figure]));
  const window = absenceWindow(limit, calendar, figure.to);
  if (alone !== null || window === null) return alone;
  const earlier = await figuresWithin(db, figure.pupilId, window.from, figure.to);
  const apart = withoutOverlaps(earlier.filter((one) => one.id !== figure.id).toReversed(), figure);
  const schoolDays = apart.reduce((sum, one) => sum + daysOf(one), 0);
  return absenceBand(limit, { schoolDays }, minutesOf(apart));
}

/** The new figure and those earlier ones that don't tell of the same days; the later told goes first. */
function withoutOverlaps(earlier: AttendanceFigure[], figure: AttendanceFigure): AttendanceFigure[] {
  const kept = [figure];
  for (const one of earlier) {
    if (kept.every((other) => one.to < other.from || one.from > other.to)) kept.push(one);
  }
  return kept;
}

const patienceMs = 2_000;

/** Signals the band and waits a little until the case shows it. Repeating it is fine: the case knows the id. */
async function tell(
  deps: Deps,
  caseId: string,
  commandId: string,
  attendance: { band: AbsenceBand; asOf: LocalDate },
): Promise<void> {
  const command = { type: 'reportAttendance' as const, attendance };
  const told = await deps.caseEngine.fact(caseId, {
    commandId,
    actor: { role: 'system' },
    command,
    ifRevision: null,
  });
  if (!told) throw new Problem('case-ended');
  const until = Date.now() + patienceMs;
  while (Date.now() < until) {
    const file = await findCase(deps.db, caseId);
    if (file?.state.band === attendance.band) return;
    await wait(20);
  }
}
