/** Surveys on the wire: forms, answers, what may be shown of results. */
import { z } from 'zod';
import {
  checkForm,
  longestAnswer,
  moments,
  respondents,
  type Question,
  type SurveyForm,
} from '../../domain/surveys/form.ts';
import { bothLine, bothNote } from './both.ts';
import { complain } from './common.ts';

const shortId = (description: string, example: string) =>
  z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/)
    .meta({ description, example });

const asked = {
  questionId: shortId('The same through versions, so that results can be compared.', 'safe'),
  text: bothLine('The question.', 'Känner du dig trygg i skolan?'),
  required: z.boolean().default(false),
};

const question = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('scale'),
      ...asked,
      low: bothLine('What 1 means.', 'Aldrig'),
      high: bothLine('What 5 means.', 'Alltid'),
    }),
    z.strictObject({ kind: z.literal('yesNo'), ...asked }),
    z.strictObject({
      kind: z.literal('choice'),
      ...asked,
      options: z
        .array(
          z.strictObject({
            optionId: shortId('The same through versions.', 'break'),
            text: bothLine('The option.', 'På rasten'),
          }),
        )
        .max(30),
      several: z.boolean().default(false).meta({ description: 'Whether several may be chosen.' }),
    }),
    z.strictObject({ kind: z.literal('text'), ...asked }),
  ])
  .meta({ id: 'SurveyQuestion' });

export const formFields = {
  title: bothLine('Its title; shown to whoever opens a link, so no names.', 'Trygghet och trivsel'),
  intro: bothNote('What the answerer reads first: why, and what becomes of the answer.'),
  respondent: z.enum(respondents).meta({ description: 'Who answers.' }),
  questions: z.array(question).min(1).max(60),
};

/** A form with each id once. */
export const formBody = <T extends z.ZodRawShape>(more: T) =>
  z.strictObject({ ...formFields, ...more }).superRefine((form, context) => {
    for (const { question: at, option, code } of checkForm(formOf(Object(form)))) {
      const path =
        option === null
          ? ['questions', at, code === 'too-few' ? 'options' : 'questionId']
          : ['questions', at, 'options', option, 'optionId'];
      context.addIssue({ ...complain(code === 'too-few' ? 'too-few-options' : 'id-twice'), path });
    }
  });

/** The form of a body that holds more than it. */
export const formOf = (body: {
  title: SurveyForm['title'];
  intro: SurveyForm['intro'];
  respondent: SurveyForm['respondent'];
  questions: Question[];
}): SurveyForm => ({
  title: body.title,
  intro: body.intro,
  respondent: body.respondent,
  questions: body.questions,
});

export const formExample = {
  title: { sv: 'Trygghet och trivsel', en: null },
  intro: { sv: 'Du svarar utan namn. Ingen ser vem som har svarat vad.', en: null },
  respondent: 'pupil' as const,
  questions: [
    {
      kind: 'scale' as const,
      questionId: 'safe',
      text: { sv: 'Känner du dig trygg i skolan?', en: null },
      required: true,
      low: { sv: 'Aldrig', en: null },
      high: { sv: 'Alltid', en: null },
    },
    {
      kind: 'yesNo' as const,
      questionId: 'adult',
      text: { sv: 'Finns det en vuxen i skolan som du litar på?', en: null },
    },
  ],
};

export const moment = z
  .enum(moments)
  .meta({ description: 'Before, during or after a period of work; `single` where it stands alone.' });

/** By question: 1–5, yes or no, an option's id or a list of them, a text. Checked against the form. */
export const answersSchema = z
  .record(
    z.string().max(40),
    z.union([z.number(), z.boolean(), z.string().max(longestAnswer), z.array(z.string().max(40)).max(30)]),
  )
  .refine((answers) => Object.keys(answers).length <= 60, complain('answer-unknown'))
  .meta({ description: 'By question id.' });

export const answersExample = { safe: 4, adult: true };

export const survey = z
  .object({
    id: z.string(),
    version: z.int(),
    versionOn: z.string().meta({ description: 'When this version was written.' }),
    retired: z.boolean(),
    ...formFields,
  })
  .meta({ id: 'Survey' });

export const surveyRound = z
  .object({
    id: z.string(),
    surveyId: z.string(),
    version: z.int().meta({ description: 'Of the form; it stays while the round lasts.' }),
    name: z.string(),
    moment,
    from: z.string(),
    to: z.string(),
    closedOn: z.string().nullable(),
  })
  .meta({ id: 'SurveyRound', description: 'An anonymous survey handed out for a time.' });

export const surveyLinks = z
  .object({
    links: z.array(z.object({ token: z.string(), url: z.string() })),
    expiresOn: z.string().meta({ description: 'The last day on which they work.' }),
    repeatable: z.boolean(),
  })
  .meta({ id: 'SurveyLinks' });
