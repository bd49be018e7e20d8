/**
 * One pupil's case lived again under a policy: what people did as they did it, what time and absence make by the
 * policy. Gives the duties that fall due within some days, done or not. Pure; writes nothing anywhere.
 */
import { hasDutyToAttend } from '../absence-figures.ts';
import { instantOf, localDateOf, nextWorkday, type SchoolCalendar } from '../calendar.ts';
import type { CaseEvent, CaseEventType, RecordedEvent } from '../case/events.ts';
import { evolve } from '../case/evolve.ts';
import { isUnbegun } from '../case/ladder.ts';
import { openCase } from '../case/open.ts';
import type { Actor, PupilFacts } from '../case/parts.ts';
import type { CaseState } from '../case/state.ts';
import { coming, comingBesideEscalations, nightMoment } from '../case/time-passing.ts';
import type { CaseId } from '../ids.ts';
import { duesOf } from '../obligations/derive.ts';
import type { ObligationKind } from '../obligations/obligation.ts';
import type { Policy } from '../policy.ts';
import { addDays, type Instant, instant, type LocalDate, localTime } from '../time.ts';
import type { BandChange, Bands } from './bands.ts';
import { retold } from './retold.ts';

/** A case as the records tell of it; without events it's a pupil who has none. */
export type Life = {
  caseId: CaseId;
  previousCaseId: CaseId | null;
  pupil: PupilFacts;
  openedOn: LocalDate;
  events: readonly RecordedEvent[];
  /** By the policy's limit, from `from` on; null where figures begin nothing: the recorded bands stand. */
  bands: ({ from: LocalDate } & Bands) | null;
};

export type FellDue = { kind: ObligationKind; due: LocalDate };
export type Days = { from: LocalDate; to: LocalDate };

const system: Actor = { role: 'system' };
/** The morning's look (see `look.ts`), the first workday after the day of the figure. */
const lookAt = localTime('07:00');

type BandStep = {
  what: 'band';
  on: LocalDate;
  change: BandChange;
  /** False of the band with which the pupil came to the first day: it tells a case, and begins none. */
  begins: boolean;
};
type Step = { at: Instant; on: LocalDate } & ({ what: 'recorded'; recorded: RecordedEvent } | BandStep);

const bandEvents: ReadonlySet<CaseEventType> = new Set(['absenceNoticed', 'bandChanged']);

/** Recorded events and the policy's own bands, in order of time; the recorded bands of the same days are left out. */
const stepsOf = ({ events, bands }: Life, cal: SchoolCalendar): Step[] => {
  const isReplaced = ({ event, by, on }: RecordedEvent) =>
    bands !== null && by.role === 'system' && on >= bands.from && bandEvents.has(event.type);
  const recorded = events
    .filter((one) => !isReplaced(one))
    .map((one): Step => ({ what: 'recorded', at: one.at, on: one.on, recorded: one }));
  if (bands === null) return recorded;
  const before: BandChange = { on: addDays(bands.from, -1), band: bands.before };
  const own = [before, ...bands.changes].map((change): Step => {
    const on = nextWorkday(cal, addDays(change.on, 1));
    return { what: 'band', at: instantOf(cal, on, lookAt), on, change, begins: change !== before };
  });
  return [...recorded, ...own].sort((a, b) => a.at - b.at);
};

/** What ends a thread: duties whose day hadn't come are dropped with it, not done. */
const ending: ReadonlySet<CaseEventType> = new Set(['closed', 'lapsed', 'ended', 'noticedEnded']);

/** The case after one more thing, the day of it, and whether that ended a thread. */
type Lived = { state: CaseState; on: LocalDate; ended: boolean };

/**
 * The case lived through a policy, step by step, until a moment. Nothing comes before it has begun. `next` says what time
 * alone makes.
 */
export function* livedUnder(
  life: Life,
  policy: Policy,
  cal: SchoolCalendar,
  end: Instant,
  next = coming,
): Generator<Lived> {
  const { caseId, previousCaseId, pupil } = life;
  const open = (openedOn: LocalDate) => openCase({ caseId, previousCaseId, pupil, policy, openedOn });
  let state = open(life.openedOn);
  let last = instant(0);

  const fold = (
    events: readonly CaseEvent[],
    { at, on, by }: Pick<RecordedEvent, 'at' | 'on' | 'by'>,
  ): Lived => {
    last = at;
    for (const event of events) state = evolve(state, { seq: state.version + 1, at, on, by, event });
    return { state, on, ended: events.some(({ type }) => ending.has(type)) };
  };
  /** Everything that time alone makes up to a moment. */
  function* pass(until: Instant) {
    if (state.version === 0) return;
    for (let due = next(state, cal); due !== null; due = next(state, cal)) {
      const night = nightMoment(cal, caseId, due.on);
      if (night > until) return;
      // Told late, an earlier night stands no earlier than what came before it (as `passTime` has it).
      const at = instant(Math.max(night, last));
      yield fold(due.events, { at, on: localDateOf(cal, at), by: system });
    }
  }
  const bandEvent = ({ on, change, begins }: BandStep): CaseEvent | null => {
    const attendance = { band: change.band, asOf: change.on };
    // A case that is over doesn't hear of figures: a new passing begins the next.
    const isOpen = state.stand.phase !== 'ended' && !isUnbegun(state);
    if (isOpen) return change.band === state.band ? null : { type: 'bandChanged', attendance };
    if (!begins || change.band === 'below' || !hasDutyToAttend(pupil.schoolForm)) return null;
    if (state.version === 0 || state.stand.phase === 'ended') state = open(on);
    return { type: 'absenceNoticed', attendance };
  };

  for (const step of stepsOf(life, cal)) {
    if (step.at > end) break;
    // The events of one command are one: nothing comes between them.
    if (step.at > last) yield* pass(step.at);
    if (step.what === 'recorded') {
      const events = retold(state, step.recorded, cal);
      if (events.length > 0) yield fold(events, step.recorded);
      continue;
    }
    const event = bandEvent(step);
    if (event !== null) yield fold([event], { at: step.at, on: step.on, by: system });
  }
  yield* pass(end);
}

/**
 * The duties of a case, or of a pupil whom the figures alone would have begun one for, that fall due within some days:
 * each once, on the last day that it was given. One that was done before its day counts on that day all the same. What is
 * told upwards takes no duty away, and most of the time: it is left out unless `next` has it.
 */
export const relive = (
  life: Life,
  policy: Policy,
  cal: SchoolCalendar,
  { from, to }: Days,
  next = comingBesideEscalations,
): FellDue[] => {
  let standing = new Map<string, FellDue>();
  const fell = new Map<string, FellDue>();
  const count = (key: string, one: FellDue) => {
    if (from <= one.due && one.due <= to) fell.set(`${key}|${one.due}`, one);
  };
  const end = nightMoment(cal, life.caseId, addDays(to, 1));
  for (const { state, on, ended } of livedUnder(life, policy, cal, end, next)) {
    const owed = isUnbegun(state) ? [] : duesOf(state, cal);
    const now = new Map(owed.map(({ key, kind, due }): [string, FellDue] => [key, { kind, due }]));
    for (const [key, one] of standing) {
      // What ends the case drops what lay ahead; anything else that takes a duty away has done it.
      if (!now.has(key) && (!ended || one.due <= on)) count(key, one);
    }
    standing = now;
  }
  for (const [key, one] of standing) count(key, one);
  return [...fell.values()];
};
