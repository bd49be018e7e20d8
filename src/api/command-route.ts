/** A command to a case as a route: its body's shape, and how it becomes a `Command`. */
import { z } from 'zod';
import type { CommandOf, CommandType } from '../domain/case/commands.ts';
import type { Actor } from '../domain/case/parts.ts';
import type { CaseState } from '../domain/case/state.ts';
import type { PersonId, PollId, SlotId } from '../domain/ids.ts';
import type { CaseFile } from '../records/cases.ts';
import { denyConsent, liftDenial, type Denial } from '../records/consent-denials.ts';
import { choosePoll, unchoosePoll } from '../records/polls/polls.ts';
import type { Stage } from '../domain/policy.ts';
import { coordinatorsWithStages } from './coordinators.ts';
import { createDraft, type Draft } from './draft.ts';
import { commandAnswer, commandHeaders } from './schemas/answers.ts';
import { id } from './schemas/common.ts';
import { defineRoute, none, type Route } from './route.ts';
import { runCommand } from './command.ts';
import { reservePlaces, takeSlot } from './reserve.ts';
import { todayAt } from './today.ts';
import { commandRequest } from './command-request.ts';
import { Problem } from './problem.ts';
import { grantedCase, signedIn } from './granted.ts';
import { parseOrRefuse } from './validate.ts';

export type CommandParts<P, B> = {
  body: B;
  params: P;
  draft: Draft;
  state: CaseState;
  actor: Actor;
  /** Those named by `coordinators`, with their stages as known now. */
  coordinators: { personId: PersonId; stages: Stage[] }[];
};

const caseId = z.object({ id: id('The case.') });

/**
 * Makes the route of one command. `within` is the field of the command that the body fills, so that a refusal's
 * field can be told as a pointer into the body; `pathIds` are ids of the address besides the case's.
 * `coordinators` names those whose caseload is reserved, `slot` EHT's time that is taken, `poll` the suggested times that
 * it chooses from, `denies` the consent that is shut before the engine is asked.
 */
export function defineCommand<T extends CommandType, B extends z.ZodType, P extends z.ZodObject>(spec: {
  path: `/cases/{id}/${string}`;
  command: T;
  summary: string;
  description?: string;
  pathIds: P;
  body: B;
  example?: z.input<B>;
  within?: string | null;
  coordinators?: (parts: { body: z.output<B> }) => PersonId[];
  slot?: (body: z.output<B>) => SlotId | null;
  poll?: (body: z.output<B>) => PollId | null;
  denies?: (parts: { params: z.output<P>; body: z.output<B> }) => Denial;
  build(parts: CommandParts<z.output<P>, z.output<B>>): CommandOf<T>;
}): Route {
  const route = defineRoute({
    method: 'post',
    path: spec.path,
    tag: 'commands',
    access: { kind: 'command', command: spec.command },
    summary: spec.summary,
    ...(spec.description === undefined ? {} : { description: spec.description }),
    params: caseId.loose(),
    query: none,
    headers: commandHeaders,
    body: spec.body,
    ...(spec.example === undefined ? {} : { example: spec.example }),
    answer: {
      status: 200,
      description: 'Accepted. `ETag` carries the new revision.',
      schema: commandAnswer,
    },
    async handle(call) {
      const { deps } = call;
      const session = signedIn(call);
      const { file } = grantedCase(call);
      const request = commandRequest(call, session, 'post', spec.path);
      const draft = createDraft(request.commandId);
      const params = parseOrRefuse(spec.pathIds, call.params, 'path');
      const named = spec.coordinators?.({ body: call.body }) ?? [];
      const command = spec.build({
        body: call.body,
        params,
        draft,
        state: file.state,
        actor: session.actor,
        coordinators: await coordinatorsWithStages(deps.db, named),
      });
      const { commandId } = request;
      const slotId = spec.slot?.(call.body) ?? null;
      const pollId = spec.poll?.(call.body) ?? null;
      const denial = spec.denies?.({ params, body: call.body }) ?? null;
      return runCommand(call, session, request, {
        caseId: file.id,
        command,
        draft,
        within: spec.within ?? null,
        pathFields: Object.keys(spec.pathIds.shape),
        status: 200,
        async prepare() {
          if (named.length > 0) await reservePlaces(deps.db, file, named, commandId);
          if (slotId !== null) {
            const { schoolUnit } = file.state.pupil;
            const today = todayAt(call.now);
            await takeSlot(deps.db, { slotId, schoolUnit, caseId: file.id, commandId, today });
          }
          if (pollId !== null && !(await choosePoll(deps.db, { pollId, caseId: file.id, commandId }))) {
            throw new Problem('unknown-id', { field: '/pollId' });
          }
          if (denial !== null && hasConsent(file, denial)) {
            await denyConsent(deps.db, { caseId: file.id, commandId, ...denial });
          }
          return file.number;
        },
        async undo() {
          if (pollId !== null) await unchoosePoll(deps.db, commandId);
          if (denial !== null) await liftDenial(deps.db, commandId);
        },
      });
    },
  });
  return { ...route, params: caseId.extend(spec.pathIds.shape) };
}

const hasConsent = ({ state }: CaseFile, { consentId }: Denial): boolean =>
  state.consents.some((consent) => consent.consentId === consentId);
