/** What the look at absence does to cases: begins one, or tells one that runs. */
import type { Actor, AttendanceFact } from '../domain/case/parts.ts';
import type { RefusalCode } from '../domain/case/refusal.ts';
import type { CaseId, PupilId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { releaseReservations } from '../records/reservations.ts';
import { idFrom } from '../records/stable-id.ts';
import { beginCase, type BeginCaseDeps, type BeginCaseWish, reserveCase } from './begin-case.ts';
import { type CaseEngine, createCaseEngine } from './case-engine.ts';
import type { Engine } from './client.ts';
import { RehearsalClock } from './rehearsal-clock.ts';
import { clockRecords } from '../records/coming-moments.ts';

type Deps = Omit<BeginCaseDeps, 'caseEngine'> & {
  caseEngine: Pick<CaseEngine, 'start' | 'command' | 'fact'>;
  /** Domain time. */
  now(): Promise<Instant>;
};

type Noticed =
  | { how: 'began'; caseId: CaseId }
  | { how: 'openAlready' }
  | { how: 'refused'; code: RefusalCode | 'no-policy' };

const system: Actor = { role: 'system' };

/** What begins a case when the limit is passed: the same each time that it is asked for. */
const wishOf = (pupilId: PupilId, attendance: AttendanceFact, now: Instant): BeginCaseWish => ({
  pupilId,
  command: { type: 'noticeAbsence', attendance },
  actor: system,
  commandId: idFrom('absenceNoticed', pupilId, attendance.asOf),
  now,
});

/**
 * All are safe to repeat: the ids of what they send follow from the pupil or case and from the day of the figure.
 * They throw EngineAway.
 */
export const createAbsencePort = (deps: Deps) => ({
  /** Gives the case that is about to begin its number, if one is. */
  async reserve(pupilId: PupilId, attendance: AttendanceFact): Promise<void> {
    await reserveCase(deps, wishOf(pupilId, attendance, await deps.now()));
  },

  /** Begins the pupil's case with the limit that was passed, unless one is open. */
  async notice(pupilId: PupilId, attendance: AttendanceFact): Promise<Noticed> {
    const wish = wishOf(pupilId, attendance, await deps.now());
    const { command, commandId } = wish;
    const begun = await beginCase(deps, wish);
    if (!begun.ok) {
      if (begun.why === 'otherCase') return { how: 'openAlready' };
      return { how: 'refused', code: begun.why === 'refused' ? begun.refusal.code : 'no-policy' };
    }
    const { caseId } = begun;
    const decided = await deps.caseEngine.command(caseId, {
      commandId,
      actor: system,
      command,
      ifRevision: null,
    });
    if (decided.ok) return { how: 'began', caseId };
    // It began at an earlier attempt and is over already.
    if (decided.refusal.code === 'case-ended') return { how: 'openAlready' };
    await releaseReservations(deps.db, commandId);
    return { how: 'refused', code: decided.refusal.code };
  },

  /** Tells a running case its band; false when it has ended. */
  tell(caseId: CaseId, attendance: AttendanceFact): Promise<boolean> {
    const { asOf, band } = attendance;
    return deps.caseEngine.fact(caseId, {
      commandId: idFrom('band', caseId, asOf, band),
      actor: system,
      command: { type: 'reportAttendance', attendance },
      ifRevision: null,
    });
  },
});

/** The same from a worker's connections. `taskQueue`: another than the product's, for a test. */
export const absencePortOf = (
  given: Pick<Deps, 'db' | 'now' | 'calendarOf'> & {
    engine: Engine;
    mode: 'rehearsal' | 'live';
    taskQueue?: string;
  },
) => {
  const { db, now, calendarOf, engine, mode, taskQueue } = given;
  const clock = mode === 'rehearsal' ? new RehearsalClock({ engine, records: clockRecords(db), mode }) : null;
  return createAbsencePort({
    db,
    now,
    calendarOf,
    caseEngine: createCaseEngine(engine.client, { clock, ...(taskQueue === undefined ? {} : { taskQueue }) }),
    clockOffsetMs: async () => (await clock?.offsetForNewWorkflow()) ?? 0,
  });
};
