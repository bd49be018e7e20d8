/** The record keys of every test's databases: processes of one test read what another has sealed. */
import { createHash } from 'node:crypto';
import { parseKeyRing } from '../../src/key-ring/ring.ts';

const key = createHash('sha256').update('a key for tests alone').digest('base64');

/** As `BRYGGAN_RECORD_KEYS` holds it. */
export const recordKeysText = `test:${key}`;

export const recordKeys = parseKeyRing('record', recordKeysText);
