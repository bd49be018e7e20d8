/** Who is of a family, and whether they come in by e-ID: asked when they sign in, and at each request since. */
import type { Asker } from '../domain/permissions.ts';
import { guardianEntry, pupilEntry, type FamilyEntry } from '../domain/sign-in/families.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Db } from '../records/connect.ts';
import { childrenOf, pupilOwnFacts } from '../records/sign-in/families.ts';

export type Member = { personId: string; role: 'guardian' | 'pupil' };

export const isFamily = (actor: Pick<Asker, 'role'>): boolean =>
  actor.role === 'guardian' || actor.role === 'pupil';

/** A guardian or pupil of the records, that day. A pupil who has left is nobody's child here. */
export async function familyEntry(
  db: Db,
  { personId, role }: Member,
  today: LocalDate,
): Promise<FamilyEntry> {
  if (role === 'guardian') return guardianEntry(await childrenOf(db, personId), today);
  const facts = await pupilOwnFacts(db, personId);
  return facts === null ? 'noChild' : pupilEntry(facts, today);
}
