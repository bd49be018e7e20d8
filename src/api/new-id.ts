/** The id of something that isn't a case's: a request that is repeated under its key makes the same one. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { idFrom } from './draft.ts';
import type { Session } from './session.ts';

/** For routes whose answer isn't kept: the key only makes a repetition harmless. */
export const keyHeader = z.object({
  'Idempotency-Key': z.string().max(128).optional().meta({
    description: 'Your own value for this request; the same key again makes the same thing, once.',
  }),
});

export function newId(
  call: { header(name: string): string | undefined },
  session: Session,
  what: string,
): string {
  const key = call.header('idempotency-key');
  return key === undefined ? randomUUID() : idFrom(what, session.role, session.personId, key);
}
