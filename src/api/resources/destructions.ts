/** `destructions`: what would be destroyed, the decision, and the certificate. */
import { z } from 'zod';
import { isCandidate } from '../../domain/retention/judge.ts';
import { judgeCases, type JudgedCase } from '../../records/retention/candidates.ts';
import { decideDestruction, findDestruction, listDestructions } from '../../records/retention/decisions.ts';
import { findRetentionPlan } from '../../records/retention/plans.ts';
import { requireFreshFor } from '../access.ts';
import type { Deps } from '../deps.ts';
import { signedIn } from '../granted.ts';
import { keyHeader, newId } from '../new-id.ts';
import { Problem } from '../problem.ts';
import { destructionViews, trialOf } from '../retention-views.ts';
import { defineRoute, none } from '../route.ts';
import { id } from '../schemas/common.ts';
import { caseIdsBody, destruction, destructions, trial } from '../schemas/retention.ts';
import { todayAt } from '../today.ts';
import type { LocalDate } from '../../domain/time.ts';

/** The cases, each of which nothing holds back; one that isn't such refuses all. */
async function candidatesAmong(
  { db }: Pick<Deps, 'db'>,
  caseIds: readonly string[],
  today: LocalDate,
): Promise<JudgedCase[]> {
  const plan = await findRetentionPlan(db, null);
  const judged = await judgeCases(db, { caseIds, plan: plan?.plan ?? null, today });
  const index = caseIds.findIndex(
    (caseId) => !judged.some((one) => one.caseId === caseId && isCandidate(one.judgement)),
  );
  if (index >= 0) throw new Problem('not-to-be-destroyed', { field: `/caseIds/${index}` });
  return judged;
}

const access = { kind: 'action', action: 'retention.decide', on: 'nothing' } as const;

async function destructionOfPath({ db }: Pick<Deps, 'db'>, wanted: string) {
  const found = await findDestruction(db, wanted);
  if (found === null) throw new Problem('not-found', { field: 'path/id' });
  const [view] = await destructionViews(db, [found]);
  return view;
}

export const destructionRoutes = [
  defineRoute({
    method: 'post',
    path: '/destructions/trial',
    tag: 'retention',
    access,
    summary: 'Dry run: what exactly would be destroyed',
    description: 'Rows by table, files, keys, histories. Nothing is changed.',
    params: none,
    query: none,
    body: z.strictObject({ caseIds: caseIdsBody }).meta({ id: 'DestructionTrialBody' }),
    example: { caseIds: ['0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11'] },
    answer: { status: 200, description: 'What would go.', schema: trial },
    async handle({ deps, body, now }) {
      const cases = await candidatesAmong(deps, body.caseIds, todayAt(now));
      return { status: 200, body: await trialOf(deps.db, cases, deps.destructions.countRuns) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/destructions',
    tag: 'retention',
    access,
    summary: 'Decide that cases are destroyed',
    description:
      'By somebody who has signed in within the last five minutes, about what a dry run has just shown. There is no way back: what goes is written in the ledger first, and a restored backup loses it as well.',
    params: none,
    query: none,
    headers: keyHeader,
    body: z
      .strictObject({
        caseIds: caseIdsBody,
        trial: z.string().length(64).meta({ description: "The dry run's digest." }),
      })
      .meta({ id: 'DestructionBody' }),
    example: { caseIds: ['0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11'], trial: '0'.repeat(64) },
    answer: { status: 202, description: 'Decided; it is carried out now.', schema: destruction },
    async handle(call) {
      const { deps, body, now } = call;
      const session = signedIn(call);
      requireFreshFor('destruction', deps, session);
      if (!deps.destructions.hasLedger) throw new Problem('no-ledger');
      const destructionId = newId(call, session, 'destruction');
      // The same key again: the same decision.
      if ((await findDestruction(deps.db, destructionId)) === null) {
        const today = todayAt(now);
        const cases = await candidatesAmong(deps, body.caseIds, today);
        const { digest } = await trialOf(deps.db, cases, deps.destructions.countRuns);
        if (digest !== body.trial) throw new Problem('changed-meanwhile', { field: '/trial' });
        const caseIds = cases.map(({ caseId }) => caseId);
        const wish = { id: destructionId, caseIds, by: session.personId, on: today };
        if (!(await decideDestruction(deps.db, wish)).ok) throw new Problem('changed-meanwhile');
      }
      await deps.destructions.goOn();
      return { status: 202, body: await destructionOfPath(deps, destructionId) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/destructions',
    tag: 'retention',
    access: { kind: 'action', action: 'retention.read', on: 'nothing' },
    summary: 'Decisions of destruction',
    params: none,
    query: none,
    body: none,
    answer: { status: 200, description: 'The newest first.', schema: destructions },
    async handle({ deps: { db } }) {
      return { status: 200, body: { destructions: await destructionViews(db, await listDestructions(db)) } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/destructions/{id}',
    tag: 'retention',
    access: { kind: 'action', action: 'retention.read', on: 'nothing' },
    summary: 'One decision, and its certificate',
    params: z.object({ id: id('The decision.') }),
    query: none,
    body: none,
    answer: { status: 200, description: 'As it stands.', schema: destruction },
    handle: async ({ deps, params }) => ({ status: 200, body: await destructionOfPath(deps, params.id) }),
  }),
];
