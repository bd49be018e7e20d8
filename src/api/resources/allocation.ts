/** `cases/{id}/allocation` and `hand-over`: who works the assignment (fördelning), within the caseload limit. */
import { z } from 'zod';
import { defineCommand } from '../command-route.ts';
import { none } from '../route.ts';
import { date, id, note, optional } from '../schemas/common.ts';

const coordinatorIds = z
  .array(id('A coordinator.'))
  .min(1)
  .max(10)
  .meta({ description: 'One coordinator, or several who work together.' });

export const allocationRoutes = [
  defineCommand({
    path: '/cases/{id}/allocation',
    command: 'allocate',
    summary: 'Allocate the assignment to coordinators',
    description: "Refused when a coordinator's caseload is full, also when two allocate at the same moment.",
    pathIds: none,
    body: z.strictObject({
      coordinatorIds,
      start: date('The first day of the assignment; its cap is counted from it.'),
      outsideStages: optional(note('Why a coordinator outside the stage split takes it.')),
    }),
    example: { coordinatorIds: ['0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11'], start: '2026-09-14' },
    coordinators: ({ body }) => body.coordinatorIds,
    build: ({ body, draft, coordinators }) => ({
      type: 'allocate',
      coordinators,
      start: body.start,
      outsideStagesContentId: draft.optionalText('outsideStages', body.outsideStages),
    }),
  }),
  defineCommand({
    path: '/cases/{id}/hand-over',
    command: 'handOver',
    summary: 'Hand over to other coordinators',
    description:
      'All that is owed moves along; nothing is lost. Those who take over are invited to the meetings already called; those who leave get a cancellation.',
    pathIds: none,
    body: z.strictObject({
      coordinatorIds,
      reason: z.enum(['sickLeave', 'leave', 'caseload', 'conflictOfInterest', 'other']),
      note: optional(note('More about why.')),
    }),
    example: { coordinatorIds: ['0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11'], reason: 'sickLeave', note: null },
    coordinators: ({ body }) => body.coordinatorIds,
    build: ({ body, draft, coordinators }) => ({
      type: 'handOver',
      coordinators: coordinators.map((c) => ({ ...c, participantId: draft.id('participantIds') })),
      reason: body.reason,
      contentId: draft.optionalText('handOver', body.note),
    }),
  }),
];
