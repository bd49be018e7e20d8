/** The people of the factories' ids as rows, so that the records know whom a made-up case is about. */
import type { StaffRole } from '../../src/domain/case/parts.ts';
import type { Db } from '../../src/records/connect.ts';
import { localDate } from '../../src/domain/time.ts';
import { ids, otherSchool, school } from './parts.ts';

/** Two schools, one member of staff for each role, one pupil in 8A with two guardians. */
export async function seedMunicipality(db: Db): Promise<void> {
  await db
    .insertInto('school_unit')
    .values([
      { code: school, name: 'Kringlaskolan', school_form: 'compulsory', authority: 'municipal' },
      { code: otherSchool, name: 'Sjöfriskolan', school_form: 'compulsory', authority: 'independent' },
    ])
    .execute();
  await addStaff(db, ids.rector, 'rector', { schoolUnit: school });
  await addStaff(db, ids.otherRector, 'rector', { schoolUnit: otherSchool });
  await addStaff(db, ids.teamLeader, 'teamLeader');
  await addStaff(db, ids.coordinator, 'coordinator');
  await addStaff(db, ids.secondCoordinator, 'coordinator');
  await addStaff(db, ids.pupilHealth, 'pupilHealth', { schoolUnit: school });
  await addStaff(db, ids.registrar, 'registrar');
  await addStaff(db, ids.mentor, 'mentor', { schoolUnit: school, className: '8A' });
  await addPupil(db, ids.pupil);
  await db
    .insertInto('guardian')
    .values(
      [ids.mother, ids.father].map((id) => ({
        id,
        civic_no: `guardian-${id.slice(-4)}`,
        given_name: 'Förälder',
        family_name: id.slice(-4),
        email: `${id.slice(-4)}@post.example`,
        mobile: null,
      })),
    )
    .execute();
  await db
    .insertInto('guardianship')
    .values(
      [ids.mother, ids.father].map((guardian_id) => ({
        pupil_id: ids.pupil,
        guardian_id,
        relation: 'guardian' as const,
      })),
    )
    .execute();
}

/** One more member of staff in one role. */
export async function addStaff(
  db: Db,
  id: string,
  role: StaffRole,
  at: { schoolUnit?: string; className?: string } = {},
): Promise<void> {
  await db
    .insertInto('person')
    .values({
      id,
      given_name: 'Personal',
      family_name: id.slice(-4),
      email: `${id.slice(-4)}@kommun.example`,
      eppn: null,
      active: true,
    })
    .execute();
  await db
    .insertInto('person_role')
    .values({
      person_id: id,
      role,
      title: role,
      school_unit: at.schoolUnit ?? null,
      class: at.className ?? null,
      stages: [],
    })
    .execute();
}

/** One more pupil, in 8A unless said. */
export async function addPupil(
  db: Db,
  id: string,
  change: {
    givenName?: string;
    familyName?: string;
    className?: string;
    schoolUnit?: string;
    securityMarking?: 'none' | 'secrecy' | 'protectedRegistration';
  } = {},
): Promise<void> {
  await db
    .insertInto('pupil')
    .values({
      id,
      civic_no: `pupil-${id}`,
      given_name: change.givenName ?? 'Elev',
      family_name: change.familyName ?? id.slice(-4),
      birth_date: localDate('2012-05-14'),
      school_unit: change.schoolUnit ?? school,
      school_form: 'compulsory',
      year_label: '8',
      year: 8,
      stage: '7-9',
      class: change.className ?? '8A',
      security_marking: change.securityMarking ?? 'none',
      municipality_code: '9801',
      active: true,
    })
    .execute();
}
