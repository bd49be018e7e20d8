/** First-day calls on the wire. */
import { z } from 'zod';
import { date, id, note, optional } from './common.ts';

export const calledValues = ['guardian', 'pupil'] as const;
export const notifiedValues = ['bySchoolSystem', 'here'] as const;

export const callBody = z.strictObject({
  date: date('The day of absence that the call is about.'),
  whom: z.enum(calledValues).meta({ description: 'Who was called.' }),
  reached: z.boolean().meta({ description: 'Whether they answered.' }),
  notes: optional(note('What was said, in short.')),
  guardianNotified: optional(
    z.enum(notifiedValues).meta({
      description:
        "Invalid absence: by what the guardians were told the same day (skollagen 7:17). The school's own system, or here.",
    }),
  ),
});

export const callExample = {
  date: '2026-09-09',
  whom: 'pupil',
  reached: true,
  notes: 'Förkyld. Kommer tillbaka på fredag, vill ha matteuppgifterna.',
  guardianNotified: 'bySchoolSystem',
};

const person = z.object({ id: z.string(), name: z.string().nullable() });

const points = z.object({
  title: z.string(),
  intro: z.string(),
  parts: z.array(z.object({ heading: z.string(), points: z.array(z.string()) })),
});

export const callView = z
  .object({
    id: id('The call.'),
    date: z.string(),
    calledOn: z.string(),
    whom: z.enum(calledValues),
    reached: z.boolean(),
    notes: z.string().nullable(),
    guardianNotified: z.enum(notifiedValues).nullable(),
    by: person,
  })
  .meta({ id: 'FirstDayCall' });

export const callsAnswer = z
  .object({
    pupilId: z.string(),
    calls: z.array(callView).meta({ description: 'The latest day first.' }),
    duty: z
      .object({ key: z.string(), date: z.string(), due: z.string() })
      .nullable()
      .meta({ description: 'The call that is owed now.' }),
    whom: z.enum(calledValues).nullable().meta({
      description:
        'Who is called: the guardian up to year 5, the pupil from year 6, in the gymnasium as the policy says; from 18 the pupil. Null in preschool.',
    }),
    guardians: z.array(person.extend({ mobile: z.string().nullable() })).meta({
      description: 'Whom to call, or to tell; empty from 18 on. Masked for a protected pupil.',
    }),
    guardianNotice: z.enum(['needed', 'done', 'notNeeded']).meta({
      description: 'Whether the guardians must be told the same day of invalid absence (skollagen 7:17).',
    }),
    points: z
      .object({ sv: points, en: points })
      .nullable()
      .meta({ description: "The talk's points, as support." }),
  })
  .meta({ id: 'FirstDayCalls' });
