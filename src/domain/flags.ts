/**
 * A team leader flags a case to its coordinators with a short note, they answer, the team leader closes. The note and
 * the answer are stories of the records; what is owed for them stands among the other duties.
 */
import { addWorkdays, type SchoolCalendar } from './calendar.ts';
import type { CaseId, ContentId, FlagId, PersonId } from './ids.ts';
import type { ObligationKind } from './obligations/obligation.ts';
import type { SchoolDuty } from './school-day/duty.ts';
import type { LocalDate } from './time.ts';

export type CaseFlag = {
  flagId: FlagId;
  caseId: CaseId;
  flaggedBy: PersonId;
  flaggedOn: LocalDate;
  noteId: ContentId;
  answer: { by: PersonId; on: LocalDate; contentId: ContentId } | null;
  closed: { by: PersonId; on: LocalDate } | null;
};

/** Owed for a case and kept beside it: the case itself neither knows nor needs them. */
export const flagDutyKinds = ['answerFlag', 'closeFlag'] as const;
export type FlagDutyKind = (typeof flagDutyKinds)[number];

/** Whatever is owed in one case. */
export type CaseDutyKind = ObligationKind | FlagDutyKind;

/** Bryggan's own order: an answer within three workdays, and a look at it within five. */
export const flagDays = { answer: 3, close: 5 } as const;

type Raised = Pick<CaseFlag, 'flagId' | 'caseId'>;

export const answerFlagKey = (flagId: FlagId): string => `answerFlag/${flagId}`;
export const closeFlagKey = (flagId: FlagId): string => `closeFlag/${flagId}`;

/**
 * The coordinators' answer, whoever they are by then. Named in the digest of the next morning and of the last day;
 * the workday after, the team leaders hear that it is missing.
 */
export const answerFlagDuty = (flag: Raised, on: LocalDate, cal: SchoolCalendar): SchoolDuty => {
  const due = addWorkdays(cal, on, flagDays.answer);
  return {
    ...dutyOf(flag, 'answerFlag', on),
    ownerRole: 'coordinator',
    personIds: [],
    due,
    remindOn: [addWorkdays(cal, on, 1), due],
    escalateOn: addWorkdays(cal, due, 1),
    escalateTo: 'teamLeader',
  };
};

/** To read the answer and close: of whoever flagged. */
export const closeFlagDuty = (
  flag: Raised & Pick<CaseFlag, 'flaggedBy'>,
  answeredOn: LocalDate,
  cal: SchoolCalendar,
): SchoolDuty => {
  const due = addWorkdays(cal, answeredOn, flagDays.close);
  return {
    ...dutyOf(flag, 'closeFlag', answeredOn),
    ownerRole: 'teamLeader',
    personIds: [flag.flaggedBy],
    due,
    remindOn: [addWorkdays(cal, answeredOn, 1), due],
    escalateOn: null,
    escalateTo: null,
  };
};

const dutyOf = ({ flagId, caseId }: Raised, kind: FlagDutyKind, from: LocalDate) => ({
  key: kind === 'answerFlag' ? answerFlagKey(flagId) : closeFlagKey(flagId),
  kind,
  caseId,
  schoolUnit: null,
  class: null,
  pupilId: null,
  from,
  lapsesOn: null,
  how: { flagId },
});
