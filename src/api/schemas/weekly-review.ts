/** The week's review on the wire. */
import { z } from 'zod';
import { mondayOfWeek } from '../../domain/school-day/weekly-review.ts';
import { bandValues } from './absence.ts';
import { complain, id, note, optional } from './common.ts';

export const isoWeek = z
  .string()
  .max(10)
  .refine((week) => mondayOfWeek(week) !== null, complain('invalid-week'))
  .meta({ description: 'ISO week.', example: '2026-W37' });

/** `open` may be past its day; `missed` is history; `notMade`: no review that week, or not yet. */
export const reviewStates = ['open', 'done', 'missed', 'notMade'] as const;

export const reviewBody = z.strictObject({
  week: isoWeek,
  seen: z.union([
    z.literal('class').meta({ description: 'The whole class was looked through.' }),
    z
      .array(
        z.strictObject({
          pupilId: id('The pupil.'),
          how: z.enum(['seen', 'measure']).meta({ description: 'Seen, or something is done about it.' }),
          note: optional(note('What is done.')),
        }),
      )
      .min(1)
      .max(500)
      .meta({
        description: 'Pupil by pupil; the review is done when all whom there is something to see of are.',
      }),
  ]),
});

const person = z.object({ id: z.string(), name: z.string() });

const reviewHead = {
  week: z.string(),
  on: z.string().nullable().meta({
    description:
      'The day on which it is made; null for a week without school, or with nothing to look at yet.',
  }),
  about: z
    .object({ from: z.string(), to: z.string() })
    .nullable()
    .meta({ description: 'The days that it is about.' }),
  due: z.string().nullable(),
  dataSilentSince: z.string().nullable().meta({
    description:
      "The last day of which the school's data tells, where it has stopped: what the figures say of the days after it isn't so.",
  }),
  tellRectorOn: z
    .string()
    .nullable()
    .meta({ description: 'From then on the rector is told that it is not done.' }),
};

const reviewStanding = {
  state: z.enum(reviewStates),
  doneOn: z.string().nullable(),
  doneBy: person.nullable(),
  overLimit: z.int().meta({ description: 'Pupils over the limit when it was made.' }),
  toSee: z.int().meta({ description: 'Pupils with something to look at when it was made.' }),
};

export const schoolReview = z
  .object({
    schoolUnit: z.string(),
    name: z.string(),
    ladder: z.boolean().meta({ description: "Whether the school's side of the work is on." }),
    ...reviewHead,
    classes: z.array(
      z.object({ id: z.string(), class: z.string(), mentors: z.array(person), ...reviewStanding }),
    ),
  })
  .meta({ id: 'SchoolReview' });

const reviewPupil = z.object({
  pupilId: z.string().nullable(),
  name: z.string().nullable().meta({ description: 'Null where the identity is protected.' }),
  masked: z.boolean(),
  days: z.int().meta({ description: 'Days with absence among those that the review is about.' }),
  validMinutes: z.int(),
  invalidMinutes: z.int(),
  percent: z
    .number()
    .nullable()
    .meta({ description: "Of what the policy's limit measures, over its window." }),
  percentOf: z
    .object({ minutes: z.int(), from: z.string(), to: z.string(), schoolDays: z.int() })
    .nullable()
    .meta({ description: 'What the per cent is of: the time offered in the window.' }),
  percentBefore: z.number().nullable().meta({ description: 'The same at the review before.' }),
  band: z.enum(bandValues).nullable(),
  overLimit: z.boolean(),
  change: z
    .enum(['passed', 'fell', 'more', 'less', 'same'])
    .meta({ description: 'Since the review before: came over the limit, went under it, or the per cent.' }),
  toSee: z.boolean().meta({ description: 'Was away, or is over the limit.' }),
  seen: z.enum(['seen', 'measure']).nullable(),
  note: z.string().nullable(),
});

export const classReview = z
  .object({
    id: z.string(),
    schoolUnit: z.string(),
    class: z.string(),
    ...reviewHead,
    ...reviewStanding,
    pupils: z
      .array(reviewPupil)
      .meta({ description: 'Who is over the limit first, then who was away most.' }),
  })
  .meta({ id: 'ClassReview' });
