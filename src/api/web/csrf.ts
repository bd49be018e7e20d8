/** A form of ours carries a value that only a page of this session could hold. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const valueOf = (sessionToken: string): Buffer =>
  createHmac('sha256', sessionToken).update('bryggan form').digest();

const mixed = (one: Buffer, other: Buffer): Buffer =>
  Buffer.from(one.map((byte, index) => byte ^ (other[index] ?? 0)));

/** Another each time: pages are compressed, and the weight of one would tell a value that stays the same. */
export function csrfOf(sessionToken: string): string {
  const value = valueOf(sessionToken);
  const mask = randomBytes(value.length);
  return Buffer.concat([mask, mixed(mask, value)]).toString('base64url');
}

export function isCsrfOf(sessionToken: string, sent: string): boolean {
  const wanted = valueOf(sessionToken);
  const given = Buffer.from(sent, 'base64url');
  if (given.length !== 2 * wanted.length) return false;
  const mask = given.subarray(0, wanted.length);
  return timingSafeEqual(mixed(mask, given.subarray(wanted.length)), wanted);
}
