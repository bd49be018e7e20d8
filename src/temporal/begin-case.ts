/** A pupil's case begins: reserved, numbered and started. Whoever asks for it sends the first command after that. */
import { type SchoolCalendar, localDateOf } from '../domain/calendar.ts';
import type { Command } from '../domain/case/commands.ts';
import { applyCommand } from '../domain/case/core.ts';
import { openCase } from '../domain/case/open.ts';
import type { Actor } from '../domain/case/parts.ts';
import type { Refusal } from '../domain/case/refusal.ts';
import type { CaseState } from '../domain/case/state.ts';
import type { CaseId, PupilId, SchoolUnitCode } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { newestCaseOf } from '../records/cases.ts';
import type { Db } from '../records/connect.ts';
import { policyFor } from '../records/policies.ts';
import { pupilFacts } from '../records/pupil-facts.ts';
import { nextCaseNumber, reserveOpenCase } from '../records/reservations.ts';
import { idFrom } from '../records/stable-id.ts';
import type { CaseEngine } from './case-engine.ts';

export type BeginCaseDeps = {
  db: Db;
  caseEngine: Pick<CaseEngine, 'start'>;
  /** A school's calendar, from the year before `around` to a few years after. */
  calendarOf(schoolUnit: SchoolUnitCode, around: Instant): Promise<SchoolCalendar>;
  /** What a workflow that starts now adds to the engine's time; zero in a live namespace. */
  clockOffsetMs(): Promise<number>;
};

export type BeginCaseWish = {
  pupilId: PupilId;
  /** The first command: the rules are asked once whether they would take it, before anything starts. */
  command: Command;
  actor: Actor;
  commandId: string;
  now: Instant;
};

export type CaseBegun =
  | { ok: true; caseId: CaseId; number: string }
  /** The pupil has an open case. */
  | { ok: false; why: 'otherCase'; otherCaseId: CaseId }
  | { ok: false; why: 'refused'; refusal: Refusal }
  | { ok: false; why: 'unknownPupil' | 'noPolicy' };

/** The id of the case that a command begins: a repetition after a crash means the same one. */
export const caseIdOf = (commandId: string): CaseId => idFrom(commandId, 'case');

/** What is ready to start. */
type CaseReserved = { ok: true; number: string; state: CaseState; calendar: SchoolCalendar };

/**
 * Reserves the pupil's one case and its number. Safe to repeat under the same id. Whoever begins many reserves them one
 * after the other, so that their numbers follow an order that a repetition has as well.
 */
export async function reserveCase(
  deps: Pick<BeginCaseDeps, 'db' | 'calendarOf'>,
  wish: BeginCaseWish,
): Promise<CaseReserved | Exclude<CaseBegun, { ok: true }>> {
  const { pupilId, command, commandId, actor, now } = wish;
  const caseId = caseIdOf(commandId);
  const pupil = await pupilFacts(deps.db, pupilId);
  if (pupil === null) return { ok: false, why: 'unknownPupil' };
  const calendar = await deps.calendarOf(pupil.schoolUnit, now);
  const today = localDateOf(calendar, now);
  const policy = await policyFor(deps.db, pupil.schoolForm, today);
  if (policy === null) return { ok: false, why: 'noPolicy' };
  const before = await newestCaseOf(deps.db, pupilId);
  const previousCaseId = before?.phase === 'ended' && before.id !== caseId ? before.id : null;
  const state = openCase({ caseId, previousCaseId, pupil, policy, openedOn: today });
  const tried = applyCommand(state, { actor, command, ifRevision: null }, calendar, now);
  if (!tried.ok) return { ok: false, why: 'refused', refusal: tried.refusal };
  const open = await reserveOpenCase(deps.db, { pupilId, caseId, commandId });
  if (!open.ok) return { ok: false, why: 'otherCase', otherCaseId: open.otherCaseId };
  const number = await nextCaseNumber(deps.db, { caseId, year: Number(today.slice(0, 4)), commandId });
  return { ok: true, number, state, calendar };
}

/**
 * Reserves the case and starts its workflow, which waits for the command under `commandId`. Safe to repeat under the
 * same id. Throws EngineAway.
 */
export async function beginCase(deps: BeginCaseDeps, wish: BeginCaseWish): Promise<CaseBegun> {
  const reserved = await reserveCase(deps, wish);
  if (!reserved.ok) return reserved;
  const { state, calendar, number } = reserved;
  await deps.caseEngine.start({
    state,
    calendar,
    clockOffsetMs: await deps.clockOffsetMs(),
    recent: [],
    pendingEffects: [],
    pendingEvents: [],
  });
  return { ok: true, caseId: state.caseId, number };
}
