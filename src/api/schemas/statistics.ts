/** What `GET /statistics` answers; the page reads it too. */
import { z } from 'zod';
import { phaseValues, stageValues } from './common.ts';

const hidden = z.object({ state: z.literal('hidden') });
const nobody = z.object({ state: z.literal('none') });

const about =
  '`hidden`: fewer than five, or to be reckoned from what is shown. `none`: nobody stands behind it. `atLeast`: how many do, in fives.';

const figure = <T extends z.ZodType>(value: T) =>
  z
    .union([z.object({ state: z.literal('shown'), atLeast: z.int(), value }), hidden, nobody])
    .meta({ description: about });

const spread = z.object({
  median: z.number(),
  quartiles: z
    .tuple([z.number(), z.number()])
    .nullable()
    .meta({ description: 'A quarter is below the first, a quarter above the second; from twenty cases on.' }),
});

const days = figure(z.number());

const monthFigure = z
  .union([
    z.object({
      state: z.literal('shown'),
      minutes: z.int().meta({ description: 'What the shares are of.' }),
      shares: z.object({ valid: z.number(), invalid: z.number(), total: z.number() }),
    }),
    hidden,
    z.object({ state: z.enum(['noSchool', 'noData']) }),
  ])
  .meta({
    id: 'AbsenceShare',
    description:
      'Per cent of the time, valid and invalid. `noSchool`: only lov. `noData`: no school sent data for it.',
  });

const group = z
  .object({
    schoolUnit: z.string().nullable().meta({ description: 'Null: every school that was asked for.' }),
    stage: z.enum(stageValues).nullable().meta({ description: 'Null: every stage that was asked for.' }),
    absence: monthFigure,
    work: z.object({
      noticedToContact: days,
      orderToAllocation: days,
      orderToFirstTalk: days,
      followUpsHeld: figure(z.int()),
    }),
    course: figure(z.object({ before: spread, during: spread, after: spread })),
    ownRating: figure(z.object({ first: z.number(), last: z.number() })),
    eligible: z
      .union([
        figure(z.int()),
        z.object({ state: z.literal('nearlyAll') }),
        z.object({ state: z.literal('few') }),
      ])
      .meta({
        description:
          'Per cent of the ninth-graders of whom it is known. `nearlyAll`: one to four are not; `few`: one to four are. How many is not told.',
      }),
  })
  .meta({ id: 'StatisticsGroup' });

export const statistics = z
  .object({
    from: z.string(),
    to: z.string(),
    terms: z.array(z.string()).meta({
      description: 'The terms that the cases are of: `2026-2` is July to December, `2027-1` January to June.',
    }),
    schoolUnit: z.string().nullable(),
    stage: z.enum(stageValues).nullable(),
    least: z.int().meta({ description: 'Groups smaller than this are hidden.' }),
    data: z
      .object({
        until: z
          .string()
          .nullable()
          .meta({ description: 'The last day that the absence of any school covers.' }),
        earliestUntil: z
          .string()
          .nullable()
          .meta({ description: 'The same of the school whose absence ends first.' }),
        importedAt: z.string().nullable(),
      })
      .meta({ description: 'How fresh the absence is.' }),
    phases: z
      .array(z.object({ phase: z.enum(phaseValues), cases: z.int().nullable() }))
      .meta({ description: 'How many cases stand in each phase now, whenever they began. Null is hidden.' }),
    absence: z.object({
      denominator: z.enum(['offered', 'reported']),
      months: z.array(z.object({ month: z.string(), figure: monthFigure })),
      whole: monthFigure,
    }),
    groups: z
      .array(group)
      .meta({ description: 'All that was asked for together; then each school, then each stage.' }),
  })
  .meta({ id: 'Statistics' });

export type StatisticsAnswer = z.output<typeof statistics>;
export type StatisticsGroup = StatisticsAnswer['groups'][number];
