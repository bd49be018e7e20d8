/** Roles that a person of the municipality gives by hand, and the one that never may stand empty. */
import type { StaffRole } from './case/parts.ts';
import type { PersonId } from './ids.ts';
import type { LocalDate } from './time.ts';

/** No duty in a school's system tells of these. Each is held for the whole municipality. */
export const givenRoles = [
  'coordinator',
  'teamLeader',
  'registrar',
  'attendanceOfficer',
] as const satisfies readonly StaffRole[];

export type GivenRole = (typeof givenRoles)[number];

/** Someone who leads the team now. `until` is the last day of it; null has none. */
export type TeamLeader = { personId: PersonId; until: LocalDate | null };

/**
 * Whether a day would come on which nobody leads the team, if this leader stopped now or had a last day. Who is leader for
 * a time doesn't count: that time ends. seed 002: the team leader takes the orders and allocates; without one no case
 * goes on.
 */
export const leavesNoLeader = (leaders: readonly TeamLeader[], personId: PersonId): boolean =>
  leaders.some((leader) => leader.personId === personId) &&
  !leaders.some((leader) => leader.personId !== personId && leader.until === null);
