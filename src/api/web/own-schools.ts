/** The schools that a person works at; all of them for who works for the whole municipality. */
import type { Actor } from '../../domain/case/parts.ts';
import type { Db } from '../../records/connect.ts';
import { listSchools, type School } from '../../records/schools.ts';

export async function ownSchools(db: Db, actor: Actor): Promise<School[]> {
  const schools = await listSchools(db);
  const own = 'schoolUnits' in actor ? actor.schoolUnits : [];
  return own.length === 0 ? schools : schools.filter(({ code }) => own.includes(code));
}
