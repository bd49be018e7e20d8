/** The cases in the engine, as the API asks them: start one, send it a command or a fact. */
import {
  isGrpcServiceError,
  ServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure, WorkflowNotFoundError } from '@temporalio/common';
import type { Refusal } from '../domain/case/refusal.ts';
import type { CaseId } from '../domain/ids.ts';
import {
  commandUpdate,
  factSignal,
  type CaseWorkflowInput,
  type CommandAnswer,
  type CommandMessage,
} from '../workflows/messages.ts';
import { caseWorkflowId, taskQueue } from './ids.ts';
import type { RehearsalClock } from './rehearsal-clock.ts';
import { StandsStill } from './time-skipping.ts';

type EngineAnswer = { ok: true; answer: CommandAnswer } | { ok: false; refusal: Refusal };

/** The engine, or every worker, is away. What was asked may or may not have happened: the same id is safe to repeat. */
export class EngineAway extends Error {
  override name = 'EngineAway';
}

export type CaseEngine = {
  /** Starts a case's workflow; fine when it has been started before. Throws EngineAway. */
  start(input: CaseWorkflowInput): Promise<void>;
  /** The case's yes or reasoned no. Throws EngineAway. */
  command(caseId: CaseId, message: CommandMessage): Promise<EngineAnswer>;
  /** Tells a case a fact that needs no answer; false when the case has ended. Throws EngineAway. */
  fact(caseId: CaseId, message: CommandMessage): Promise<boolean>;
  /** Whether the engine answers. */
  reachable(): Promise<boolean>;
};

/**
 * `deadlineMs`: how long one call may take before the caller is told to repeat it. `clock`: a rehearsal's, by which
 * a case is brought up to the time before anything reaches it.
 */
export function createCaseEngine(
  client: Client,
  options: {
    deadlineMs?: number;
    clock?: Pick<RehearsalClock, 'bringUp'> | null;
    taskQueue?: string;
  } = {},
): CaseEngine {
  const deadlineMs = options.deadlineMs ?? 10_000;
  const within = <T>(ms: number, call: () => Promise<T>): Promise<T> =>
    client.withDeadline(Date.now() + ms, call);

  return {
    async start(input) {
      try {
        await within(deadlineMs, () =>
          client.workflow.start('caseWorkflow', {
            taskQueue: options.taskQueue ?? taskQueue,
            workflowId: caseWorkflowId(input.state.caseId),
            args: [input],
            workflowIdConflictPolicy: 'FAIL',
            workflowIdReusePolicy: 'REJECT_DUPLICATE',
          }),
        );
      } catch (error) {
        // The id is made of the command's: whoever started it asked the same.
        if (error instanceof WorkflowExecutionAlreadyStartedError) return;
        throw awayOr(error);
      }
    },

    async command(caseId, message) {
      try {
        const handle = client.workflow.getHandle(caseWorkflowId(caseId));
        await within(deadlineMs, async () => options.clock?.bringUp(caseId));
        const answer = await within(deadlineMs, () =>
          handle.executeUpdate(commandUpdate, { args: [message], updateId: message.commandId }),
        );
        return { ok: true, answer };
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return { ok: false, refusal: caseEnded };
        const refusal = refusalOf(error);
        if (refusal !== null) return { ok: false, refusal };
        throw awayOr(error);
      }
    },

    async fact(caseId, message) {
      try {
        const handle = client.workflow.getHandle(caseWorkflowId(caseId));
        await within(deadlineMs, async () => options.clock?.bringUp(caseId));
        await within(deadlineMs, () => handle.signal(factSignal, message));
        return true;
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        throw awayOr(error);
      }
    },

    async reachable() {
      try {
        await within(2_000, () =>
          client.workflowService.describeNamespace({ namespace: client.options.namespace }),
        );
        return true;
      } catch {
        return false;
      }
    },
  };
}

const caseEnded: Refusal = { code: 'case-ended', field: null, params: {} };

/** The refusal that the workflow's one `failureOf` put into the failure's details. */
function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof WorkflowUpdateFailedError)) return null;
  const { cause } = error;
  if (!(cause instanceof ApplicationFailure)) return null;
  const details: unknown = cause.details?.[0];
  return isRefusal(details) && details.code === cause.type ? details : null;
}

const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'code' in value && 'field' in value && 'params' in value;

/** An update that was accepted by a run which then ended is asked again: it finds the next run, or none. */
const lostWithItsRun = 'AcceptedUpdateCompletedWorkflow';

/** An error of the engine's connection, or a case that doesn't come up to the clock, as EngineAway; any other as it is. */
export function awayOr(error: unknown): unknown {
  if (error instanceof EngineAway) return error;
  const away =
    error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
    error instanceof StandsStill ||
    error instanceof ServiceError ||
    isGrpcServiceError(error) ||
    (error instanceof WorkflowUpdateFailedError &&
      error.cause instanceof ApplicationFailure &&
      error.cause.type === lostWithItsRun);
  return away ? new EngineAway('the engine does not answer', { cause: error }) : error;
}
