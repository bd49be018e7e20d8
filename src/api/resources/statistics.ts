/** `statistics`: figures of groups over a period, by school and stage; as JSON or as a file for a spreadsheet. */
import { z } from 'zod';
import { isMonth, periodOfTerm, termOfDay } from '../../domain/statistics/period.ts';
import { monthOf } from '../../domain/time.ts';
import { listSchools } from '../../records/schools.ts';
import { caller } from '../granted.ts';
import { defineRoute, none } from '../route.ts';
import { complain, stageValues } from '../schemas/common.ts';
import { statistics } from '../schemas/statistics.ts';
import { statisticsCsv } from '../statistics/csv.ts';
import { refuseOtherPeriod, statisticsFor } from '../statistics/for-reader.ts';
import { todayAt } from '../today.ts';

const month = (description: string) =>
  z
    .string()
    .max(10)
    .refine(isMonth, complain('invalid-month'))
    .optional()
    .meta({ description, example: '2026-09' });

export const statisticsRoutes = [
  defineRoute({
    method: 'get',
    path: '/statistics',
    tag: 'statistics',
    access: { kind: 'action', action: 'statistics.read', on: 'body', client: 'statistics:read' },
    summary: 'Figures of groups over a period, by school and stage',
    description:
      'Absence by month, cases by phase, how long things took, how it went. Groups under five are hidden, also from who asks for all of them and subtracts. Cases are counted in whole terms. Rector and pupil health see their own schools. What each figure means: docs/statistics.md.',
    params: none,
    query: z.object({
      from: month('The first month; left out: where the running term began.'),
      to: month('The last month; left out: the running one.'),
      schoolUnit: z.string().max(40).optional().meta({ description: 'One school; left out: all of yours.' }),
      stage: z.enum(stageValues).optional().meta({ description: 'One stage; left out: all of them.' }),
      format: z
        .enum(['json', 'csv'])
        .default('json')
        .meta({ description: '`csv`: for a spreadsheet, in Swedish, formulas made harmless.' }),
    }),
    body: none,
    answer: { status: 200, description: 'The figures.', schema: statistics },
    async handle(call) {
      const { deps, query, now } = call;
      const today = todayAt(now);
      const ask = {
        from: query.from ?? periodOfTerm(termOfDay(today)).from,
        to: query.to ?? monthOf(today),
        schoolUnit: query.schoolUnit ?? null,
        stage: query.stage ?? null,
      };
      refuseOtherPeriod(ask, today);
      const body = await statisticsFor(deps.db, caller(call).actor, ask);
      if (query.format === 'json') return { status: 200, body };
      const names = new Map((await listSchools(deps.db)).map(({ code, name }) => [code, name]));
      return {
        status: 200,
        body: statisticsCsv(body, names),
        mediaType: 'text/csv',
        headers: { 'content-disposition': `attachment; filename="statistik-${ask.from}-${ask.to}.csv"` },
      };
    },
  }),
];
