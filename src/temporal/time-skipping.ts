/**
 * The server's time skipping (1.32 and newer), one workflow at a time. The SDK has the messages but no methods
 * for them, so the raw service is asked.
 */
import type { Connection } from '@temporalio/client';
import { isGrpcServiceError } from '@temporalio/client';

const grpcNotFound = 5;
const grpcUnimplemented = 12;

/** Whether this namespace may skip time: a workflow that doesn't exist is either not found or not supported. */
export const canSkipTime = async (connection: Connection, namespace: string): Promise<boolean> => {
  try {
    await connection.workflowService.updateWorkflowExecutionOptions({
      namespace,
      workflowExecution: { workflowId: 'no-such-workflow' },
      workflowExecutionOptions: { timeSkippingConfig: { enabled: true } },
      updateMask: { paths: ['time_skipping_config'] },
    });
    return true;
  } catch (error) {
    if (isGrpcServiceError(error)) {
      if (error.code === grpcNotFound) return true;
      if (error.code === grpcUnimplemented || error.code === 3) return false;
    }
    throw error;
  }
};
