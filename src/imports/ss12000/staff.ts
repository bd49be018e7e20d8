/** A person's duties and their roles in groups, as the staff roles that duties can tell. */
import type { StaffRole } from '../../domain/case/parts.ts';
import type { SchoolUnitCode } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/time.ts';
import type { Around, Related } from '../../records/sources/related.ts';
import { factShapes, type Facts } from './facts.ts';
import { isOver } from './pupils.ts';
import type { Organisations } from './schools.ts';

/** Coordinators, team leaders, registrars and attendance officers are no duties: they are set in the product. */
export const rolesOfDuties: readonly StaffRole[] = ['rector', 'mentor', 'pupilHealth'];

const roleOfDuty: Record<string, StaffRole> = {
  Rektor: 'rector',
  Förskolechef: 'rector',
  Kurator: 'pupilHealth',
  Skolkurator: 'pupilHealth',
  Skolsköterska: 'pupilHealth',
  Skolpsykolog: 'pupilHealth',
  Skolläkare: 'pupilHealth',
  'Speciallärare/specialpedagog': 'pupilHealth',
  Specialpedagog: 'pupilHealth',
  Elevhälsopersonal: 'pupilHealth',
};

const roleInGroup: Record<string, StaffRole> = {
  Mentor: 'mentor',
  // Of a department in preschool.
  Förskollärare: 'mentor',
  Specialpedagog: 'pupilHealth',
  Elevhälsopersonal: 'pupilHealth',
};

export type RoleSaid = { role: StaffRole; title: string; schoolUnit: SchoolUnitCode; class: string | null };

type Duty = Facts['duty'] & { id: string };

const dutiesOf = (personId: string, around: Around, today: LocalDate): Duty[] =>
  around.duties.flatMap(({ of, other, facts }) => {
    const duty = factShapes.duty.safeParse(facts);
    if (of !== personId || !duty.success || isOver(duty.data, today)) return [];
    return [{ ...duty.data, id: other }];
  });

/** Whether the person has a duty that isn't over, whatever it is: then they are of the staff. */
export const isStaff = (personId: string, around: Around, today: LocalDate): boolean =>
  dutiesOf(personId, around, today).length > 0;

/** The roles of one person on that day; each once. */
export const rolesSaid = (
  personId: string,
  around: Around,
  organisations: Organisations,
  today: LocalDate,
): RoleSaid[] => {
  const roles = dutiesOf(personId, around, today).flatMap((duty) => {
    const own = duty.role === null ? undefined : roleOfDuty[duty.role];
    const atSchools =
      own === undefined
        ? []
        : organisations
            .unitCodes(duty.at)
            .map((schoolUnit) => ({ role: own, title: duty.role ?? '', schoolUnit, class: null }));
    const inGroups = around.roles
      .filter((role) => role.of === duty.id && !isOver(role, today))
      .flatMap((role) => groupRoles(role, duty, around, organisations, today));
    return [...atSchools, ...inGroups];
  });
  const keyOf = ({ role, schoolUnit, class: of }: RoleSaid) => JSON.stringify([role, schoolUnit, of]);
  return [...new Map(roles.toReversed().map((role) => [keyOf(role), role])).values()].toReversed();
};

const groupRoles = (
  { other, word, facts }: Related,
  duty: Duty,
  around: Around,
  organisations: Organisations,
  today: LocalDate,
): RoleSaid[] => {
  const role = roleInGroup[word];
  const group = factShapes.group.safeParse(facts);
  if (role === undefined || !group.success || isOver(group.data, today)) return [];
  const schoolUnit = organisations.unitCode(group.data.at) ?? organisations.unitCodes(duty.at)[0] ?? null;
  if (schoolUnit === null) return [];
  // A preschool teacher's title is the duty's; a teacher is a class's mentor.
  const title = duty.role === null || duty.role === 'Lärare' ? word : duty.role;
  if (role !== 'mentor') return [{ role, title: word, schoolUnit, class: null }];
  const { type, name } = group.data;
  const classes = around.classesOf.get(other) ?? [];
  if (type === 'Klass' || type === 'Avdelning')
    return name === null ? [] : [{ role, title, schoolUnit, class: name }];
  if (type !== 'Mentor') return [];
  // A mentor's group is where the pupils stand who have no class; else their classes are.
  const of = classes.length > 0 ? classes : name === null ? [] : [name];
  return of.map((one) => ({ role, title, schoolUnit, class: one }));
};
