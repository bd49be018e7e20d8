/** Lives a case through random commands over up to three years, and watches that everything that must hold does. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { instantOf, localDateOf } from '../../src/domain/calendar.ts';
import type { CommandType } from '../../src/domain/case/commands.ts';
import type { Rules } from '../../src/domain/case/core.ts';
import { applyCommand, passTime } from '../../src/domain/case/core.ts';
import { evolveAll } from '../../src/domain/case/evolve.ts';
import type { CaseState } from '../../src/domain/case/state.ts';
import { dueEvents, nextMoment } from '../../src/domain/case/time-passing.ts';
import { obligations } from '../../src/domain/obligations/derive.ts';
import type { Instant } from '../../src/domain/time.ts';
import { addDays, instant, localTime } from '../../src/domain/time.ts';
import { anId } from '../factories/parts.ts';
import type { Dice } from './dice.ts';
import { diceOf } from './dice.ts';
import type { Memory, Taken } from './invariants.ts';
import { newMemory, statements } from './invariants.ts';
import { makeMove } from './moves.ts';
import { pickType } from './sense.ts';
import { threeYears as cal, everyone, newCase } from './world.ts';

export type Tally = Map<CommandType, { accepted: number; refused: number; lives: Set<number> }>;

/** The rules under test; a test breaks one of them to see that it's found. */
export type UnderTest = { rules?: Rules; owe?: typeof obligations };

const step = fc.array(fc.nat(99_999), { minLength: 8, maxLength: 10 });
/** Numbers for the case's beginning, and for each of its steps. */
export const lives = fc.noBias(
  fc.record({
    beginning: fc.array(fc.nat(99_999), { minLength: 12, maxLength: 12 }),
    steps: fc.array(step, { minLength: 30, maxLength: 90, size: 'max' }),
  }),
);

const daysOn = (dice: Dice): number => {
  const kind = dice.below(100);
  if (kind < 60) return dice.below(4);
  if (kind < 90) return 3 + dice.below(9);
  return kind < 97 ? 10 + dice.below(30) : 40 + dice.below(80);
};

/** Before the night's moments, among them, in the morning, and late in the evening. */
const hours = (['10:00', '05:00', '01:30', '23:30'] as const).map(localTime);

const laterThan = (now: Instant, dice: Dice): Instant => {
  const date = addDays(localDateOf(cal, now), daysOn(dice));
  const moment = instantOf(cal, date, dice.oneOf(hours) ?? localTime('10:00'));
  return moment > now ? moment : instant(now + 60_000);
};

const withoutRevision = (state: CaseState) => ({ ...state, revision: 0 });

class Broken extends Error {}

const check = (taken: Taken, memory: Memory): void => {
  for (const [name, holds] of Object.entries(statements)) {
    const broken = holds(taken, memory);
    if (broken !== null) throw new Broken(`${name}: ${broken} (on ${taken.today})`);
  }
  const folded = evolveAll(taken.before, taken.recorded);
  if (!isDeepStrictEqual(withoutRevision(folded), withoutRevision(taken.after)))
    throw new Broken(`the events fold to another state (on ${taken.today})`);
};

/** `closely`: asks the domain's own questions on both sides of the next moment as well. */
const checkRest = (state: CaseState, now: Instant, closely: boolean): void => {
  const next = nextMoment(state, cal);
  if (next !== null && next <= now) throw new Broken(`time at rest: the next moment, ${next}, is past`);
  if (!closely) return;
  if (dueEvents(state, cal, now).length > 0) throw new Broken('time at rest: something is still due');
  if (next === null) return;
  if (dueEvents(state, cal, instant(next - 1)).length > 0)
    throw new Broken('time at rest: due before the next moment');
  if (dueEvents(state, cal, next).length === 0) throw new Broken('time at rest: nothing due at its moment');
};

const lastMoment = instantOf(
  cal,
  addDays(cal.periods[0]?.from ?? newCase(diceOf([])).openedOn, 3 * 365),
  hours[0] ?? localTime('10:00'),
);

/** Lives one life to its end, or throws with what was broken. `life` numbers it in the tally. */
export const live = (
  { beginning, steps }: { beginning: number[]; steps: number[][] },
  tally: Tally,
  life: number,
  { rules, owe = obligations }: UnderTest = {},
): void => {
  let state = newCase(diceOf(beginning));
  let now = instantOf(cal, state.openedOn, localTime('08:00'));
  let ids = 1_000;
  const newId = () => anId((ids += 1));
  const memory = newMemory();
  let owedBefore = owe(state, cal);
  const take = (passed: Pick<Taken, 'recorded' | 'effects'> & { state: CaseState }): void => {
    const owedAfter = owe(passed.state, cal);
    const today = localDateOf(cal, now);
    check({ ...passed, before: state, after: passed.state, now, today, owedBefore, owedAfter }, memory);
    state = passed.state;
    owedBefore = owedAfter;
    checkRest(state, now, ids % 8 === 0);
  };
  for (const numbers of steps) {
    const dice = diceOf(numbers);
    now = laterThan(now, dice);
    if (now > lastMoment) return;
    take(passTime(state, cal, now, rules));
    const type = pickType(state, localDateOf(cal, now), dice);
    const move = makeMove(type, { state, today: localDateOf(cal, now), newId, dice });
    if (move === null) continue;
    const actor = dice.chance(4) ? (dice.oneOf(everyone) ?? move.actor) : move.actor;
    const applied = applyCommand(state, { actor, command: move.command, ifRevision: null }, cal, now, rules);
    const count = tally.get(type) ?? { accepted: 0, refused: 0, lives: new Set<number>() };
    tally.set(type, count);
    if (!applied.ok) {
      count.refused += 1;
      continue;
    }
    count.accepted += 1;
    count.lives.add(life);
    const counts = actor.role !== 'system' && type !== 'answerInvitation';
    if (applied.state.revision !== state.revision + (counts ? 1 : 0))
      throw new Broken('the revision counts people’s commands');
    take(applied);
    if (state.stand.phase === 'ended') return;
  }
};
