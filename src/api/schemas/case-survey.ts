/** A survey in a case, on the wire. */
import { z } from 'zod';
import { answersSchema, formFields, moment } from './survey.ts';

export const secrecy = z.enum(['strong', 'weak']).meta({
  description:
    "`strong`: pupil health's psychological and social part, for it and the coordinators alone; `weak`: as the case's texts.",
});

export const caseSurvey = z
  .object({
    id: z.string(),
    caseId: z.string(),
    surveyId: z.string(),
    version: z.int(),
    title: formFields.title,
    questions: formFields.questions,
    secrecy,
    respondent: formFields.respondent,
    guardianId: z.string().nullable(),
    moment,
    handedOutOn: z.string(),
    expiresOn: z.string(),
    repeatable: z.boolean(),
    withdrawnOn: z.string().nullable(),
    answers: z.array(
      z.object({
        id: z.string(),
        on: z.string(),
        how: z.enum(['link', 'paper']),
        answers: answersSchema,
      }),
    ),
  })
  .meta({ id: 'CaseSurvey', description: "A survey that belongs to a case. Not a family's to read." });
