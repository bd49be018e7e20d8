/** `cases/{id}/mapping/{part}`: the mapping (kartläggning), complete with pupil, educators and guardians. */
import { z } from 'zod';
import { defineCommand } from '../command-route.ts';
import { date, note, party } from '../schemas/common.ts';

const instrument = z.strictObject({
  instrument: z.enum(['SRAS-R', 'SNACK']),
  version: z.string().min(1).max(40),
  respondent: z.enum(['pupil', 'parent']),
  date: date('The day on which it was filled in.'),
  scores: z
    .record(z.string().min(1).max(60), z.number().min(0).max(1000))
    .refine((scores) => Object.keys(scores).length <= 30)
    .meta({ description: "Scale to score. Scores only: the items' text is under copyright." }),
});

export const mappingRoutes = [
  defineCommand({
    path: '/cases/{id}/mapping/{part}',
    command: 'recordMappingPart',
    summary: 'Record one of the three parts of the mapping',
    pathIds: z.object({
      part: z.enum(['pupil', 'educators', 'guardians']).meta({ description: 'Which of the three parts.' }),
    }),
    body: z
      .strictObject({
        respondent: party,
        date: date('The day of the talk.'),
        functions: z
          .array(z.enum(['avoidDiscomfort', 'escapeEvaluation', 'attention', 'rewardsOutside']))
          .max(4)
          .default([])
          .meta({ description: 'The function of the absence.' }),
        instruments: z.array(instrument).max(10).default([]),
        note: note('Pattern, triggering, maintaining and promoting factors, needs, analysis.'),
      })
      .meta({ id: 'MappingBody' }),
    example: {
      respondent: 'pupil',
      date: '2026-09-21',
      functions: ['avoidDiscomfort'],
      instruments: [
        {
          instrument: 'SRAS-R',
          version: '2002',
          respondent: 'pupil',
          date: '2026-09-21',
          scores: { fun1: 4.2 },
        },
      ],
      note: 'Oro inför idrotten. Trygg i bildsalen.',
    },
    within: 'part',
    build: ({ body: { note, ...rest }, params, draft }) => ({
      type: 'recordMappingPart',
      part: { part: params.part, ...rest, contentId: draft.text('mapping', note) },
    }),
  }),
];
