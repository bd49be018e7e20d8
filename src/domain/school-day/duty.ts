/** What a school owes beside its cases. Kept in the records, not in a case: most of it is about a whole class. */
import type { StaffRole } from '../case/parts.ts';
import type { FlagDutyKind } from '../flags.ts';
import type { CaseId, FlagId, PersonId, PupilId, SchoolUnitCode } from '../ids.ts';
import type { EscalateTo, ObligationKind } from '../obligations/obligation.ts';
import type { LocalDate } from '../time.ts';

export const schoolDutyKinds = ['weeklyReview', 'firstDayCall', 'yearWheelTask', 'dataSilence'] as const;
export type SchoolDutyKind = (typeof schoolDutyKinds)[number];

export const isSchoolDuty = (kind: ObligationKind | SchoolDutyKind | FlagDutyKind): kind is SchoolDutyKind =>
  schoolDutyKinds.some((one) => one === kind);

export type SchoolDuty = {
  /** `weeklyReview/<school>/<class>/<week>`, `firstDayCall/<pupil>/<date>`, … */
  key: string;
  kind: SchoolDutyKind | FlagDutyKind;
  /** Of a flag's duty: the case. */
  caseId?: CaseId;
  /** Null: of the whole municipality. */
  schoolUnit: SchoolUnitCode | null;
  class: string | null;
  pupilId: PupilId | null;
  /** Whose it is where nobody is named; a mentor's is their class's, and the rector's where the class has none. */
  ownerRole: StaffRole;
  personIds: readonly PersonId[];
  /** Shown to its owner from this day. */
  from: LocalDate;
  due: LocalDate;
  /** The mornings on which the digest tells of it, `from` among them unless a mail of its own does. */
  remindOn: readonly LocalDate[];
  escalateOn: LocalDate | null;
  escalateTo: EscalateTo | null;
  /** From this day it is history, done or not. */
  lapsesOn: LocalDate | null;
  /** Ids, numbers and choices that its page and its line in a mail need. No names. */
  how: SchoolDutyFacts;
};

export type SchoolDutyFacts = {
  /** The day of absence that a call is about, or the last one of which a school's data tells. */
  date?: LocalDate;
  week?: string;
  about?: { from: LocalDate; to: LocalDate };
  /** Pupils of the class over the limit, and with something to look at, when it was made. */
  overLimit?: number;
  toSee?: number;
  /** A municipality's own name for it: the year's wheel. The school's, of a silence. */
  title?: string;
  /** A review: who was looked through, pupil by pupil; absent when the class was seen as a whole. */
  seen?: Record<PupilId, { how: 'seen' | 'measure'; contentId: string | null }>;
  /** Of a flag's duty. */
  flagId?: FlagId;
  /** A review that a later week's took along. */
  withWeek?: string;
};
