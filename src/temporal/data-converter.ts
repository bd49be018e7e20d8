/**
 * How payloads are written. Plain JSON; client, worker and bundle all take their converter from here, so that
 * none of them can be forgotten when it changes.
 */
import type { DataConverter } from '@temporalio/common';

export const dataConverter: DataConverter = {};
