/** Persons with duties as staff, with the roles that duties can tell. */
import type { StaffRow } from '../../domain/import-rows.ts';
import type { Trx } from '../../records/import/applier.ts';
import { noteSeen } from '../../records/import/seen.ts';
import { staffApplier } from '../../records/import/staff.ts';
import { saveMatches } from '../../records/sources/matches.ts';
import { leaveStaff, matchStaff, saveStaff, staffAmong } from '../../records/sources/staff.ts';
import type { Around } from '../../records/sources/related.ts';
import type { PersonTold } from './apply-register.ts';
import type { Reading } from './reading.ts';
import { checkRow, Numbered } from './rows.ts';
import type { Organisations } from './schools.ts';
import { isStaff, rolesOfDuties, rolesSaid } from './staff.ts';

export const applyStaff = async (
  reading: Reading,
  trx: Trx,
  persons: readonly PersonTold[],
  around: Around,
  organisations: Organisations,
): Promise<void> => {
  // Who has, or once had, a duty; a duty that was deleted leaves no trace but the match.
  const onceStaff = await staffAmong(
    trx,
    persons.flatMap(({ ourId }) => ourId ?? []),
  );
  const staff = persons.filter(
    ({ externalId, ourId }) =>
      around.duties.some(({ of }) => of === externalId) || (ourId !== null && onceStaff.has(ourId)),
  );
  if (staff.length === 0) return;
  const ids = await matchStaff(
    trx,
    staff.map(({ externalId, ourId, facts }) => ({
      externalId,
      ourId,
      eppn: facts.eppn,
      email: facts.staffEmail,
    })),
  );
  const rows = new Numbered<StaffRow>();
  const people = new Map<string, StaffRow & { eppn: string | null; otherEppns: readonly string[] }>();
  const seen: string[] = [];
  const left: string[] = [];
  const matches: { externalId: string; ourId: string }[] = [];
  for (const { externalId, facts, gone } of staff) {
    const personId = ids.get(externalId) ?? externalId;
    const working = !gone && facts.alive && isStaff(externalId, around, reading.today);
    const about = { resource: 'persons', externalId, masked: facts.marking !== 'Ingen' };
    if (!working) {
      left.push(personId);
      seen.push(personId);
      continue;
    }
    // Names and address are checked as the CSV's; which role it is has been decided here.
    const { value, problems } = checkRow('staff', about, {
      id: personId,
      förnamn: facts.givenName ?? '',
      efternamn: facts.familyName ?? '',
      epost: facts.staffEmail ?? '',
      roll: 'Registrator',
      skolenhetskod: '',
      klass: '',
    });
    await reading.problems(trx, problems);
    if (value === null) continue;
    people.set(personId, { ...value, eppn: facts.eppn, otherEppns: facts.otherEppns });
    if (facts.enrolments === null || facts.enrolments.length === 0)
      matches.push({ externalId, ourId: personId });
    seen.push(personId);
    for (const role of rolesSaid(externalId, around, organisations, reading.today))
      rows.add(about, { ...value, ...role });
  }
  await saveStaff(
    trx,
    [...people.values()].map(({ personId, ...who }) => ({ id: personId, ...who })),
  );
  const applier = staffApplier({ tells: rolesOfDuties });
  const { bad, added, changed, unchanged } = await applier.apply(trx, rows.rows);
  await reading.problems(trx, rows.problems('staff', bad));
  // Also whoever has no role left is one of whom the source has told.
  await noteSeen(
    trx,
    seen.map((id) => `person/${id}`),
  );
  const removed = await applier.removeMissing(trx);
  reading.applied('staff', { added, changed, unchanged, removed });
  await leaveStaff(trx, left);
  await saveMatches(trx, reading.sourceId, 'person', matches);
};
