/** What the gate found, as a route's own work uses it. */
import type { Relation } from '../domain/permissions.ts';
import type { CaseFile } from '../records/cases.ts';
import type { Pupil } from '../records/pupils.ts';
import type { Granted } from './access.ts';
import { Problem } from './problem.ts';
import type { Caller, Session } from './session.ts';

/** The session of a route that takes people: no other system gets past it. */
export function signedIn({ session }: { session: Caller | null }): Session {
  if (session === null) throw new Problem('not-signed-in');
  if (session.role === 'client') throw new Problem('not-permitted');
  return session;
}

/** Whoever asks a route that is open to other systems as well. */
export function caller({ session }: { session: Caller | null }): Caller {
  if (session === null) throw new Problem('not-signed-in');
  return session;
}

/** The case of a route whose access is on a case. */
export function grantedCase({ granted }: { granted: Granted }): { file: CaseFile; relation: Relation } {
  if (granted.case === null) throw new Problem('not-found', { field: 'path/id' });
  return { file: granted.case, relation: granted.relation };
}

/** The pupil of a route whose access is on a pupil. */
export function grantedPupil({ granted }: { granted: Granted }): { pupil: Pupil; relation: Relation } {
  if (granted.pupil === null) throw new Problem('not-found', { field: 'path/id' });
  return { pupil: granted.pupil, relation: granted.relation };
}
