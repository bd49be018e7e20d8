/** `pupils/{id}/absence`: one pupil's figures, patterns and weeks. */
import { z } from 'zod';
import { hasDutyToAttend, type OpenWindow, openWindow, figureOver } from '../../domain/absence-figures.ts';
import { byDay, patternsOver, trendOf, weeksOf } from '../../domain/absence-patterns.ts';
import { schoolDaysBetween, type SchoolCalendar } from '../../domain/calendar.ts';
import { addDays, daysBetween, type LocalDate, minDate } from '../../domain/time.ts';
import { absentDaysOf, absentLessonsOf } from '../../records/absence-days.ts';
import { firstDayOf, openLimit, pupilFigures } from '../../records/absence-figures.ts';
import { pupilFacts } from '../../records/pupil-facts.ts';
import { newestCaseOf } from '../../records/cases.ts';
import type { Db } from '../../records/connect.ts';
import type { Pupil } from '../../records/pupils.ts';
import { figuresDay } from '../absence-day.ts';
import { schoolCalendar } from '../calendar.ts';
import { grantedPupil, signedIn } from '../granted.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import {
  dataUntilSchema,
  dataUntilView,
  figureQuery,
  type FigureQuery,
  figureSchema,
  figureView,
  standing,
  standingView,
} from '../schemas/absence.ts';
import { complain, date, id, schoolFormValues } from '../schemas/common.ts';
import { fullName } from '../session.ts';
import { todayAt } from '../today.ts';
import { isNamed } from '../visible.ts';

const sums = { valid: z.int(), invalid: z.int(), total: z.int() };

const patterns = z
  .object({
    window: z.object({ from: z.string(), to: z.string(), schoolDays: z.int() }),
    weekdays: z.array(
      z.object({ weekday: z.int().meta({ description: '1 Monday – 5 Friday.' }), figure: figureSchema }),
    ),
    subjects: z
      .array(z.object({ subject: z.string(), lessons: z.int(), ...sums }))
      .meta({ description: 'Minutes of each subject, the most first.' }),
    extent: z
      .object({
        wholeDays: z.int(),
        partDays: z.int(),
        daysPresent: z.int(),
        lessonsOnPartDays: z.int(),
      })
      .meta({ description: 'Whole days against single lessons.' }),
    spells: z
      .array(
        z.object({
          from: z.string(),
          to: z.string(),
          schoolDays: z.int(),
          wholeDays: z.int(),
          ...sums,
        }),
      )
      .meta({ description: 'School days in a row with absence, the latest first.' }),
    trend: z.object({ now: z.number(), before: z.number(), change: z.number() }).nullable().meta({
      description:
        'Total per cent over the rolling weeks, over as many before them, and the change in percentage points; null when there are too few school days.',
    }),
  })
  .meta({ id: 'AbsencePatterns' });

export const pupilAbsenceAnswer = z
  .object({
    pupilId: z.string(),
    name: z.string().nullable().meta({ description: 'Null where the identity is protected.' }),
    masked: z.boolean(),
    schoolForm: z.enum(schoolFormValues),
    dutyToAttend: z.boolean().meta({ description: 'False in preschool.' }),
    caseId: z.string().nullable().meta({ description: 'The newest case, if there is one.' }),
    asOf: z.string(),
    dataUntil: dataUntilSchema,
    ...standing,
    patterns,
    weeks: z
      .array(z.object({ week: z.string().meta({ example: '2026-W38' }), figure: figureSchema }))
      .meta({ description: 'Week by week; those without a school day are left out.' }),
  })
  .meta({ id: 'PupilAbsenceDetails' });

export const pupilAbsenceRoutes = [
  defineRoute({
    method: 'get',
    path: '/pupils/{id}/absence',
    tag: 'absence',
    access: { kind: 'action', action: 'attendance.read', on: 'pupil' },
    summary: "One pupil's absence: figures, patterns, weeks",
    description:
      'Figures over the rolling weeks of the policy, the läsår and the month so far; patterns and weeks from `from`, or from the beginning of the läsår. Of a pupil who has left, up to the last day there.',
    params: z.object({ id: id('The pupil.') }),
    query: z
      .object({ ...figureQuery, from: date('The first day of patterns and weeks.').optional() })
      .refine(({ from, asOf }) => from === undefined || asOf === undefined || from <= asOf, {
        ...complain('end-before-start'),
        path: ['asOf'],
      }),
    body: none,
    answer: { status: 200, description: 'The figures.', schema: pupilAbsenceAnswer },
    async handle(call) {
      const { deps, query, now } = call;
      const { actor } = signedIn(call);
      const { pupil, relation } = grantedPupil(call);
      const masked = pupil.securityMarking !== 'none' && !isNamed(actor, relation);
      const newest = await newestCaseOf(deps.db, pupil.id);
      const body: z.output<typeof pupilAbsenceAnswer> = {
        pupilId: pupil.id,
        name: masked ? null : fullName(pupil),
        masked,
        schoolForm: pupil.schoolForm,
        dutyToAttend: hasDutyToAttend(pupil.schoolForm),
        caseId: newest?.id ?? null,
        ...(await absenceOfPupil(deps.db, pupil, query, todayAt(now))),
      };
      return { status: 200, body };
    },
  }),
];

async function absenceOfPupil(
  db: Db,
  pupil: Pupil,
  query: FigureQuery & { from?: LocalDate | undefined },
  today: LocalDate,
) {
  const { asOf: day, until } = await figuresDay(db, pupil.schoolUnit, query.asOf, today);
  // Days after somebody left are no days of full attendance.
  const leftOn = (await pupilFacts(db, pupil.id))?.leftOn ?? null;
  const asOf = leftOn === null ? day : minDate(day, addDays(leftOn, -1));
  const calendar = await schoolCalendar(db, pupil.schoolUnit, asOf);
  const limit = await openLimit(db, pupil.schoolForm, calendar, asOf);
  const rolling = limit.windows.rollingWeeks;
  const from = query.from ?? limit.windows.term?.from ?? rolling?.from ?? asOf;
  if (from > asOf) throw new Problem('date-in-future', { field: 'query/from' });
  const before = rolling === null ? null : windowBefore(rolling, calendar);
  const first = minDate(from, firstDayOf(limit, asOf), ...(before === null ? [] : [before.from]));
  const whose = { schoolUnit: pupil.schoolUnit, pupilIds: [pupil.id] };
  const [known] = await absentDaysOf(db, { ...whose, from: first, to: asOf });
  const lessons = await absentLessonsOf(db, pupil.id, from, asOf);
  const days = known ?? {
    pupilId: pupil.id,
    schoolForm: pupil.schoolForm,
    time: { minutesPerDay: null, given: [] },
    absent: byDay(lessons),
  };
  const { time, absent } = days;
  const shown = windowOf(calendar, from, asOf);
  const found = patternsOver(shown, time, lessons);
  const least = limit.limit?.leastSchoolDays ?? 1;
  return {
    asOf,
    dataUntil: dataUntilView(until),
    ...standingView(pupilFigures(limit, days, query.denominator), until),
    patterns: {
      window: { from: shown.from, to: shown.to, schoolDays: shown.schoolDays },
      ...found,
      weekdays: found.weekdays.map(({ weekday, figure }) => ({
        weekday,
        figure: figureView(figure, until),
      })),
      trend:
        rolling === null || before === null
          ? null
          : trendOf(figureOver(rolling, time, absent), figureOver(before, time, absent), least),
    },
    weeks: weeksOf(calendar, shown, time, absent).map(({ week, figure }) => ({
      week,
      figure: figureView(figure, until),
    })),
  };
}

const windowOf = (calendar: SchoolCalendar, from: LocalDate, to: LocalDate): OpenWindow => {
  const days = schoolDaysBetween(calendar, from, to);
  return { from, to, schoolDays: days.length, days };
};

/** As many weeks, up to the day before. */
const windowBefore = (rolling: OpenWindow, calendar: SchoolCalendar): OpenWindow | null => {
  const weeks = (daysBetween(rolling.from, rolling.to) + 1) / 7;
  return openWindow({ kind: 'rollingWeeks', weeks }, calendar, addDays(rolling.from, -1));
};
