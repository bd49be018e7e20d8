/** Words that files use, in lower case, and what they are in the domain. */
import type { StaffRole } from '../../domain/case/parts.ts';
import type { CalendarPeriodRow, GuardianRow, PupilRow, SchoolUnitRow } from '../../domain/import-rows.ts';
import type { SchoolForm } from '../../domain/policy.ts';

const words = <T>(table: Record<string, T>): ReadonlyMap<string, T> => new Map(Object.entries(table));

/** Skolverket's abbreviations of the school forms. */
export const schoolForms: ReadonlyMap<string, SchoolForm> = words({
  fs: 'preschool',
  fskl: 'preschoolClass',
  gr: 'compulsory',
  gy: 'upperSecondary',
  grs: 'adaptedCompulsory',
  gran: 'adaptedCompulsory',
  gys: 'adaptedUpperSecondary',
  gyan: 'adaptedUpperSecondary',
});

/** EHT/BHT's professions are one role; the title stays as it was written. */
export const roles: ReadonlyMap<string, StaffRole> = words({
  rektor: 'rector',
  teamledare: 'teamLeader',
  insatskoordinator: 'coordinator',
  mentor: 'mentor',
  klassföreståndare: 'mentor',
  förskollärare: 'mentor',
  kurator: 'pupilHealth',
  specialpedagog: 'pupilHealth',
  skolsköterska: 'pupilHealth',
  skolpsykolog: 'pupilHealth',
  skolläkare: 'pupilHealth',
  skolpliktshandläggare: 'attendanceOfficer',
  registrator: 'registrar',
});

/** Roles that are held at a school, and the one that is held for a class. */
export const schoolRoles: readonly StaffRole[] = ['rector', 'mentor', 'pupilHealth'];

export const periodKind = (name: string): CalendarPeriodRow['kind'] => {
  const word = name.toLowerCase();
  if (word === 'läsår' || word === 'hösttermin' || word === 'vårtermin') return 'term';
  if (word.startsWith('studiedag') || word.startsWith('klämdag')) return 'studyDay';
  return 'lov';
};

export const authorities: ReadonlyMap<string, SchoolUnitRow['authority']> = words({
  kommunal: 'municipal',
  kommun: 'municipal',
  fristående: 'independent',
  enskild: 'independent',
});

export const securityMarkings: ReadonlyMap<string, PupilRow['securityMarking']> = words({
  ingen: 'none',
  sekretessmarkering: 'secrecy',
  'skyddad folkbokföring': 'protectedRegistration',
});

export const relations: ReadonlyMap<string, GuardianRow['relation']> = words({
  vårdnadshavare: 'guardian',
  'god man': 'appointed',
  'särskilt förordnad vårdnadshavare': 'appointed',
  annan: 'other',
  annat: 'other',
});

export const absenceKinds: ReadonlyMap<string, 'valid' | 'invalid'> = words({
  giltig: 'valid',
  ogiltig: 'invalid',
  valid: 'valid',
  invalid: 'invalid',
});
