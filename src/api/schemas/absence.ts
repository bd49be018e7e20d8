/** Absence as the API tells it: each figure with its denominator, its window and when the data came. */
import { z } from 'zod';
import type { Denominator, WindowFigure } from '../../domain/absence-figures.ts';
import type { Policy } from '../../domain/policy.ts';
import type { LocalDate } from '../../domain/time.ts';
import type { DataUntil } from '../../records/absence-days.ts';
import type { PupilFigures } from '../../records/absence-figures.ts';
import { Problem } from '../problem.ts';
import { date } from './common.ts';

export const bandValues = ['below', 'limit', 'total'] as const;

const minutes = z.int().meta({ description: 'Minutes.' });
const percent = z.number().nullable().meta({ description: '0–100; null when no time is known.' });

export const dataUntilSchema = z
  .object({
    importedAt: z.string().nullable().meta({ description: 'When absence was last imported, ISO 8601.' }),
    latestRow: z.string().nullable().meta({ description: "The school's latest day with a row." }),
  })
  .meta({ id: 'DataUntil' });

export const figureSchema = z
  .object({
    window: z.object({ from: z.string(), to: z.string(), schoolDays: z.int() }),
    countedDays: z.int().meta({ description: 'School days whose time is known.' }),
    denominator: z.enum(['offered', 'reported']).meta({
      description:
        'Whether `offered` is the time offered, unreported lessons included, or the time for which anything was reported. One for all days of a figure.',
    }),
    offered: minutes.meta({ description: 'Minutes that the percentages are of, by `denominator`.' }),
    valid: minutes,
    invalid: minutes,
    total: minutes,
    percent: percent.meta({ description: 'Total absence, 0–100; null when no time is known.' }),
    validPercent: percent,
    invalidPercent: percent,
    dataUntil: dataUntilSchema,
  })
  .meta({
    id: 'AbsenceFigure',
    description: 'Lov, study days and holidays count neither as time nor as absence.',
  });

export const figuresSchema = z
  .object({
    rollingWeeks: figureSchema.nullable(),
    term: figureSchema.nullable().meta({ description: 'The läsår so far; null between two.' }),
    calendarMonth: figureSchema.nullable(),
  })
  .meta({ id: 'AbsenceFigures' });

export const limitSchema = z
  .object({
    measure: z.enum(['total', 'invalid']),
    percent: z.number(),
    comparison: z.enum(['above', 'from']),
    window: z.object({
      kind: z.enum(['rollingWeeks', 'term', 'calendarMonth']),
      weeks: z.int().optional(),
    }),
    leastSchoolDays: z.int(),
  })
  .meta({ id: 'AbsenceLimit', description: "The policy's limit: no law names a percentage." });

export const standing = {
  limit: limitSchema.nullable().meta({ description: 'Null when no policy is chosen.' }),
  band: z.enum(bandValues).nullable().meta({
    description: 'By the limit; null when its window holds too few school days to say, and in preschool.',
  }),
  overLimit: z
    .boolean()
    .meta({ description: 'At or over the limit. Never for preschool, which nobody has a duty to attend.' }),
  figures: figuresSchema,
};

/** The query that every page of figures takes. */
export const figureQuery = {
  asOf: date(
    'The day up to which, itself included. Left out: today once rows of today have come, else yesterday.',
  ).optional(),
  denominator: z.enum(['offered', 'reported']).default('offered').meta({
    description:
      'What the figures are to be a share of. Of the time reported only where every day of the window has it; what each figure is of stands in it. The band is of offered time.',
  }),
};

export type FigureQuery = { asOf?: LocalDate | undefined; denominator: Denominator };

export const dataUntilView = ({ importedAt, latestRow }: DataUntil) => ({
  importedAt: importedAt?.toISOString() ?? null,
  latestRow,
});

export const figureView = (figure: WindowFigure, until: DataUntil): z.output<typeof figureSchema> => {
  const { minutes: offered, percent: percents, ...shown } = figure;
  return {
    ...shown,
    offered,
    percent: percents?.total ?? null,
    validPercent: percents?.valid ?? null,
    invalidPercent: percents?.invalid ?? null,
    dataUntil: dataUntilView(until),
  };
};

const orNull = (figure: WindowFigure | null, until: DataUntil) =>
  figure === null ? null : figureView(figure, until);

export const standingView = ({ limit, band, overLimit, figures }: PupilFigures, until: DataUntil) => ({
  limit: limit satisfies Policy['limit'] | null,
  band,
  overLimit,
  figures: {
    rollingWeeks: orNull(figures.rollingWeeks, until),
    term: orNull(figures.term, until),
    calendarMonth: orNull(figures.calendarMonth, until),
  },
});

/** Refuses a day that hasn't been yet: nobody can say anything of it. */
export function refuseFuture(day: LocalDate | undefined, today: LocalDate, field: string): void {
  if (day !== undefined && day > today) throw new Problem('date-in-future', { field });
}
