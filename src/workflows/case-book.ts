/** A case in the workflow's memory: the state and what hasn't reached the world yet. No engine in here. */
import type { SchoolCalendar } from '../domain/calendar.ts';
import { applyCommand, passTime } from '../domain/case/core.ts';
import type { Effect } from '../domain/case/effects.ts';
import type { RecordedEvent } from '../domain/case/events.ts';
import { currentRulesVersion } from '../domain/case/rules-version.ts';
import type { Refusal } from '../domain/case/refusal.ts';
import type { CaseState } from '../domain/case/state.ts';
import { upgradeState } from '../domain/case/upgrade.ts';
import { nextMoment } from '../domain/case/time-passing.ts';
import { obligations } from '../domain/obligations/derive.ts';
import type { Instant } from '../domain/time.ts';
import type { Projection } from '../activities/contract.ts';
import type { CaseWorkflowInput, CommandAnswer, CommandMessage } from './messages.ts';

/** How many answers go along to the next run; a client repeats a command within minutes, not months. */
const keptAnswers = 200;

type Answered = { ok: true; answer: CommandAnswer } | { ok: false; refusal: Refusal };

export class CaseBook {
  state: CaseState;
  calendar: SchoolCalendar;
  /** Rises with everything that happens, so that a waiting main function wakes. */
  changes = 0;
  /** A quiet point has been reached: the run may hand over to the next. */
  quietPoint = false;
  /** True while a projection is on its way to the records. */
  projecting = false;
  private readonly clockOffsetMs: number;
  private readonly answers: Map<string, CommandAnswer>;
  private events: RecordedEvent[];
  private effects: Effect[] = [];
  private commandIds: string[] = [];
  /** True when the records must be told, even without a new event. */
  private stale: boolean;
  private moment: { of: CaseState; by: SchoolCalendar; at: Instant | null } | null = null;

  constructor(input: CaseWorkflowInput) {
    this.state = upgradeState(input.state);
    this.calendar = input.calendar;
    this.clockOffsetMs = input.clockOffsetMs;
    this.answers = new Map(input.recent.map(({ commandId, answer }) => [commandId, answer]));
    this.events = input.pendingEvents;
    // A fresh case is shown at once; after continue-as-new the new rules or calendar may owe something else.
    this.stale = true;
  }

  /** The answer that this command got before, also in an earlier run. */
  answerOf(commandId: string): CommandAnswer | null {
    return this.answers.get(commandId) ?? null;
  }

  /** What `take` would refuse, without taking it. */
  check(message: CommandMessage, now: Instant): Refusal | null {
    if (this.answers.has(message.commandId)) return null;
    const result = applyCommand(this.state, message, this.calendar, now);
    return result.ok ? null : result.refusal;
  }

  /** Decides and folds one command; the same id again gives the first answer. */
  take(message: CommandMessage, now: Instant): Answered {
    const known = this.answers.get(message.commandId);
    if (known) return { ok: true, answer: known };
    const result = applyCommand(this.state, message, this.calendar, now);
    if (!result.ok) return result;
    this.fold(result);
    const answer: CommandAnswer = {
      revision: result.state.revision,
      version: result.state.version,
      events: result.recorded.map(({ event }) => event.type),
    };
    this.answers.set(message.commandId, answer);
    this.commandIds.push(message.commandId);
    this.stale = true;
    return { ok: true, answer };
  }

  /** Records what time alone has done up to now; false when there was nothing. */
  passTime(now: Instant): boolean {
    const result = passTime(this.state, this.calendar, now);
    if (result.recorded.length === 0) return false;
    this.fold(result);
    return true;
  }

  private fold(step: { state: CaseState; recorded: RecordedEvent[]; effects: Effect[] }): void {
    this.state = step.state;
    this.events.push(...step.recorded);
    this.effects.push(...step.effects);
    this.stale = true;
    this.changes += 1;
    this.quietPoint ||= step.recorded.some(
      ({ event }) => event.type === 'evaluationHeld' || event.type === 'policyChanged',
    );
  }

  useCalendar(calendar: SchoolCalendar): void {
    this.calendar = calendar;
    this.stale = true;
    this.changes += 1;
  }

  /** The pupil has changed school: another school's calendar is needed. */
  get needsCalendar(): boolean {
    return this.calendar.schoolUnit !== this.state.pupil.schoolUnit;
  }

  get ended(): boolean {
    return this.state.stand.phase === 'ended';
  }

  /** True while the records lag behind. */
  get behind(): boolean {
    return this.stale || this.events.length > 0;
  }

  /** The next moment at which the case itself must change. */
  nextMoment(): Instant | null {
    if (this.moment?.of !== this.state || this.moment.by !== this.calendar)
      this.moment = {
        of: this.state,
        by: this.calendar,
        at: nextMoment(this.state, this.calendar),
      };
    return this.moment.at;
  }

  /** What the records are to be told, and the effects that may run once they know. */
  takeProjection(): { projection: Projection; effects: Effect[] } {
    const { events, effects, commandIds } = this;
    this.events = [];
    this.effects = [];
    this.commandIds = [];
    this.stale = false;
    return {
      projection: {
        state: this.state,
        obligations: obligations(this.state, this.calendar),
        events,
        nextMoment: this.nextMoment(),
        commandIds,
      },
      effects,
    };
  }

  /** The next run's input. The rules move here and nowhere else. */
  handOver(calendar: SchoolCalendar, pendingEffects: Effect[]): CaseWorkflowInput {
    return {
      state: { ...this.state, rulesVersion: currentRulesVersion },
      calendar,
      clockOffsetMs: this.clockOffsetMs,
      recent: [...this.answers].slice(-keptAnswers).map(([commandId, answer]) => ({ commandId, answer })),
      pendingEffects,
      pendingEvents: this.events,
    };
  }
}
