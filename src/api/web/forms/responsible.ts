/** Who answers for a measure or a decision: a member of staff by name, or a part of the family, or an authority. */
import type { Party, StaffRole } from '../../../domain/case/parts.ts';
import type { Option } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';
import { optionsOf } from './options.ts';
import { staffOptions, type NearStaff } from './staff.ts';

type Responsible = { party: Party | 'coordinator'; personId: string | null };

/** What a member of staff is in a plan; a team leader works as coordinator, the others as pupil health or authority. */
const partyOfRole: Readonly<Record<StaffRole, Responsible['party']>> = {
  coordinator: 'coordinator',
  teamLeader: 'coordinator',
  mentor: 'mentor',
  rector: 'rector',
  pupilHealth: 'pupilHealth',
  attendanceOfficer: 'otherAuthority',
  registrar: 'otherAuthority',
};

const parties = [
  'pupil',
  'guardian',
  'coordinator',
  'mentor',
  'rector',
  'pupilHealth',
  'socialServices',
  'bup',
  'otherAuthority',
] as const;

/** `bup`, or `mentor/<person>`. */
export const responsibleValue = ({ party, personId }: Responsible): string =>
  personId === null ? party : `${party}/${personId}`;

/** Staff by name first: a named person gets it on their list. */
export const responsibleOptions = (ui: Ui, staff: readonly NearStaff[]): Option[] => {
  const named = staffOptions(ui, staff);
  return [
    ...staff.map(({ person, role }, index) => ({
      value: responsibleValue({ party: partyOfRole[role], personId: person.id }),
      label: named[index]?.label ?? '',
    })),
    ...optionsOf(ui, 'party', parties),
  ];
};

/** The chosen value as the command's body has it; what isn't one is left for the schema to refuse. */
export const responsibleOf = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  const [party, personId = null] = value.split('/');
  return { party, personId };
};
