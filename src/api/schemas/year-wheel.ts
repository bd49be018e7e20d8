/** The year's wheel on the wire. */
import { z } from 'zod';
import { taskOwners } from '../../domain/year-wheel/task.ts';
import { bothLine, bothNote } from './both.ts';
import { optional } from './common.ts';
import { originSchema } from './lists.ts';

const monthNumber = z.int().min(1).max(12);
export const schoolCode = z.string().min(1).max(20);

export const taskFields = {
  title: bothLine('What is to be done; stands in reminders, so no names.', 'Närvarostatistik till nämnden'),
  description: bothNote('How.'),
  owner: z.enum(taskOwners).meta({
    description: 'Who does it: a role of a school does it at each school, one of the municipality once.',
  }),
  schoolUnits: optional(z.array(schoolCode).min(1).max(500)).meta({
    description:
      'The schools that do it; null: every school, or the municipality where the owner is its own.',
  }),
  due: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('month'), month: monthNumber }),
      z.strictObject({ kind: z.literal('week'), week: z.int().min(1).max(53) }),
      z.strictObject({ kind: z.literal('date'), month: monthNumber, day: z.int().min(1).max(31) }),
    ])
    .meta({
      description:
        'The last working day of a month or ISO week, or a day; where that is none, the working day before. Schools do it on a school day.',
    }),
  remindDaysBefore: z
    .array(z.int().min(1).max(180))
    .max(5)
    .default([14])
    .meta({ description: 'Besides the due day itself.' }),
};

export const taskExample = {
  title: { sv: 'Trygghetsvandring med elevrådet', en: null },
  description: { sv: 'Gå runt skolan med eleverna och skriv upp platserna.', en: null },
  owner: 'pupilHealth' as const,
  schoolUnits: null,
  due: { kind: 'month' as const, month: 11 },
  remindDaysBefore: [14],
};

export const task = z
  .object({
    id: z.string(),
    retired: z.boolean(),
    origin: originSchema.meta({
      description: '`shipped` is a suggestion: nobody is reminded until it is saved.',
    }),
    ...taskFields,
  })
  .meta({ id: 'YearWheelTask' });

const occurrence = z
  .object({
    key: z.string(),
    taskId: z.string(),
    owner: z.enum(taskOwners),
    schoolUnit: z.string().nullable().meta({ description: "Null: the municipality's." }),
    year: z.int().meta({ description: 'The läsår’s first year.' }),
    month: monthNumber,
    from: z.string(),
    due: z.string(),
    remindOn: z.array(z.string()),
    reminded: z.boolean().meta({ description: 'False for a suggestion that nobody has taken up.' }),
    standing: z.enum(['done', 'overdue', 'due', 'coming']),
    done: z.object({ on: z.string(), by: z.string(), note: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'YearWheelOccurrence' });

export const yearWheelAnswer = z
  .object({ year: z.int(), tasks: z.array(task), occurrences: z.array(occurrence) })
  .meta({ id: 'YearWheel' });
