/** The people and the school year that the factories' cases are about, written into a test's records. */
import type { Kysely } from 'kysely';
import type { StaffRole } from '../../src/domain/case/parts.ts';
import { writeClock } from '../../src/records/rehearsal.ts';
import type { Database } from '../../src/records/schema.ts';
import { writeMode, writeMunicipality } from '../../src/records/settings.ts';
import type { Instant } from '../../src/domain/time.ts';
import { aCalendar } from '../factories/calendar.ts';
import { ids, otherSchool, school } from '../factories/parts.ts';

const staff: [id: string, role: StaffRole, unit: string | null][] = [
  [ids.mentor, 'mentor', school],
  [ids.rector, 'rector', school],
  [ids.otherRector, 'rector', otherSchool],
  [ids.pupilHealth, 'pupilHealth', school],
  [ids.teamLeader, 'teamLeader', null],
  [ids.coordinator, 'coordinator', null],
  [ids.secondCoordinator, 'coordinator', null],
];

/** `mentor-10@skolan.example`, so that a test reads who got a mail. */
export const mailOf = (personId: string): string => {
  const role = staff.find(([id]) => id === personId)?.[1] ?? 'guardian';
  return `${role}-${Number(personId.slice(-12))}@skolan.example`;
};

/** Fills a fresh database and sets the rehearsal's clock to `now`. */
export const fillRecords = async (
  db: Kysely<Database>,
  municipality: string,
  now: Instant,
): Promise<void> => {
  await db
    .insertInto('school_unit')
    .values(
      [school, otherSchool].map((code) => ({
        code,
        name: `Skolan ${code}`,
        school_form: 'compulsory' as const,
        authority: 'municipal' as const,
      })),
    )
    .execute();
  await db
    .insertInto('person')
    .values(
      staff.map(([id, role]) => ({
        id,
        given_name: role,
        family_name: 'Prov',
        email: mailOf(id),
        eppn: null,
        active: true,
      })),
    )
    .execute();
  await db
    .insertInto('person_role')
    .values(
      staff.map(([person_id, role, school_unit]) => ({
        person_id,
        role,
        title: role,
        school_unit,
        class: null,
        stages: [],
      })),
    )
    .execute();
  await db
    .insertInto('guardian')
    .values(
      [ids.mother, ids.father].map((id, i) => ({
        id,
        civic_no: `19800101000${i}`,
        given_name: 'Vårdnadshavare',
        family_name: 'Prov',
        email: mailOf(id),
        mobile: null,
        updated_at: new Date(now),
      })),
    )
    .execute();
  await db
    .insertInto('calendar_period')
    .values(
      aCalendar().periods.map(({ kind, from, to }) => ({
        school_unit: null,
        name: kind,
        kind,
        from_date: from,
        to_date: to,
      })),
    )
    .execute();
  await writeMode(db, 'rehearsal');
  await writeMunicipality(db, { code: municipality, name: 'Provkommunen' });
  await writeClock(db, { offsetMs: now - Date.now(), skippedMs: 0 });
};
