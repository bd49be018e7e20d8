/** One of each role for the first pupil of a test's municipality: near, at the municipality's centre, and far. */
import type { StaffRole } from '../../src/domain/case/parts.ts';
import { localDate } from '../../src/domain/time.ts';
import { nameDeputy } from '../../src/records/deputies.ts';
import { anId, ids, otherSchool } from '../factories/parts.ts';
import { pupils, type Served } from './served.ts';

export type Who = {
  name: string;
  id: string;
  role: StaffRole | 'guardian' | 'pupil';
  /** Stands in no relation to the first pupil, and none is needed for their role elsewhere. */
  far: boolean;
};

const stranger = { mentor: anId(3001), pupilHealth: anId(3002), guardian: anId(3003), officer: anId(3004) };
/** Takes access to the first pupil's case for some hours. */
const inEmergency = anId(3007);
/** Stands in for the coordinator now, and did so once. */
const deputies = { now: anId(3005), before: anId(3006) };

export const everyone: readonly Who[] = [
  { name: 'the rector', id: ids.rector, role: 'rector', far: false },
  { name: 'the mentor', id: ids.mentor, role: 'mentor', far: false },
  { name: 'pupil health at the school', id: ids.pupilHealth, role: 'pupilHealth', far: false },
  { name: 'the coordinator', id: ids.coordinator, role: 'coordinator', far: false },
  { name: 'the coordinator’s deputy', id: deputies.now, role: 'coordinator', far: false },
  { name: 'a coordinator in an emergency', id: inEmergency, role: 'coordinator', far: false },
  { name: 'a guardian', id: ids.mother, role: 'guardian', far: false },
  { name: 'the pupil', id: pupils.first, role: 'pupil', far: false },
  { name: 'the team leader', id: ids.teamLeader, role: 'teamLeader', far: false },
  { name: 'the registrar', id: ids.registrar, role: 'registrar', far: false },
  { name: 'the attendance officer', id: stranger.officer, role: 'attendanceOfficer', far: false },
  { name: 'a rector of another school', id: ids.otherRector, role: 'rector', far: true },
  { name: 'a mentor at another school', id: stranger.mentor, role: 'mentor', far: true },
  { name: 'pupil health at another school', id: stranger.pupilHealth, role: 'pupilHealth', far: true },
  { name: 'a coordinator of other cases', id: ids.secondCoordinator, role: 'coordinator', far: true },
  { name: 'a deputy whose time is over', id: deputies.before, role: 'coordinator', far: true },
  { name: 'somebody else’s guardian', id: stranger.guardian, role: 'guardian', far: true },
  { name: 'another pupil', id: pupils.elsewhere, role: 'pupil', far: true },
];

/** Writes those whom a test's municipality hasn't got. */
export async function strangers({ town }: Served): Promise<void> {
  const { db } = town.records;
  const staff: [id: string, role: StaffRole, unit: string | null, inClass: string | null][] = [
    [ids.registrar, 'registrar', null, null],
    [stranger.officer, 'attendanceOfficer', null, null],
    [inEmergency, 'coordinator', null, null],
    [deputies.now, 'coordinator', null, null],
    [deputies.before, 'coordinator', null, null],
    [stranger.mentor, 'mentor', otherSchool, '8A'],
    [stranger.pupilHealth, 'pupilHealth', otherSchool, null],
  ];
  for (const [id, role, school_unit, inClass] of staff) {
    await db
      .insertInto('person')
      .values({ id, given_name: role, family_name: 'Prov', email: null, eppn: null, active: true })
      .execute();
    await db
      .insertInto('person_role')
      .values({ person_id: id, role, title: role, school_unit, class: inClass, stages: [] })
      .execute();
  }
  const from = localDate('2026-09-01');
  const named = { by: ids.teamLeader, at: new Date('2026-09-01T08:00:00Z') };
  const period = { coordinatorId: ids.coordinator, from, caseIds: null };
  const now = { ...period, deputyshipId: anId(3105), deputyId: deputies.now, until: localDate('2027-01-31') };
  const over = {
    ...period,
    deputyshipId: anId(3106),
    deputyId: deputies.before,
    until: localDate('2026-09-06'),
  };
  for (const one of [now, over]) await nameDeputy(db, one, named);
  await db
    .insertInto('guardian')
    .values({
      id: stranger.guardian,
      civic_no: '198001010999',
      given_name: 'Vårdnadshavare',
      family_name: 'Annan',
      email: null,
      mobile: null,
    })
    .execute();
}

/** Opens the first pupil's case for who takes it in an emergency. */
export async function openInEmergency(api: Served, caseId: string): Promise<void> {
  const { number } = (await (await api.as(ids.teamLeader, 'teamLeader')).get(`/cases/${caseId}`)).body;
  const who = await api.as(inEmergency, 'coordinator');
  const body = { sought: number, reason: 'Mötet är i dag och koordinatorn är sjuk.' };
  const opened = await who.send('post', '/emergency-accesses', body);
  if (opened.status !== 201) throw new Error(JSON.stringify(opened.body));
}
