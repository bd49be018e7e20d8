/** `cases/{id}/plans`: the plan (handlingsplan) with goals and measures; each post is its next version. */
import { z } from 'zod';
import { defineCommand } from '../command-route.ts';
import { none } from '../route.ts';
import { date, id, note, optional, responsible } from '../schemas/common.ts';

const measure = z.strictObject({
  measureId: optional(id('The measure of an earlier version that this one carries on.')),
  kindId: optional(id("Which of the municipality's kinds of support it is, where it is one.")),
  owner: responsible,
  start: date('The day on which the measure starts.'),
  note: note('What is done.'),
  howMeasured: note('How it is seen whether it helps.'),
});

const step = z.strictObject({
  from: date('From this day.'),
  percentOfTimetable: z.int().min(0).max(100),
  note: optional(note('Which lessons, who meets the pupil.')),
});

export const planRoutes = [
  defineCommand({
    path: '/cases/{id}/plans',
    command: 'makePlan',
    summary: 'Make the plan, or its next version',
    pathIds: none,
    body: z
      .strictObject({
        start: date('The first day of the plan; the evaluation is counted from it.'),
        situation: note('The situation now.'),
        goals: z
          .array(z.strictObject({ note: note('A goal.') }))
          .min(1)
          .max(20),
        measures: z.array(measure).min(1).max(30),
        voice: z
          .strictObject({
            pupil: optional(note("The pupil's own words.")),
            guardians: optional(note("The guardians' own words.")),
          })
          .default({ pupil: null, guardians: null }),
        wayBack: z
          .array(step)
          .max(30)
          .default([])
          .meta({ description: 'Steps back to class, where wanted.' }),
      })
      .meta({ id: 'PlanBody' }),
    example: {
      start: '2026-10-05',
      situation: 'Kommer två dagar i veckan.',
      goals: [{ note: 'Tre dagar i veckan före lovet.' }],
      measures: [
        {
          owner: { party: 'mentor', personId: null },
          start: '2026-10-05',
          note: 'Mentorn möter vid grinden.',
          howMeasured: 'Antal mornar.',
        },
      ],
      voice: { pupil: 'Jag vill börja med bild.', guardians: null },
      wayBack: [{ from: '2026-10-05', percentOfTimetable: 40, note: null }],
    },
    within: 'plan',
    build: ({ body, draft }) => ({
      type: 'makePlan',
      plan: {
        planId: draft.id('planId'),
        start: body.start,
        situationContentId: draft.text('situation', body.situation),
        goals: body.goals.map((goal) => ({ contentId: draft.text('goal', goal.note) })),
        measures: body.measures.map((one) => ({
          measureId: one.measureId ?? draft.id('measureIds'),
          ...(one.kindId === null ? {} : { kindId: one.kindId }),
          owner: one.owner,
          start: one.start,
          contentId: draft.text('measure', one.note),
          howMeasuredContentId: draft.text('howMeasured', one.howMeasured),
        })),
        voice: {
          pupilContentId: draft.optionalText('voice', body.voice.pupil),
          guardiansContentId: draft.optionalText('voice', body.voice.guardians),
        },
        wayBack: body.wayBack.map(({ note, ...step }) => ({
          ...step,
          contentId: draft.optionalText('wayBack', note),
        })),
      },
    }),
  }),
];
