/** A survey's results on the wire. */
import { z } from 'zod';
import { formFields, moment } from './survey.ts';

const hidden = 'Null is hidden: under five, or to be reckoned from what is shown.';

const group = z
  .object({
    schoolUnit: z.string().nullable().meta({ description: 'Null: all together.' }),
    class: z.string().nullable(),
    answers: z
      .int()
      .nullable()
      .meta({ description: `How many answered. ${hidden}` }),
    questions: z.array(
      z.object({
        questionId: z.string(),
        answers: z.int().nullable(),
        mean: z.number().nullable().meta({ description: 'Of a scale, 1–5.' }),
        counts: z.record(z.string(), z.int()).nullable(),
        texts: z.array(z.string()).nullable().meta({ description: 'Of schools and of all, not of a class.' }),
      }),
    ),
    absence: z
      .object({ pupils: z.int().nullable(), percent: z.number().nullable() })
      .meta({ description: `Of the same group in the round's period. ${hidden}` }),
  })
  .meta({ id: 'SurveyGroup' });

export const surveyResultsAnswer = z
  .object({
    surveyId: z.string(),
    by: z.enum(['school', 'class', 'period']),
    least: z.int().meta({ description: 'Groups smaller than this are hidden.' }),
    rounds: z.array(
      z.object({
        roundId: z.string(),
        name: z.string(),
        moment,
        from: z.string(),
        to: z.string(),
        version: z.int(),
        open: z.boolean().meta({ description: 'Takes answers still: results come when it is closed.' }),
        questions: formFields.questions,
        groups: z.array(group),
      }),
    ),
  })
  .meta({ id: 'SurveyResults' });
