/** Whom a rehearsal offers to be: staff in each of their roles, families, and those around a pupil or a case. */
import { z } from 'zod';
import type { StaffRole } from '../domain/case/parts.ts';
import { findCase } from '../records/cases.ts';
import type { Db } from '../records/connect.ts';
import { findPeople, mentorsOf, peopleWithRole, type Person } from '../records/people.ts';
import { findPupil, guardiansOf, type Pupil } from '../records/pupils.ts';
import { Problem } from './problem.ts';
import { sessionRoleValues } from './schemas/common.ts';
import { fullName } from './session.ts';

export const someone = z
  .object({
    personId: z.string(),
    name: z.string(),
    role: z.enum(sessionRoleValues),
    title: z.string().nullable(),
    schoolUnit: z.string().nullable(),
    class: z.string().nullable(),
    pupilId: z.string().nullable().meta({ description: "A guardian's child." }),
  })
  .meta({ id: 'Someone', description: 'A person in one role.' });

export type Someone = z.output<typeof someone>;

/** Each in each of their roles. */
export const staffAs = (people: readonly Person[]): Someone[] =>
  people.flatMap(({ id: personId, roles, ...who }) =>
    roles.map((held) => ({
      personId,
      name: fullName(who),
      role: held.role,
      title: held.title,
      schoolUnit: held.schoolUnit,
      class: held.class,
      pupilId: null,
    })),
  );

/** The pupil, their guardians and mentors. Throws `not-found`. */
export async function aroundPupil(db: Db, pupilId: string): Promise<Someone[]> {
  const pupil = await findPupil(db, pupilId);
  if (pupil === null) throw new Problem('not-found', { field: 'query/pupil' });
  const mentors = staffAs(await findPeople(db, await mentorsOf(db, pupil.schoolUnit, pupil.class)));
  const ofClass = mentors.filter(
    (one) => one.role === 'mentor' && one.schoolUnit === pupil.schoolUnit && one.class === pupil.class,
  );
  return [...ofClass, ...(await family(db, pupil))];
}

/** The pupil and their guardians. */
export async function family(db: Db, pupil: Pupil): Promise<Someone[]> {
  const guardians = await guardiansOf(db, pupil.id);
  const place = { title: null, schoolUnit: pupil.schoolUnit, class: pupil.class };
  return [
    { personId: pupil.id, name: fullName(pupil), role: 'pupil', ...place, pupilId: null },
    ...guardians.map((guardian) => ({
      personId: guardian.id,
      name: fullName(guardian),
      role: 'guardian' as const,
      ...place,
      pupilId: pupil.id,
    })),
  ];
}

/** Rector, team leaders, the case's coordinators, mentors and family, in the order of their parts. Throws `not-found`. */
export async function aroundCase(db: Db, caseId: string): Promise<Someone[]> {
  const file = await findCase(db, caseId);
  if (file === null) throw new Problem('not-found', { field: 'query/case' });
  const { schoolUnit } = file.state.pupil;
  const heldAs = (people: readonly Person[], role: StaffRole): Someone[] =>
    staffAs(people).filter(
      (one) => one.role === role && (one.schoolUnit === null || one.schoolUnit === schoolUnit),
    );
  const [rectors, leaders, coordinators, near] = await Promise.all([
    peopleWithRole(db, 'rector', schoolUnit),
    peopleWithRole(db, 'teamLeader', null),
    findPeople(db, file.coordinatorIds),
    aroundPupil(db, file.pupilId),
  ]);
  return [
    ...heldAs(rectors, 'rector'),
    ...heldAs(leaders, 'teamLeader'),
    ...heldAs(coordinators, 'coordinator'),
    ...near,
  ];
}
