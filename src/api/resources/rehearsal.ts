/** `rehearsal/clock`, `rehearsal/people`, `mails`: what a rehearsal has and live use hasn't. */
import { z } from 'zod';
import { instantOf, localTimeOf } from '../../domain/calendar.ts';
import {
  addDays,
  instant,
  localTime,
  parseLocalDate,
  type Instant,
  type LocalTime,
} from '../../domain/time.ts';
import { buildSchoolCalendar } from '../../integrations/calendar.ts';
import { ClockUnavailable } from '../../temporal/rehearsal-clock.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none, type Reply } from '../route.ts';
import { complain } from '../schemas/common.ts';
import { todayAt } from '../today.ts';

const clockView = z
  .object({
    now: z.string().meta({ description: "The rehearsal's moment, UTC." }),
    today: z.string().meta({ description: 'The day in Sweden.' }),
    movable: z.boolean(),
    why: z.string().nullable().meta({ description: 'Why the clock cannot be moved; null when it can.' }),
  })
  .meta({ id: 'Clock' });

/** At most so far in one move. */
const longestMoveDays = 1500;

const until = z
  .string()
  .max(40)
  .transform((text, context) => {
    const day = parseLocalDate(text);
    if (day !== null) return { day };
    const ms = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
    if (Number.isSafeInteger(ms)) return { at: instant(ms) };
    context.addIssue(complain('invalid-date'));
    return z.NEVER;
  });

const move = z.union([
  z.strictObject({
    days: z
      .int()
      .min(1)
      .max(longestMoveDays)
      .meta({ description: 'So many days on, at the same time of day.' }),
  }),
  z.strictObject({
    until: until.meta({
      description: 'A date (its morning, 08:00 in Sweden) or a moment in ISO 8601.',
      example: '2026-10-05',
    }),
  }),
  z.strictObject({ next: z.literal(true).meta({ description: "To the next moment of any case's own." }) }),
]);

/** When a day's work begins: the night's moments and the morning's mail are over. */
const morning = localTime('08:00');

export const clockRoutes = [
  defineRoute({
    method: 'get',
    path: '/rehearsal/clock',
    tag: 'rehearsal',
    access: {
      kind: 'rehearsal',
      why: 'What day it is, is on every page of a rehearsal, the sign-in page too.',
    },
    summary: "The rehearsal's time",
    params: none,
    query: none,
    body: none,
    answer: { status: 200, description: 'The clock.', schema: clockView },
    handle: ({ deps }) => show(deps),
  }),
  defineRoute({
    method: 'post',
    path: '/rehearsal/clock',
    tag: 'rehearsal',
    access: { kind: 'action', action: 'clock.move', on: 'nothing', rehearsalOnly: true },
    summary: "Move the rehearsal's time",
    description:
      'Lives every moment up to then, in their order: reminders, digests, missed follow-ups, the cap. Answers when it is done.',
    params: none,
    query: none,
    body: move,
    example: { days: 7 },
    answer: { status: 200, description: 'The clock as it is then.', schema: clockView },
    async handle({ deps, body, now }) {
      const clock = clockOf(deps);
      try {
        if ('next' in body) await clock.moveToNext();
        else await clock.moveTo('days' in body ? daysOn(now, body.days) : target(now, body.until));
      } catch (error) {
        if (error instanceof ClockUnavailable) throw unavailable(error);
        throw error;
      }
      return show(deps);
    },
  }),
];

function clockOf({ clock }: Deps) {
  if (clock === null) throw new Problem('rehearsal-only');
  return clock;
}

async function show(deps: Deps): Promise<Reply> {
  const clock = clockOf(deps);
  const now = await clock.now();
  const why = await clock.whyUnavailable();
  return {
    status: 200,
    body: {
      now: new Date(now).toISOString(),
      today: todayAt(now),
      movable: why === null,
      why: why?.message ?? null,
    },
  };
}

function unavailable(error: ClockUnavailable): Problem {
  switch (error.reason) {
    case 'in-the-past':
      return new Problem('date-in-past', { field: '/until' });
    case 'stuck':
      return new Problem('engine-away', { headers: { 'retry-after': '2' } });
    case 'live':
      return new Problem('rehearsal-only');
    case 'no-time-skipping':
      return new Problem('clock-unavailable', { params: { reason: error.message } });
  }
}

/** The calendar of the years around a moment, for reckoning on the wall. */
function wallAround(now: Instant) {
  const year = Number(todayAt(now).slice(0, 4));
  return buildSchoolCalendar({ periods: [], schoolUnit: '', fromYear: year - 1, toYear: year + 6 });
}

function daysOn(now: Instant, days: number): Instant {
  const wall = wallAround(now);
  return at(now, addDays(todayAt(now), days), localTimeOf(wall, now));
}

/** A date is its morning; today's, when that has passed, is now. */
function target(now: Instant, wish: z.output<typeof until>): Instant {
  const wished = 'at' in wish ? wish.at : at(now, wish.day, morning);
  if ('day' in wish && wish.day === todayAt(now)) return instant(Math.max(now, wished));
  const latest = at(now, addDays(todayAt(now), longestMoveDays), morning);
  if (wished > latest) throw new Problem('invalid-date', { field: '/until' });
  return wished;
}

const at = (now: Instant, day: ReturnType<typeof todayAt>, time: LocalTime): Instant =>
  instantOf(wallAround(now), day, time);
