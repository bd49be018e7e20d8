/** `POST /cases`: a pupil's case begins, with the rector's order or with EHT's decision. */
import { z } from 'zod';
import { applyCommand } from '../../domain/case/core.ts';
import type { Command } from '../../domain/case/commands.ts';
import { openCase } from '../../domain/case/open.ts';
import type { PupilFacts } from '../../domain/case/parts.ts';
import { newestCaseOf } from '../../records/cases.ts';
import { policyFor } from '../../records/policies.ts';
import { pupilFacts } from '../../records/pupils.ts';
import { nextCaseNumber, reserveOpenCase } from '../../records/reservations.ts';
import { requirePupil } from '../access.ts';
import { schoolCalendar } from '../calendar.ts';
import { commandRequest } from '../command-request.ts';
import { runCommand } from '../command.ts';
import type { Deps } from '../deps.ts';
import { createDraft, idFrom, type Draft } from '../draft.ts';
import { fieldOfBody } from '../fields.ts';
import { signedIn } from '../granted.ts';
import { Problem, refusalProblem } from '../problem.ts';
import { defineRoute, none, type Call } from '../route.ts';
import { commandAnswer, commandHeaders } from '../schemas/answers.ts';
import { date, id, note } from '../schemas/common.ts';
import type { Session } from '../session.ts';
import { todayAt } from '../today.ts';
import { orderBody, orderExample, orderInput } from './order.ts';

const body = z.union([
  z.strictObject({ pupilId: id('The pupil.'), order: orderBody }),
  z.strictObject({
    pupilId: id('The pupil.'),
    ehtDecision: z.strictObject({
      decidedOn: date('The day of the decision.'),
      note: note('What was decided.'),
    }),
  }),
]);
type Body = z.output<typeof body>;

const commandOf = (wish: Body, draft: Draft): Command =>
  'order' in wish
    ? { type: 'placeOrder', order: orderInput(wish.order, draft) }
    : {
        type: 'decideByEht',
        decidedOn: wish.ehtDecision.decidedOn,
        contentId: draft.text('ehtDecision', wish.ehtDecision.note),
      };

export const openCaseRoutes = [
  defineRoute({
    method: 'post',
    path: '/cases',
    tag: 'cases',
    access: { kind: 'action', action: 'case.open', on: 'body' },
    summary: "Open a pupil's case",
    description:
      "With the rector's order (beställning), or with EHT's decision where the policy lets that start an assignment. An incomplete order is kept as a draft. A pupil has one open case.",
    params: none,
    query: none,
    headers: commandHeaders,
    body,
    example: { pupilId: '0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11', order: orderExample },
    answer: { status: 201, description: 'The case is open.', schema: commandAnswer },
    async handle(call) {
      const session = signedIn(call);
      const { deps, now } = call;
      const wish = call.body;
      await requirePupil(deps.db, session.actor, wish.pupilId, 'case.open', todayAt(now), '/pupilId');
      const request = commandRequest(call, session, 'post', '/cases');
      const draft = createDraft(request.commandId);
      const command = commandOf(wish, draft);
      const caseId = idFrom(request.commandId, 'case');
      return runCommand(call, session, request, {
        caseId,
        command,
        draft,
        within: null,
        pathFields: [],
        status: 201,
        prepare: () => begin(call, session, caseId, command, request.commandId),
        undo: () => Promise.resolve(),
      });
    },
  }),
];

/** Reserves the pupil's one case and its number, asks the rules once before anything starts, and starts it. */
async function begin(
  { deps, body: wish, now }: Call<unknown, unknown, Body>,
  session: Session,
  caseId: string,
  command: Command,
  commandId: string,
): Promise<string> {
  const today = todayAt(now);
  const pupil = await knownPupil(deps, wish.pupilId);
  const policy = await policyFor(deps.db, pupil.schoolForm);
  if (policy === null) throw new Problem('policy-forbids');
  const calendar = await schoolCalendar(deps.db, pupil.schoolUnit, today);
  const before = await newestCaseOf(deps.db, pupil.pupilId);
  const previousCaseId = before?.phase === 'ended' && before.id !== caseId ? before.id : null;
  const state = openCase({ caseId, previousCaseId, pupil, policy, openedOn: today });
  const tried = applyCommand(state, { actor: session.actor, command, ifRevision: null }, calendar, now);
  if (!tried.ok) {
    throw refusalProblem(tried.refusal, orderField(tried.refusal.field), false);
  }
  const open = await reserveOpenCase(deps.db, { pupilId: pupil.pupilId, caseId, commandId });
  if (!open.ok) {
    throw new Problem('case-open-already', { field: '/pupilId', params: { caseId: open.otherCaseId } });
  }
  const number = await nextCaseNumber(deps.db, { caseId, year: Number(today.slice(0, 4)), commandId });
  await deps.caseEngine.start({
    state,
    calendar,
    clockOffsetMs: (await deps.clock?.offsetForNewWorkflow()) ?? 0,
    recent: [],
    pendingEffects: [],
    pendingEvents: [],
  });
  return number;
}

const orderField = (field: string | null): string | null =>
  field === null || field.startsWith('order') ? fieldOfBody(field, null) : `/ehtDecision/${field}`;

async function knownPupil(deps: Deps, pupilId: string): Promise<PupilFacts> {
  const facts = await pupilFacts(deps.db, pupilId);
  if (facts === null) throw new Problem('not-found', { field: '/pupilId' });
  return facts;
}
