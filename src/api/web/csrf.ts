/** A form of ours carries a value that only a page of this session could hold. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export const csrfOf = (sessionToken: string): string =>
  createHmac('sha256', sessionToken).update('bryggan form').digest('base64url');

export function isCsrfOf(sessionToken: string, sent: string): boolean {
  const wanted = Buffer.from(csrfOf(sessionToken));
  const given = Buffer.from(sent);
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}
