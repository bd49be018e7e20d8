/** The case's heart: a command or the passing of time in, the new state and what follows out. Pure. */
import type { SchoolCalendar } from '../calendar.ts';
import { localDateOf } from '../calendar.ts';
import type { Instant } from '../time.ts';
import { instant } from '../time.ts';
import type { Command } from './commands.ts';
import { decide } from './decide.ts';
import type { Effect } from './effects.ts';
import { effectsOf } from './effects-of.ts';
import type { CaseEvent, RecordedEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { Actor } from './parts.ts';
import type { Refusal } from './refusal.ts';
import { refuse } from './refusal.ts';
import type { CaseState } from './state.ts';
import { coming } from './time-passing.ts';
import { nightMoment } from './night.ts';

/** What happened, in order, and what the world is to be told of it. */
export type Passed = { state: CaseState; recorded: RecordedEvent[]; effects: Effect[] };

/** A command as the core sees it; `ifRevision` null asks for no particular one. */
export type CommandInput = { actor: Actor; command: Command; ifRevision: number | null };

export type Applied = ({ ok: true } & Passed) | { ok: false; refusal: Refusal };

const system: Actor = { role: 'system' };

/** The rules that the core folds with. Handed in so that a test can break one and see that it's found. */
export type Rules = { decide: typeof decide; evolve: typeof evolve; coming: typeof coming };

const theRules: Rules = { decide, evolve, coming };

/** What several events of one moment say alike is told once: five consents that expire in one night are one mail. */
const toldOnce = (effects: Effect[]): Effect[] => {
  const told = new Set<string>();
  return effects.filter((effect) => {
    if (effect.type !== 'notice') return true;
    const words = JSON.stringify([effect.notice, effect.to, effect.date, effect.at]);
    return !told.has(words) && told.add(words);
  });
};

/** Records events one by one onto what has passed; `passed` is the fold's own and grows in place. */
const record = (
  passed: Passed,
  events: CaseEvent[],
  at: Instant,
  by: Actor,
  cal: SchoolCalendar,
  rules: Rules,
): void => {
  const on = localDateOf(cal, at);
  for (const event of events) {
    const before = passed.state;
    const recorded: RecordedEvent = { at, on, by, seq: before.version + 1, event };
    passed.state = rules.evolve(before, recorded);
    passed.recorded.push(recorded);
    passed.effects.push(...effectsOf(before, recorded, passed.state));
  }
};

/** Twice as many as the fullest two years ask for; reaching it means that a rule never settles. */
const mostNights = 5_000;

const letTimePass = (
  passed: Passed,
  cal: SchoolCalendar,
  now: Instant,
  notBefore: Instant,
  rules: Rules,
): void => {
  for (let n = 0; n < mostNights; n += 1) {
    const next = rules.coming(passed.state, cal);
    if (next === null) return;
    const night = nightMoment(cal, passed.state.caseId, next.on);
    if (night > now) return;
    // Told late, an earlier night stands no earlier than what was recorded before it.
    const at = instant(Math.max(night, notBefore, passed.recorded.at(-1)?.at ?? notBefore));
    record(passed, next.events, at, system, cal, rules);
  }
  const { caseId, version } = passed.state;
  throw new Error(`time does not come to rest in case ${caseId} at version ${version}`);
};

const nothingYet = (state: CaseState): Passed => ({ state, recorded: [], effects: [] });
const beginningOfTime = instant(0);

/**
 * Lets time do what it owes the case up to `now`, each event dated at its own night, in order, however late it's
 * asked. Afterwards `dueEvents` is empty and `nextMoment` later than `now`.
 */
export const passTime = (
  state: CaseState,
  calendar: SchoolCalendar,
  now: Instant,
  rules: Rules = theRules,
): Passed => {
  const passed = nothingYet(state);
  letTimePass(passed, calendar, now, beginningOfTime, rules);
  return { ...passed, effects: toldOnce(passed.effects) };
};

/** People's commands count; the system's facts and a guest's answer don't void anyone's open form. */
const counts = (actor: Actor, command: Command): boolean =>
  actor.role !== 'system' && command.type !== 'answerInvitation';

/**
 * Decides a command in the case as time has made it by `now`. A yes carries also what time did before it, and what
 * the change itself made due at once; a no changes nothing. `stale-revision` when `ifRevision` isn't the case's.
 */
export const applyCommand = (
  state: CaseState,
  message: CommandInput,
  calendar: SchoolCalendar,
  now: Instant,
  rules: Rules = theRules,
): Applied => {
  const passed = passTime(state, calendar, now, rules);
  const { actor, command, ifRevision } = message;
  const { revision } = passed.state;
  if (ifRevision !== null && ifRevision !== revision)
    return refuse('stale-revision', null, { revision, ifRevision });
  const today = localDateOf(calendar, now);
  const decided = rules.decide(passed.state, command, { calendar, now, today, actor });
  if (!decided.ok) return decided;
  record(passed, decided.events, now, actor, calendar, rules);
  if (counts(actor, command)) passed.state = { ...passed.state, revision: revision + 1 };
  letTimePass(passed, calendar, now, now, rules);
  return { ok: true, ...passed, effects: toldOnce(passed.effects) };
};
