/**
 * Messages and stacks of failures go where payloads go, so that the codec encrypts them too. Plain JavaScript: the SDK
 * loads it by its path, in the worker's own process as in the workflows' bundle.
 */
import { DefaultFailureConverter } from '@temporalio/common';

export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
