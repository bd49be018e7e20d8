/** AES-256-GCM as all that is kept under a key uses it: a fresh nonce, the sealed text, the tag; what it's bound to beside it. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/** Seals under a key of 32 bytes. `boundTo` isn't in it, and must be the same when it is opened. */
export const seal = (key: Buffer, plain: Uint8Array, boundTo: string): Buffer => {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(boundTo, 'utf8'));
  return Buffer.concat([nonce, sealing.update(plain), sealing.final(), sealing.getAuthTag()]);
};

/** What was sealed. Throws where the key is another, or anything has been changed. */
export const open = (key: Buffer, sealed: Buffer, boundTo: string): Buffer => {
  if (sealed.length < nonceBytes + tagBytes) throw new Error('too short');
  const opening = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
    .setAAD(Buffer.from(boundTo, 'utf8'))
    .setAuthTag(sealed.subarray(-tagBytes));
  return Buffer.concat([opening.update(sealed.subarray(nonceBytes, -tagBytes)), opening.final()]);
};
