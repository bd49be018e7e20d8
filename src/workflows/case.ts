/**
 * One pupil's case: the shell around `src/domain/case`. Invariants:
 * 1. every handler is registered before the first await;
 * 2. validators are synchronous and change nothing;
 * 3. a command is folded, answered and projected in one workflow task;
 * 4. effects run in order, after the records know what caused them;
 * 5. the run hands over only from here, when no handler runs and the records are up to date.
 */
import {
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  log,
  patched,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { SchoolCalendar } from '../domain/calendar.ts';
import type { Refusal } from '../domain/case/refusal.ts';
import { instant, type Instant } from '../domain/time.ts';
import { CaseBook } from './case-book.ts';
import { durable, orElse, quick } from './hands.ts';
import { caseQuery, commandUpdate, factSignal, nextMomentQuery, type CaseWorkflowInput } from './messages.ts';
import { Outbox } from './outbox.ts';
import { undeliverableFact, unreachedOf } from './undeliverable.ts';

/** New terms and holidays reach a case that sleeps through them at its next waking after this long. */
const calendarGoodForMs = 28 * 86_400_000;

/** Before time changes anything by itself, whoever looked longer ago looks again: lov must not be taken for missed. */
const calendarGoodForTimeMs = 12 * 3_600_000;

/** The only place where a refusal becomes a failure; the API turns its details into a problem document. */
const failureOf = (refusal: Refusal): ApplicationFailure =>
  ApplicationFailure.nonRetryable(`refused: ${refusal.code}`, refusal.code, refusal);

export async function caseWorkflow(input: CaseWorkflowInput): Promise<void> {
  const now = (): Instant => instant(Date.now() + input.clockOffsetMs);
  const book = new CaseBook(input);
  const outbox = new Outbox(input.pendingEffects);

  setHandler(
    commandUpdate,
    (message) => {
      const result = book.take(message, now());
      // Another command came between the validator and this handler.
      if (!result.ok) throw failureOf(result.refusal);
      return result.answer;
    },
    {
      validator: (message) => {
        const refusal = book.check(message, now());
        if (refusal !== null) throw failureOf(refusal);
      },
    },
  );
  setHandler(factSignal, (message) => {
    const result = book.take(message, now());
    if (!result.ok) log.warn('a fact was refused', { code: result.refusal.code, type: message.command.type });
  });
  setHandler(caseQuery, () => ({ state: book.state, nextMoment: book.nextMoment() }));
  setHandler(nextMomentQuery, () => ({
    clockOffsetMs: input.clockOffsetMs,
    nextMoment: book.nextMoment(),
  }));

  const delivering = outbox.run((effect, delivery) => {
    for (const undeliverable of book.ended ? [] : unreachedOf(effect, delivery)) {
      const result = book.take(undeliverableFact(undeliverable), now());
      if (!result.ok) log.warn('an undeliverable mail was not recorded', { code: result.refusal.code });
    }
  });
  // The other two are raced for their errors alone: they never end by themselves.
  const delivers = delivering.then(() => new Promise<never>(() => {}));
  await Promise.race([live(book, outbox, now, delivering), projectChanges(book, outbox), delivers]);
}

/** Keeps the records true: at once where they answer, later where they don't. Never ends by itself. */
async function projectChanges(book: CaseBook, outbox: Outbox): Promise<never> {
  for (;;) {
    await condition(() => book.behind);
    const { projection, effects } = book.takeProjection();
    book.projecting = true;
    await orElse(
      () => quick.project(projection),
      () => durable.project(projection),
    );
    book.projecting = false;
    outbox.add(effects);
  }
}

/** Time passes, until the case is over or this run is. */
async function live(
  book: CaseBook,
  outbox: Outbox,
  now: () => Instant,
  delivering: Promise<void>,
): Promise<void> {
  const settled = () => allHandlersFinished() && !book.behind && !book.projecting;
  let calendarFrom = now();
  // A run that began without this goes on without it, so that its history replays.
  const looksFirst = patched('calendar-before-time-passes');
  for (;;) {
    const seen = book.changes;
    if (book.needsCalendar) {
      const { schoolUnit } = book.state.pupil;
      book.useCalendar(
        await orElse(
          () => quick.loadCalendar(schoolUnit),
          () => durable.loadCalendar(schoolUnit),
        ),
      );
      calendarFrom = now();
      continue;
    }
    if (book.ended) {
      await condition(() => settled() && outbox.idle);
      return;
    }
    if (book.quietPoint || workflowInfo().continueAsNewSuggested)
      return handOver(book, outbox, settled, delivering);
    if (now() - calendarFrom > calendarGoodForMs) {
      calendarFrom = now();
      book.useCalendar(await freshCalendar(book));
      continue;
    }
    const moment = book.nextMoment();
    if (moment !== null && moment <= now()) {
      if (looksFirst && now() - calendarFrom > calendarGoodForTimeMs) {
        calendarFrom = now();
        const calendar = await freshCalendar(book);
        if (!sameCalendar(calendar, book.calendar)) book.useCalendar(calendar);
        continue;
      }
      if (book.passTime(now())) continue;
    }
    await waitFor(() => book.changes !== seen, moment, now());
  }
}

/** Waits for a change, at most until the moment; a moment that has passed in vain is asked again in an hour. */
async function waitFor(changed: () => boolean, moment: Instant | null, now: Instant): Promise<void> {
  if (moment === null) return condition(changed);
  if (moment <= now) log.error('a moment came and nothing was due', { moment });
  await condition(changed, moment > now ? moment - now : 3_600_000);
}

const sameCalendar = (a: SchoolCalendar, b: SchoolCalendar): boolean =>
  JSON.stringify([a.schoolUnit, a.periods, a.holidays, a.zone]) ===
  JSON.stringify([b.schoolUnit, b.periods, b.holidays, b.zone]);

/** The calendar as it is now; the old one where the records don't answer. */
async function freshCalendar(book: CaseBook) {
  return orElse(
    () => quick.loadCalendar(book.state.pupil.schoolUnit),
    () => Promise.resolve(book.calendar),
  );
}

async function handOver(
  book: CaseBook,
  outbox: Outbox,
  settled: () => boolean,
  delivering: Promise<void>,
): Promise<void> {
  // Mail that a relay holds up for long is carried along instead of being waited for.
  await condition(() => settled() && outbox.idle, '1 minute');
  const calendar = await freshCalendar(book);
  const pendingEffects = await outbox.stop(delivering);
  await condition(settled);
  await continueAsNew<typeof caseWorkflow>(book.handOver(calendar, pendingEffects));
}
