/** `policies`: the ways of working that a case may be moved to. */
import { z } from 'zod';
import { presets } from '../../domain/presets.ts';
import { listPolicies } from '../../records/policies.ts';
import { defineRoute, none } from '../route.ts';
import { todayAt } from '../today.ts';
import { policySchema } from '../schemas/policy.ts';

export const policyRoutes = [
  defineRoute({
    method: 'get',
    path: '/policies',
    tag: 'policies',
    access: { kind: 'action', action: 'policy.read', on: 'nothing' },
    summary: "The municipality's policies, and the shipped presets",
    params: none,
    query: none,
    body: none,
    answer: {
      status: 200,
      description: 'Each as it stands today.',
      schema: z.object({ policies: z.array(policySchema), presets: z.record(z.string(), policySchema) }),
    },
    async handle({ deps, now }) {
      return { status: 200, body: { policies: await listPolicies(deps.db, todayAt(now)), presets } };
    },
  }),
];
