/**
 * How payloads are written: JSON, encrypted by the ring of engine keys. Client, worker and bundle all take their
 * converter from here, so that none of them can be forgotten when it changes.
 */
import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import type { KeyRing } from '../key-ring/ring.ts';
import { createPayloadCodec } from './payload-codec.ts';

/** Also for the workflows' bundle: a converter that isn't given to it is silently unused. */
export const failureConverterPath = fileURLToPath(new URL('./failure-converter.mjs', import.meta.url));

/** Null keys, for a rehearsal or a look at ids and dates: nothing is encrypted, and nothing encrypted can be read. */
export const createDataConverter = (keys: KeyRing | null): DataConverter => ({
  failureConverterPath,
  payloadCodecs: keys === null ? [] : [createPayloadCodec(keys)],
});
