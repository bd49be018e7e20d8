/**
 * The server's time skipping (1.32 and newer), one workflow at a time. The SDK has the messages but no methods
 * for them, so the raw service is asked. What it does, as tried:
 * - a fast-forward stops at every timer on its way and goes on when the workflow has no task and no activity
 *   under way; a retry's waiting time is skipped;
 * - it ends at its target and leaves the workflow in real time again, shifted by what was skipped;
 * - the shift outlives continue-as-new, a restart and a kill of the server.
 */
import { isGrpcServiceError, type Connection } from '@temporalio/client';
import { msToTs, optionalTsToMs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';
import type { temporal } from '@temporalio/proto';

const grpc = {
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  failedPrecondition: 9,
  unimplemented: 12,
} as const;

const isGrpc = (error: unknown, ...codes: number[]): boolean =>
  isGrpcServiceError(error) && codes.includes(error.code);

const runStatus = {
  RUNNING: proto.temporal.api.enums.v1.WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING,
};

type Where = { connection: Connection; namespace: string; workflowId: string };

const setTimeSkipping = (
  { connection, namespace, workflowId }: Where,
  timeSkippingConfig: temporal.api.common.v1.ITimeSkippingConfig,
) =>
  connection.workflowService.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution: { workflowId },
    workflowExecutionOptions: { timeSkippingConfig },
    updateMask: { paths: ['time_skipping_config'] },
  });

/** Whether this namespace may skip time: a workflow that doesn't exist is either not found or not supported. */
export const canSkipTime = async (connection: Connection, namespace: string): Promise<boolean> => {
  try {
    await setTimeSkipping({ connection, namespace, workflowId: 'no-such-workflow' }, { enabled: true });
    return true;
  } catch (error) {
    if (isGrpc(error, grpc.notFound)) return true;
    // An older server doesn't know the option and calls it an invalid one.
    if (isGrpc(error, grpc.unimplemented, grpc.invalidArgument)) return false;
    throw error;
  }
};

/** A workflow's own engine time, ms since 1970; null when it has ended or never was. */
export const engineTime = async ({ connection, namespace, workflowId }: Where): Promise<number | null> => {
  const { RUNNING } = runStatus;
  try {
    const { workflowExecutionInfo, workflowExtendedInfo } =
      await connection.workflowService.describeWorkflowExecution({ namespace, execution: { workflowId } });
    if (workflowExecutionInfo?.status !== RUNNING) return null;
    // Until its first skip the server says nothing of it, and its time is everybody's.
    return optionalTsToMs(workflowExtendedInfo?.timeSkippingInfo?.currentTime) ?? Date.now();
  } catch (error) {
    if (isGrpc(error, grpc.notFound)) return null;
    throw error;
  }
};

/** A relay that is down must not make a fast-forward spin: no more retries and timers than this in one. */
const mostSkips = 1000;

/** A workflow that was moved ahead doesn't come to rest: most often because no worker carries it. */
export class StandsStill extends Error {
  override name = 'StandsStill';
}

/**
 * Moves one workflow ahead and waits until it is there and at rest. `id` must be new for each. False when the
 * workflow has ended. Throws StandsStill when it isn't there within `withinMs`, and with the server's reason
 * when the server gives the fast-forward up.
 */
export const fastForward = async (
  where: Where,
  id: string,
  byMs: number,
  withinMs: number,
): Promise<boolean> => {
  try {
    await setTimeSkipping(where, {
      enabled: true,
      maxSessionSkipCount: mostSkips,
      fastForwardConfig: { id, duration: msToTs(Math.ceil(byMs)) },
    });
    return await untilThere(where, id, Date.now() + withinMs);
  } catch (error) {
    if (isGrpc(error, grpc.notFound, grpc.failedPrecondition)) return false;
    throw error;
  }
};

const {
  FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED: completed,
  FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_FAILED: failed,
} = proto.temporal.api.enums.v1.FastForwardPollingResult;

const untilThere = async (where: Where, id: string, until: number): Promise<boolean> => {
  const { connection, namespace, workflowId } = where;
  for (;;) {
    const answer = await poll(where, id, until);
    if (answer?.fastForwardPollingResult === completed) return true;
    if (answer?.fastForwardPollingResult === failed) {
      if ((await engineTime({ connection, namespace, workflowId })) === null) return false;
      throw new Error(`The engine gave up moving ${workflowId} ahead: ${answer.failedReason}`);
    }
    if (Date.now() >= until)
      throw new StandsStill(
        `${workflowId} was moved ahead but does not come to rest. Is the worker running?`,
      );
  }
};

/** The server holds a poll for 20 s; null when `until` comes first. */
const poll = async ({ connection, namespace, workflowId }: Where, id: string, until: number) => {
  try {
    return await connection.withDeadline(until, () =>
      connection.workflowService.pollWorkflowExecutionTimeSkipping({
        namespace,
        workflowExecution: { workflowId },
        fastForwardId: id,
      }),
    );
  } catch (error) {
    if (isGrpc(error, grpc.deadlineExceeded)) return null;
    throw error;
  }
};
