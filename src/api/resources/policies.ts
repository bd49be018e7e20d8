/** `policies`: the ways of working that a case may be moved to, their versions, and what a new one would do. */
import { z } from 'zod';
import type { PolicyProblem } from '../../domain/presets.ts';
import { checkPolicy, presets } from '../../domain/presets.ts';
import type { Policy } from '../../domain/policy.ts';
import { daysOfTerm, isTerm, termOfDay, type Term } from '../../domain/statistics/period.ts';
import { instant, type LocalDate, minDate } from '../../domain/time.ts';
import { chosenPolicies, listPolicies, policyVersions, savePolicyVersion } from '../../records/policies.ts';
import type { Db } from '../../records/connect.ts';
import type { FieldCode } from '../../texts/problems.ts';
import { refusalOf } from '../field-refusal.ts';
import { signedIn } from '../granted.ts';
import { previewPolicy } from '../policy-preview/preview.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { date, id } from '../schemas/common.ts';
import { policySchema } from '../schemas/policy.ts';
import { todayAt } from '../today.ts';

const versions = z.object({
  versions: z.array(
    z.object({
      policy: policySchema,
      validFrom: z.string().nullable().meta({ description: 'Null: from the beginning.' }),
      stands: z.boolean().meta({ description: 'Whether it is this version that counts today.' }),
      savedBy: z.string().nullable().meta({ description: 'The person who saved it.' }),
      savedAt: z.string().nullable(),
    }),
  ),
});

const compared = z.object({ key: z.string(), today: z.int(), proposed: z.int() });

const preview = z
  .object({
    from: z.string(),
    to: z.string(),
    total: z.object({ today: z.int(), proposed: z.int() }),
    kinds: z.array(compared).meta({ description: 'By kind of duty; what differs most stands first.' }),
    weeks: z.array(compared).meta({ description: 'By ISO week: `2026-W36`.' }),
    cases: z.object({ all: z.int(), counted: z.int() }).meta({
      description: 'Cases that were under way, and how many of them there was time for: a sample when fewer.',
    }),
  })
  .meta({
    id: 'PolicyPreview',
    description: 'Duties that fell due by the policy of today, and would have by the other.',
  });

const problemCodes: Record<PolicyProblem['problem'], FieldCode> = {
  'not-positive': 'period-too-short',
  negative: 'number-below-zero',
  empty: 'nothing-chosen',
  'out-of-range': 'number-unfit',
};

/** Refuses what makes no sense, each field by name. */
const requireSound = (policy: Policy): void => {
  const problems = checkPolicy(policy);
  if (problems.length === 0) return;
  throw refusalOf(problems.map(({ field, problem }) => [`/policy/${field}`, problemCodes[problem]]));
};

/** The municipality's policies in their order, with this one in place of the one that it is to follow. */
async function withProposed(db: Db, policy: Policy, today: LocalDate) {
  const standing = await chosenPolicies(db, today);
  if (!standing.some((one) => one.id === policy.id)) throw refusalOf([['/policy/id', 'no-such-policy']]);
  return { today: standing, proposed: standing.map((one) => (one.id === policy.id ? policy : one)) };
}

/** A preview's own work, at most. More cases than that are counted as a sample. */
const budgetMs = 6_000;

/** The days of a term that have been. */
const daysOf = (term: Term, today: LocalDate) => {
  const { from, to } = daysOfTerm(term);
  return { from, to: minDate(to, today) };
};

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
  defineRoute({
    method: 'get',
    path: '/policies/{id}/versions',
    tag: 'policies',
    access: { kind: 'action', action: 'policy.read', on: 'nothing' },
    summary: "A policy's versions, those to come among them",
    params: z.object({ id: id('The policy.') }),
    query: none,
    body: none,
    answer: { status: 200, description: 'The newest first.', schema: versions },
    async handle({ deps, params, now }) {
      const found = await policyVersions(deps.db, params.id);
      if (found.length === 0) throw new Problem('not-found', { field: 'path/id' });
      const today = todayAt(now);
      const standing = found.find(({ validFrom }) => validFrom === null || validFrom <= today);
      return {
        status: 200,
        body: {
          versions: found.map((one) => ({
            ...one,
            stands: one === standing,
            savedAt: one.savedAt === null ? null : one.savedAt.toISOString(),
          })),
        },
      };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/policies',
    tag: 'policies',
    access: { kind: 'action', action: 'policy.change', on: 'nothing' },
    summary: "Save the next version of one of the municipality's policies",
    description:
      'It counts from the given day on, for new cases and for what schools owe beside them. Running cases keep the version that they began with until `POST /cases/{id}/policy`. `version` is the newest one’s plus one: somebody else’s version in between is refused (409).',
    params: none,
    query: none,
    body: z.strictObject({
      policy: policySchema,
      validFrom: date('The first day on which it counts: today or later.'),
    }),
    example: { policy: { ...presets.uppsala, version: 2 }, validFrom: '2027-01-11' },
    answer: {
      status: 201,
      description: 'The version as it was saved.',
      schema: z.object({ policy: policySchema, validFrom: z.string() }),
    },
    async handle(call) {
      const { deps, now } = call;
      const { policy, validFrom } = call.body;
      const today = todayAt(now);
      requireSound(policy);
      await withProposed(deps.db, policy, today);
      if (validFrom < today) throw refusalOf([['/validFrom', 'day-past']]);
      const [newest] = await policyVersions(deps.db, policy.id);
      const saved = {
        policy,
        validFrom,
        savedBy: signedIn(call).personId,
        savedAt: new Date(instant(now)),
      };
      const isNext = newest === undefined || policy.version === newest.policy.version + 1;
      if (!isNext || !(await savePolicyVersion(deps.db, saved))) throw new Problem('changed-meanwhile');
      return { status: 201, body: { policy, validFrom } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/policies/preview',
    tag: 'policies',
    access: { kind: 'action', action: 'policy.change', on: 'nothing' },
    summary: 'What would have fallen due with another policy',
    description:
      "A half-year's cases are lived again: what people did as they did it, what the policy makes of it anew; likewise the schools' reviews and calls, by the absence that was reported. Nothing is written.",
    params: none,
    query: none,
    body: z.strictObject({
      policy: policySchema,
      period: z
        .string()
        .regex(/^20\d\d-[12]$/)
        .optional()
        .meta({
          description: 'A half-year: `2026-2` is the second of 2026. Left out: the one that goes on.',
        }),
    }),
    example: { policy: { ...presets.uppsala, version: 2 }, period: '2026-2' },
    answer: { status: 200, description: 'Counts alone.', schema: preview },
    async handle({ deps, body, now }) {
      const today = todayAt(now);
      requireSound(body.policy);
      const ways = await withProposed(deps.db, body.policy, today);
      const asked = body.period ?? '';
      const term = isTerm(asked) ? asked : termOfDay(today);
      return {
        status: 200,
        body: await previewPolicy(deps.db, ways, daysOf(term, today), budgetMs),
      };
    },
  }),
];
