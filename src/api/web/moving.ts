/** A rehearsal's clock while it moves: the request that asked isn't kept waiting for half a year. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Instant } from '../../domain/time.ts';
import type { RehearsalClock } from '../../temporal/rehearsal-clock.ts';
import type { ProblemDocument } from '../problem.ts';
import { apiRoute, ask, type Asking } from './ask.ts';

export type Move = {
  from: Instant;
  /** Null while it goes on; then how it ended. */
  ended: { problem: ProblemDocument | null } | null;
};

const clockRoute = apiRoute('post', '/rehearsal/clock');

/** How long a page waits for a short move. */
const patienceMs = 2000;

/** The latest move of each clock in this process; a rehearsal has one process. */
const latest = new WeakMap<RehearsalClock, Move>();

/** The move that goes on, or the last one. */
export const moveOf = (clock: RehearsalClock | null): Move | null =>
  clock === null ? null : (latest.get(clock) ?? null);

export type Going = {
  /** What the API's route is asked. */
  json: unknown;
  /** Asked again until this says that it is enough: a moment of which nobody sees anything is no event. */
  isEnough?(since: Instant): Promise<boolean>;
};

/** A rehearsal in which nothing comes any more ends some time. */
const mostMoves = 100;

/** Begins a move, unless one goes on, and waits a little for it. Gives it as it stands then. */
export async function beginMove(asking: Asking, going: Going): Promise<Move> {
  const { clock } = asking.deps;
  const under = moveOf(clock);
  if (under !== null && under.ended === null) return under;
  const move: Move = { from: asking.now, ended: null };
  if (clock !== null) latest.set(clock, move);
  const done = goOn(asking, move.from, going).then(
    (problem) => {
      move.ended = { problem };
    },
    (error: unknown) => {
      asking.deps.log.error({ err: error }, 'the clock did not move');
      move.ended = { problem: null };
    },
  );
  await Promise.race([done, wait(patienceMs, undefined, { ref: false })]);
  return move;
}

async function goOn(
  asking: Asking,
  since: Instant,
  { json, isEnough }: Going,
): Promise<ProblemDocument | null> {
  for (let moves = 0; moves < mostMoves; moves += 1) {
    const answered = await ask(asking, clockRoute, { json });
    if (!answered.ok) return answered.problem;
    if (isEnough === undefined || (await isEnough(since))) break;
  }
  return null;
}
