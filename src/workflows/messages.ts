/** What goes in and out of the workflows: the contract between the API, the shells and the worker. */
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Command } from '../domain/case/commands.ts';
import type { Effect } from '../domain/case/effects.ts';
import type { CaseEventType, RecordedEvent } from '../domain/case/events.ts';
import type { Actor } from '../domain/case/parts.ts';
import type { CaseState } from '../domain/case/state.ts';
import type { SchoolCalendar } from '../domain/calendar.ts';
import type { SourceReading } from '../domain/source-run.ts';
import type { Instant } from '../domain/time.ts';

/** A command on its way to a case. `commandId` is the request's idempotency key and the update's id. */
export type CommandMessage = {
  commandId: string;
  actor: Actor;
  command: Command;
  /** Refuse with `stale-revision` unless the case still has this revision; null asks for none. */
  ifRevision: number | null;
};

/** The yes. A no is an `ApplicationFailure` whose type is the refusal's code and whose details hold the refusal. */
export type CommandAnswer = {
  revision: number;
  /** The projection has caught up when the records hold this version. */
  version: number;
  events: CaseEventType[];
};

export type CaseWorkflowInput = {
  state: CaseState;
  calendar: SchoolCalendar;
  /** Domain time = engine time + this. Zero in a live namespace. */
  clockOffsetMs: number;
  /** The answers of the latest commands, oldest first, so that a repeated id is answered after continue-as-new. */
  recent: { commandId: string; answer: CommandAnswer }[];
  /** Effects not yet run and events not yet projected when the run before ended. */
  pendingEffects: Effect[];
  pendingEvents: RecordedEvent[];
};

export type CaseView = { state: CaseState; nextMoment: Instant | null };

export type SchoolDayInput = { municipality: string; clockOffsetMs: number };

export type SourceInput = {
  sourceId: string;
  clockOffsetMs: number;
  /** To be read at once: all of it at the first start, what was asked for at a continue-as-new. */
  wanted: SourceReading[];
};

export const commandUpdate = defineUpdate<CommandAnswer, [CommandMessage]>('command');
/** A fact that needs no answer: an RSVP, a changed band. Deduplicated by its `commandId`. */
export const factSignal = defineSignal<[CommandMessage]>('fact');
/** To the school day: absence came in, whoever brought it. What it was stands in the records. */
export const absenceArrivedSignal = defineSignal('absenceArrived');
/** To the school day: mail waits that doesn't belong to a case's own effects. What it is stands in the records. */
export const mailWaitsSignal = defineSignal('mailWaits');
/** To a source's workflow: what is to be read now, because somebody asks or (`call`) the source has called. */
export const readNowSignal = defineSignal<[SourceReading[], ('asked' | 'call')?]>('readNow');
export const caseQuery = defineQuery<CaseView>('case');
/** A workflow's next moment of its own, for the rehearsal clock, and what it adds to the engine's time. */
export const nextMomentQuery = defineQuery<{
  clockOffsetMs: number;
  nextMoment: Instant | null;
}>('nextMoment');
