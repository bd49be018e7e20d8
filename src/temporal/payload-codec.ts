/**
 * What goes to the engine is encrypted on its way there and read on its way back: AES-256-GCM, a fresh nonce for each
 * payload, the names of cipher and key in its metadata and bound to it. Workflow ids, search attributes, memos' keys
 * and task queues are never encrypted by an engine: opaque ids, statuses and dates only (`ids.ts`).
 */
import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import { open, seal } from '../key-ring/cipher.ts';
import type { KeyRing } from '../key-ring/ring.ts';

const { Payload: PayloadMessage } = proto.temporal.api.common.v1;

const encoding = 'binary/encrypted';
const cipher = 'AES-256-GCM';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const text = (value: Uint8Array | null | undefined): string => Buffer.from(value ?? []).toString('utf8');

/** What is bound to the text that it stands beside: changed metadata is not read. */
const boundTo = (keyId: string): string => `${encoding}\n${cipher}\n${keyId}`;

/** A payload that can't be read: by whom it was encrypted is told, what it holds isn't. */
export class UnreadablePayload extends Error {
  override name = 'UnreadablePayload';
}

/** What was kept before there were keys stays readable: it has another encoding, and goes through as it is. */
export const createPayloadCodec = (keys: KeyRing): PayloadCodec => ({
  encode: (payloads) => Promise.all(payloads.map((payload) => encrypt(keys, payload))),
  decode: (payloads) => Promise.all(payloads.map((payload) => decrypt(keys, payload))),
});

const encrypt = async (keys: KeyRing, payload: Payload): Promise<Payload> => {
  const { id, key } = await keys.current();
  return {
    metadata: {
      encoding: bytes(encoding),
      'encryption-cipher': bytes(cipher),
      'encryption-key-id': bytes(id),
    },
    data: seal(key, PayloadMessage.encode(payload).finish(), boundTo(id)),
  };
};

const decrypt = async (keys: KeyRing, payload: Payload): Promise<Payload> => {
  if (text(payload.metadata?.['encoding']) !== encoding) return payload;
  const id = text(payload.metadata?.['encryption-key-id']);
  const found = await keys.byId(id);
  if (found === null)
    throw new UnreadablePayload(`the engine key ${JSON.stringify(id)} isn't in this process's ring of keys`);
  try {
    return PayloadMessage.decode(open(found.key, Buffer.from(payload.data ?? []), boundTo(id)));
  } catch (error) {
    throw new UnreadablePayload(`a payload under the engine key ${JSON.stringify(id)} has been changed`, {
      cause: error,
    });
  }
};
