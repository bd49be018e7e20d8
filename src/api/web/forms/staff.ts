/** The staff whom a case's forms offer: those of the pupil's school, the case's coordinators, the team. */
import type { StaffRole } from '../../../domain/case/parts.ts';
import { coordinatorIdsOf } from '../../../domain/permissions.ts';
import type { CaseFile } from '../../../records/cases.ts';
import type { Db } from '../../../records/connect.ts';
import { findPeople, listPeople, type Person } from '../../../records/people.ts';
import type { Option } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';
import { fullName } from '../../session.ts';

export type NearStaff = { person: Person; role: StaffRole };

/** Who is nearest to the work comes first. */
const order: readonly StaffRole[] = [
  'coordinator',
  'mentor',
  'rector',
  'pupilHealth',
  'teamLeader',
  'attendanceOfficer',
  'registrar',
];

/** The mentors of the pupil's class are among the school's; mentors of other classes aren't near. */
export async function staffOf(db: Db, { state }: CaseFile): Promise<NearStaff[]> {
  const { schoolUnit, mentorIds } = state.pupil;
  const [school, own, leaders] = await Promise.all([
    listPeople(db, { schoolUnit }),
    findPeople(db, [...coordinatorIdsOf(state), ...mentorIds]),
    listPeople(db, { role: 'teamLeader' }),
  ]);
  const known = new Map([...own, ...school, ...leaders].map((person) => [person.id, person]));
  const near = [...known.values()].flatMap((person): NearStaff[] => {
    const role = order.find((one) => holdsNear(person, one, state.pupil));
    return role === undefined ? [] : [{ person, role }];
  });
  return near.toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
}

function holdsNear(
  { id, roles }: Person,
  role: StaffRole,
  { schoolUnit, mentorIds }: CaseFile['state']['pupil'],
): boolean {
  if (role === 'mentor') return mentorIds.includes(id);
  return roles.some(
    (held) => held.role === role && (held.schoolUnit === null || held.schoolUnit === schoolUnit),
  );
}

export const staffOptions = (ui: Ui, staff: readonly NearStaff[]): Option[] =>
  staff.map(({ person, role }) => ({
    value: person.id,
    label: `${fullName(person)}, ${ui.t(`role.${role}`)}`,
  }));
