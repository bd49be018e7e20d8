/** `/healthz`, `/readyz`: the process is up; what it needs answers. */
import { sql } from 'kysely';
import { z } from 'zod';
import { defineRoute, none } from '../route.ts';

const ready = z
  .object({ ready: z.boolean(), records: z.boolean(), engine: z.boolean() })
  .meta({ id: 'Ready' });

export const healthRoutes = [
  defineRoute({
    method: 'get',
    path: '/healthz',
    outsideApi: true,
    tag: 'health',
    access: { kind: 'open', why: 'A load balancer has no account; nothing is told.' },
    summary: 'The process is up',
    params: none,
    query: none,
    body: none,
    answer: { status: 200, description: 'Up.', schema: z.object({ ok: z.boolean() }) },
    handle: () => Promise.resolve({ status: 200, body: { ok: true } }),
  }),
  defineRoute({
    method: 'get',
    path: '/readyz',
    outsideApi: true,
    tag: 'health',
    access: { kind: 'open', why: 'A load balancer has no account; only yes and no are told.' },
    summary: 'Records and engine answer',
    description: '503 while one of them is away.',
    params: none,
    query: none,
    body: none,
    answer: { status: 200, description: 'Both answer.', schema: ready },
    async handle({ deps }) {
      const [records, engine] = await Promise.all([
        sql`select 1`.execute(deps.db).then(
          () => true,
          () => false,
        ),
        deps.caseEngine.reachable(),
      ]);
      const isReady = records && engine;
      return { status: isReady ? 200 : 503, body: { ready: isReady, records, engine } };
    },
  }),
];
