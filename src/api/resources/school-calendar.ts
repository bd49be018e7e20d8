/** `school-calendar`: terms, breaks and study days, of all schools or of one. */
import { z } from 'zod';
import type { SchoolUnitCode } from '../../domain/ids.ts';
import { deletePeriod, dutiesDueWithin, listPeriods, savePeriod } from '../../records/calendar.ts';
import type { Db } from '../../records/connect.ts';
import { listSchools } from '../../records/schools.ts';
import { refusalOf } from '../field-refusal.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { complain, date, line, optional } from '../schemas/common.ts';
import { todayAt } from '../today.ts';

const kinds = ['term', 'lov', 'studyDay'] as const;

const schoolUnit = z.string().max(20).meta({ description: 'School unit code.' });

const period = z
  .strictObject({
    schoolUnit: optional(schoolUnit).meta({ description: 'Null: all schools.' }),
    name: line('What people call it.', 'Höstlov'),
    kind: z
      .enum(kinds)
      .meta({ description: '`term` is a läsår, `lov` a break in it, `studyDay` a day without pupils.' }),
    from: date('The first day.'),
    to: date('The last day.'),
  })
  .refine(({ from, to }) => from <= to, { ...complain('end-before-start'), path: ['to'] });

const shown = z
  .object({
    id: z.int(),
    schoolUnit: z.string().nullable(),
    name: z.string(),
    kind: z.enum(kinds),
    from: z.string(),
    to: z.string(),
  })
  .meta({ id: 'CalendarPeriod' });

const requireSchools = async (db: Db, unit: SchoolUnitCode | null): Promise<void> => {
  if (unit === null || (await listSchools(db)).some(({ code }) => code === unit)) return;
  throw refusalOf([['/schoolUnit', 'no-such-school']]);
};

export const schoolCalendarRoutes = [
  defineRoute({
    method: 'get',
    path: '/school-calendar',
    tag: 'calendar',
    access: { kind: 'action', action: 'calendar.read', on: 'nothing' },
    summary: 'Terms, breaks and study days',
    description:
      'Those of all schools, and with `school` its own as well. A school’s own break stands instead of the general one of that name.',
    params: none,
    query: z.object({ school: schoolUnit.optional() }),
    body: none,
    answer: { status: 200, description: 'In order of date.', schema: z.object({ periods: z.array(shown) }) },
    async handle({ deps, query }) {
      return { status: 200, body: { periods: await listPeriods(deps.db, query.school ?? null) } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/school-calendar',
    tag: 'calendar',
    access: { kind: 'action', action: 'calendar.edit', on: 'nothing' },
    summary: 'Add a term, a break or a study day, or change when it ends',
    description:
      'The same school, name and first day is the same period: its kind and last day are changed. New cases reckon by the new calendar at once, running ones before time next changes anything in them: no follow-up of a new lov is taken for missed. `dutiesWithin` says how many duties have their day in it now.',
    params: none,
    query: none,
    body: period,
    example: { schoolUnit: null, name: 'Studiedag', kind: 'studyDay', from: '2026-11-16', to: '2026-11-16' },
    answer: {
      status: 201,
      description: 'The period.',
      schema: shown.extend({ dutiesWithin: z.int() }).meta({ id: 'CalendarPeriodSaved' }),
    },
    async handle({ deps, body, now }) {
      await requireSchools(deps.db, body.schoolUnit);
      const saved = await savePeriod(deps.db, body);
      const dutiesWithin = await dutiesDueWithin(deps.db, body, todayAt(now));
      return { status: 201, body: { ...saved, dutiesWithin } };
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/school-calendar/{id}',
    tag: 'calendar',
    access: { kind: 'action', action: 'calendar.edit', on: 'nothing' },
    summary: 'Take a period out of the calendar',
    params: z.object({
      id: z.coerce.number().int().positive().max(2_000_000_000).meta({ description: 'The period.' }),
    }),
    query: none,
    body: none,
    answer: { status: 204, description: 'Taken out.' },
    async handle({ deps, params }) {
      if (!(await deletePeriod(deps.db, params.id))) throw new Problem('not-found', { field: 'path/id' });
      return { status: 204 };
    },
  }),
];
