/** `cases/{id}/timeline`: what has happened. */
import { z } from 'zod';
import { eventTitle } from '../../texts/events.ts';
import { readCaseTimeline } from '../case-timeline.ts';
import { grantedCase, caller } from '../granted.ts';
import { defineRoute, none } from '../route.ts';
import { id } from '../schemas/common.ts';
import { withStories } from '../stories.ts';

const event = z
  .object({
    seq: z.int(),
    at: z.string().meta({ description: 'The moment, UTC.' }),
    on: z.string().meta({ description: 'The day in Sweden.' }),
    type: z.string(),
    title: z.string().meta({ description: 'What happened, in Swedish.' }),
    title_en: z.string().meta({ description: 'The same in English.' }),
    by: z.looseObject({ role: z.string(), name: z.string().nullable() }),
    detail: z.looseObject({}).meta({ description: 'What happened, with the texts that you may see.' }),
  })
  .meta({ id: 'TimelineEvent' });

export const timelineRoutes = [
  defineRoute({
    method: 'get',
    path: '/cases/{id}/timeline',
    tag: 'cases',
    access: { kind: 'action', action: 'timeline.read', on: 'case', client: 'cases:read' },
    summary: 'What has happened in a case',
    description: 'In order. What you may not see is left out.',
    params: z.object({ id: id('The case.') }),
    query: z.object({
      after: z.coerce
        .number()
        .int()
        .min(0)
        .default(0)
        .meta({ description: 'Only events with a greater `seq`.' }),
      limit: z.coerce.number().int().min(1).max(1000).default(1000),
    }),
    body: none,
    answer: {
      status: 200,
      description: 'The events.',
      schema: z.object({ events: z.array(event), names: z.record(z.string(), z.string()) }),
    },
    async handle(call) {
      const { actor } = caller(call);
      const { file, relation } = grantedCase(call);
      const { deps, query } = call;
      const told = await readCaseTimeline(deps.db, actor, relation, file, {
        afterSeq: query.after,
        limit: query.limit,
      });
      const events = told.events.map(({ seq, at, on, by, event }) => {
        const { type, ...detail } = event;
        const title = eventTitle(event);
        return {
          seq,
          at: new Date(at).toISOString(),
          on,
          type,
          title: title.sv,
          title_en: title.en,
          by: { ...by, name: told.by(by) },
          detail: withStories(detail, (contentId) => told.content(event, contentId)),
        };
      });
      return { status: 200, body: { events, names: told.names } };
    },
  }),
];
