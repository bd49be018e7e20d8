/**
 * The first-day call (seed 004: 1:a dagssamtal, omtankessamtal): which day of absence asks for one, who calls whom,
 * and whether the guardians must be told the same day (skollagen 7:17).
 */
import { ageOfMajority } from '../case/open.ts';
import type { PupilId } from '../ids.ts';
import type { Policy, SchoolForm } from '../policy.ts';
import { ageOn, type LocalDate } from '../time.ts';

type Rule = Policy['ladder']['firstDayCall'];

/** One pupil's reported absence on one day, so far as it is known. */
export type DayAway = {
  valid: number;
  invalid: number;
  /** The year's minutes a day; null when unknown. */
  offered: number | null;
  /** The day's first lesson is among those missed: the pupil never came. */
  fromTheStart: boolean;
};

/**
 * Whether a day is one of the kind that the policy calls about. `firstDayAway`: the pupil didn't come, was away at
 * least half of the day, or was somewhere else without leave; a visit to the dentist at noon is no day away.
 */
export const countsAsAway = (rule: Pick<Rule, 'on'>, day: DayAway | null): boolean => {
  if (day === null || day.valid + day.invalid === 0) return false;
  if (rule.on === 'firstInvalidLesson') return day.invalid > 0;
  const half = day.offered === null || 2 * (day.valid + day.invalid) >= day.offered;
  return day.invalid > 0 || day.fromTheStart || half;
};

/**
 * Whether `day` asks for a call: the first of its spell. A day that follows upon a school day of the same kind is
 * known already; `before` is the school day before it, whatever weekend or lov lies between.
 */
export const asksForCall = (rule: Pick<Rule, 'on'>, day: DayAway | null, before: DayAway | null): boolean =>
  countsAsAway(rule, day) && !countsAsAway(rule, before);

export type Called = 'guardian' | 'pupil';

/**
 * Who is called: the guardian up to year 5, the pupil from year 6 (seed 004), in the gymnasium as the policy says,
 * and from 18 always the pupil, who is of age. Null in preschool, which is voluntary (domain.md §2.1).
 */
export const whoIsCalled = (
  rule: Pick<Rule, 'upperSecondary'>,
  pupil: { schoolForm: SchoolForm; year: number | null; birthDate: LocalDate },
  on: LocalDate,
): Called | null => {
  if (pupil.schoolForm === 'preschool') return null;
  if (ageOn(pupil.birthDate, on) >= ageOfMajority) return 'pupil';
  switch (pupil.schoolForm) {
    case 'upperSecondary':
    case 'adaptedUpperSecondary':
      return rule.upperSecondary;
    case 'preschoolClass':
      return 'guardian';
    case 'compulsory':
    case 'adaptedCompulsory':
      return (pupil.year ?? 0) <= 5 ? 'guardian' : 'pupil';
  }
};

/**
 * Whether the guardians must be told the same day that the pupil is away without valid reason: skollagen 7:17. The
 * gymnasium's guardians are told likewise, so long as the pupil is under 18. Preschool is voluntary.
 */
export const guardiansMustBeTold = (
  pupil: { schoolForm: SchoolForm; birthDate: LocalDate },
  invalidMinutes: number,
  on: LocalDate,
): boolean =>
  invalidMinutes > 0 && pupil.schoolForm !== 'preschool' && ageOn(pupil.birthDate, on) < ageOfMajority;

export const firstDayCallKey = (pupilId: PupilId, date: LocalDate): string =>
  `firstDayCall/${pupilId}/${date}`;

/** So many days after its due day a call that nobody made is history. */
export const callLapsesAfterDays = 7;
