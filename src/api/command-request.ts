/** The headers that a command carries: its idempotency key and the revision that it expects. */
import { createHash } from 'node:crypto';
import { idFrom } from './draft.ts';
import { Problem } from './problem.ts';
import type { Session } from './session.ts';

export type CommandRequest = {
  /** Made of person and key, so that a key says nothing and cannot meet another person's. The update's id. */
  commandId: string;
  /** Of method, path, body and expected revision: the same key with another request is refused. */
  hash: string;
  ifRevision: number | null;
};

const keyPattern = /^[A-Za-z0-9._:-]{8,128}$/;
const etagPattern = /^(?:W\/)?"(\d{1,9})"$/;

type Headers = { header(name: string): string | undefined };

/** Reads and checks both headers. Throws 400 problems. */
export function commandRequest(
  call: Headers & { params: unknown; body: unknown },
  session: Session,
  method: string,
  path: string,
): CommandRequest {
  const key = call.header('idempotency-key');
  if (key === undefined || key === '') {
    throw new Problem('idempotency-key-missing', { field: 'Idempotency-Key' });
  }
  if (!keyPattern.test(key)) throw new Problem('idempotency-key-invalid', { field: 'Idempotency-Key' });
  const ifRevision = expectedRevision(call.header('if-match'));
  const asked = JSON.stringify([method, path, call.params, call.body, ifRevision]);
  return {
    commandId: idFrom('command', session.role, session.personId, key),
    hash: createHash('sha256').update(asked).digest('hex'),
    ifRevision,
  };
}

/** `"7"` or `W/"7"` → 7; `*` or nothing asks for no revision. */
function expectedRevision(ifMatch: string | undefined): number | null {
  if (ifMatch === undefined || ifMatch.trim() === '*') return null;
  const match = etagPattern.exec(ifMatch.trim());
  if (match?.[1] === undefined) throw new Problem('if-match-invalid', { field: 'If-Match' });
  return Number(match[1]);
}
