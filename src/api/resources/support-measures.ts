/** `cases/{id}/support-measures`: support by others than the coordinator, that the case names and follows. */
import { z } from 'zod';
import { defineCommand } from '../command-route.ts';
import { none } from '../route.ts';
import { date, id, note, optional } from '../schemas/common.ts';

export const supportMeasureRoutes = [
  defineCommand({
    path: '/cases/{id}/support-measures',
    command: 'beginMeasure',
    summary: 'Note that support by others has begun',
    description:
      'Trygghetsteam, särskild undervisningsgrupp, ABC …: see `GET /support-kinds`. Steps are a stepwise way back to class.',
    pathIds: none,
    body: z
      .strictObject({
        kindId: id('Which of the municipality’s kinds of support.'),
        beganOn: date('The day on which it began.'),
        ownerPersonId: optional(id('The member of staff who answers for it.')),
        note: optional(note('How it is done here.')),
        steps: z
          .array(
            z.strictObject({
              from: date('From this day.'),
              percentOfTimetable: z.int().min(0).max(100).meta({ description: 'So much of the timetable.' }),
            }),
          )
          .max(50)
          .default([]),
      })
      .meta({ id: 'SupportMeasureBody' }),
    example: {
      kindId: 'specialTeachingGroup',
      beganOn: '2026-09-14',
      ownerPersonId: null,
      note: 'Tisdagar och torsdagar i lilla gruppen.',
      steps: [
        { from: '2026-09-14', percentOfTimetable: 30 },
        { from: '2026-10-05', percentOfTimetable: 60 },
      ],
    },
    within: 'measure',
    build: ({ body: { note, ...rest }, draft }) => ({
      type: 'beginMeasure',
      measure: {
        supportMeasureId: draft.id('supportMeasureId'),
        ...rest,
        contentId: draft.optionalText('supportMeasure', note),
      },
    }),
  }),
  defineCommand({
    path: '/cases/{id}/support-measures/{supportMeasureId}/end',
    command: 'endMeasure',
    summary: 'Note that support by others has ended',
    pathIds: z.object({ supportMeasureId: id('The support.') }),
    body: z.strictObject({
      endedOn: date('The last day.'),
      note: optional(note('What it gave.')),
    }),
    example: { endedOn: '2026-11-13', note: 'Åter i klassen på heltid.' },
    build: ({ body, params, draft }) => ({
      type: 'endMeasure',
      supportMeasureId: params.supportMeasureId,
      endedOn: body.endedOn,
      contentId: draft.optionalText('supportMeasureEnd', body.note),
    }),
  }),
];
