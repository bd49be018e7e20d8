/**
 * Who of a family signs in by their own e-ID, to give and withdraw consent, answer invitations and read the plan.
 * Whoever doesn't do it all on paper, as before. Default deny.
 */
import { ageOfMajority } from '../case/open.ts';
import { ageOn, type LocalDate } from '../time.ts';

export type ChildFacts = { birthDate: LocalDate; protectedIdentity: boolean };

export type PupilOwnFacts = {
  birthDate: LocalDate;
  /** Whether somebody judged, in a case that goes on, that the pupil speaks for themselves; null: nobody has judged. */
  speaksForSelf: boolean | null;
};

/** `admitted`, or what stands in the way. The reason is for the log; the person is told the same in each. */
export type FamilyEntry = 'admitted' | 'noChild' | 'protectedChild' | 'tooYoung';

/** skollagen 29:12: from 16 on a pupil pleads their own cause. Before that maturity is judged (domain.md §2 step 6). */
export const ageOfOwnVoice = 16;

/**
 * A guardian of children under 18 (domain.md §3: at 18 the guardians' part ends). Where one of them has a protected
 * identity nobody is let in by e-ID: the register can't tell the guardian whom the child is hidden from, and a case
 * shows where the child goes to school.
 */
export function guardianEntry(children: readonly ChildFacts[], today: LocalDate): FamilyEntry {
  const minors = children.filter(({ birthDate }) => ageOn(birthDate, today) < ageOfMajority);
  if (minors.length === 0) return 'noChild';
  return minors.some(({ protectedIdentity }) => protectedIdentity) ? 'protectedChild' : 'admitted';
}

/** A pupil of 16, or younger where somebody judged that they speak for themselves. */
export const pupilEntry = ({ birthDate, speaksForSelf }: PupilOwnFacts, today: LocalDate): FamilyEntry =>
  ageOn(birthDate, today) >= ageOfOwnVoice || speaksForSelf === true ? 'admitted' : 'tooYoung';
