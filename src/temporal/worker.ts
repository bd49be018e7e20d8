import { existsSync } from 'node:fs';
import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import { workflowsPath } from './bundle.ts';
import { createDataConverter } from './data-converter.ts';
import type { KeyRing } from '../key-ring/ring.ts';

export type BrygganWorkerOptions = {
  connection: NativeConnection;
  namespace: string;
  taskQueue: string;
  /** The ring that the engine's payloads are encrypted by; null: not at all. */
  keys: KeyRing | null;
  activities: object;
  /** A file from `writeWorkflowBundle`; null or absent on disk: bundled now, which takes some seconds. */
  bundle: string | null;
  /** About 255 KiB each. */
  maxCachedCases: number;
};

/** How long activities under way may go on after a stop: longer than a mail takes. */
const graceTime = '20 seconds';

const codeOf = (bundle: string | null): Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath'> =>
  bundle !== null && existsSync(bundle) ? { workflowBundle: { codePath: bundle } } : { workflowsPath };

/** A worker with this product's bounds; the caller runs it and shuts it down. */
export const createWorker = (options: BrygganWorkerOptions): Promise<Worker> =>
  Worker.create({
    connection: options.connection,
    namespace: options.namespace,
    taskQueue: options.taskQueue,
    activities: options.activities,
    ...codeOf(options.bundle),
    dataConverter: createDataConverter(options.keys),
    maxCachedWorkflows: options.maxCachedCases,
    shutdownGraceTime: graceTime,
    // After a kill of the worker, tasks wait this long for it before another gets them.
    stickyQueueScheduleToStartTimeout: '10 seconds',
  });
