/** `cases/{id}/follow-ups`, `monthly-reviews`, `evaluations`: whether it helps, week by week and each six weeks. */
import { z } from 'zod';
import { defineCommand } from '../command-route.ts';
import { none } from '../route.ts';
import { date, id, note, optional } from '../schemas/common.ts';
import { monthlyReviewBody, monthlyReviewCommand } from '../schemas/ladder.ts';

export const followUpRoutes = [
  defineCommand({
    path: '/cases/{id}/follow-ups',
    command: 'recordFollowUp',
    summary: 'Record a follow-up (uppföljning)',
    description: 'Weekly with school and pupil; each school day at 100 % absence.',
    pathIds: none,
    body: z
      .strictObject({
        heldOn: date('The day on which it was held.'),
        withSchool: z.boolean(),
        withPupil: z.boolean(),
        attendancePercent: optional(z.number().min(0).max(100)).meta({
          description: 'Attendance since the last one, of offered time; null where nobody knows.',
        }),
        measures: z
          .array(
            z.strictObject({
              measureId: id('The measure of the plan.'),
              done: z.enum(['yes', 'partly', 'no']),
              obstacle: optional(note('What stood in the way.')),
            }),
          )
          .max(30)
          .default([]),
        ownRating: optional(z.int().min(1).max(10)).meta({ description: "The pupil's own rating, 1–10." }),
        nextStep: optional(note('The next step.')),
      })
      .meta({ id: 'FollowUpBody' }),
    example: {
      heldOn: '2026-10-09',
      withSchool: true,
      withPupil: true,
      attendancePercent: 55,
      measures: [],
      ownRating: 6,
      nextStep: 'En lektion till på onsdag.',
    },
    within: 'followUp',
    build: ({ body: { nextStep, measures, ...rest }, draft }) => ({
      type: 'recordFollowUp',
      followUp: {
        followUpId: draft.id('followUpId'),
        ...rest,
        measures: measures.map(({ obstacle, ...measure }) => ({
          ...measure,
          obstacleContentId: draft.optionalText('obstacle', obstacle),
        })),
        nextStepContentId: draft.optionalText('nextStep', nextStep),
      },
    }),
  }),
  defineCommand({
    path: '/cases/{id}/monthly-reviews',
    command: 'recordMonthlyReview',
    summary: "Record EHT's and the coordinator's review of the month",
    pathIds: none,
    description: 'One decision for each pupil at the limit; minutes are `note`.',
    body: monthlyReviewBody,
    example: { heldOn: '2026-10-20', outcome: 'goOn', note: null },
    build: ({ body, draft }) => monthlyReviewCommand(body, draft),
  }),
  defineCommand({
    path: '/cases/{id}/evaluations',
    command: 'recordEvaluation',
    summary: 'Record an evaluation (utvärdering)',
    description:
      "Six weeks from the plan's start and each six weeks after that; final when the assignment ends.",
    pathIds: none,
    body: z
      .strictObject({
        heldOn: date('The day on which it was held.'),
        outcome: z.enum(['enough', 'changedPlan', 'otherMeasures', 'end']),
        final: z.boolean().default(false).meta({ description: 'The evaluation that closes the assignment.' }),
        note: note('Of plan and progress.'),
        familyComments: optional(note("The family's own words.")),
        lovReason: optional(note('Where it was moved by a lov: why.')),
      })
      .meta({ id: 'EvaluationBody' }),
    example: { heldOn: '2026-11-16', outcome: 'enough', final: false, note: 'Närvaron har ökat till 70 %.' },
    within: 'evaluation',
    build: ({ body, draft }) => ({
      type: 'recordEvaluation',
      evaluation: {
        evaluationId: draft.id('evaluationId'),
        heldOn: body.heldOn,
        outcome: body.outcome,
        final: body.final,
        contentId: draft.text('evaluation', body.note),
        familyCommentsContentId: draft.optionalText('familyComments', body.familyComments),
        lovReasonContentId: draft.optionalText('lovReason', body.lovReason),
      },
    }),
  }),
];
