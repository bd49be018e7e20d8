/**
 * A municipality's way of working, as data (domain.md §1). A running case keeps the policy that it began with
 * until a command moves it. Periods are in the unit that their name says; lists are never empty unless said.
 */
import type { Weekday } from './time.ts';

/** förskola, förskoleklass, grundskola, gymnasieskola, anpassad grund-, anpassad gymnasieskola. */
export type SchoolForm =
  | 'preschool'
  | 'preschoolClass'
  | 'compulsory'
  | 'upperSecondary'
  | 'adaptedCompulsory'
  | 'adaptedUpperSecondary';

/** A stretch of ages that coordinators split between them (seed 001: förskola–åk 3, åk 4–9). */
export type Stage = 'preschool' | 'F-3' | '4-6' | '7-9' | 'upperSecondary';

/** Preconditions that an order shows with date and evidence (seed 002). */
export type PreconditionKind =
  'absenceNoticed' | 'inquiryMade' | 'reportedToAuthority' | 'measuresBegun' | 'otherActorsNeedCoordination';

/** Further documents that an order must carry, by policy. */
export type OrderAttachmentKind =
  'absenceFigures' | 'mapping' | 'inquiry' | 'actionProgramme' | 'measuresTried';

/** Bands of absence that change the case's rhythm: under the limit, at or over it, all of the offered time. */
export type AbsenceBand = 'below' | 'limit' | 'total';

export type Policy = {
  id: string;
  version: number;
  /** Shown to people, Swedish. */
  name: string;
  start: {
    /** What may start an assignment: the rector's order, EHT's decision, or both. */
    by: ('order' | 'ehtDecision')[];
    schoolForms: SchoolForm[];
    /** 'any', or the municipality codes in which the pupil must be registered. */
    residence: 'any' | { municipalityCodes: string[] };
    schoolAuthorities: ('municipal' | 'independent')[];
    /** Per school form; a form that isn't named needs none. 7:19 a doesn't cover gymnasium. */
    preconditions: Partial<Record<SchoolForm, PreconditionKind[]>>;
    attachments: OrderAttachmentKind[];
    /** Days within which an incomplete order is to be completed. */
    completeWithinDays: number;
  };
  consent: {
    /** 'assignment': no allocation without consent (seed 002); 'sharing': only sharing needs it. */
    neededFor: 'assignment' | 'sharing';
    remindEveryDays: number;
    expiryWarningDays: number;
    /** No consent runs longer than this many months. */
    maxMonths: number;
  };
  limit: {
    measure: 'total' | 'invalid';
    percent: number;
    /** 'above' 15 % or 'from' 15 %. */
    comparison: 'above' | 'from';
    window: { kind: 'rollingWeeks'; weeks: number } | { kind: 'calendarMonth' } | { kind: 'term' };
    leastSchoolDays: number;
  };
  allocation: {
    withinDays: number;
    /** Open assignments for each coordinator, at most. */
    caseloadLimit: number;
    stages: Stage[];
    maxCoordinators: number;
  };
  work: {
    firstContactWithinDays: number;
    startMeetingWithinDays: number;
    mappingWithinDays: number;
    planWithinDays: number;
    /** After an evaluation with the outcome 'changedPlan'. */
    revisePlanWithinDays: number;
    papersWithinDays: number;
    minutesWithinDays: number;
    callMeetingWithinDays: number;
  };
  followUp: {
    /** ISO weekday by which the week's follow-up is held. */
    weekday: Weekday;
    /** School days after the due day until it's recorded as missed. */
    graceSchoolDays: number;
    /** Each school day at 100 % absence (seed 000). */
    dailyAtTotalAbsence: boolean;
    /** EHT and coordinator, each month, for pupils at the limit. */
    monthlyReview: boolean;
  };
  evaluation: { everyWeeks: number };
  cap:
    | { kind: 'none' }
    | {
        kind: 'months';
        months: number;
        warnWeeksBefore: number;
        /** A cap that falls in the summer is prompted at least this early. */
        warnWeeksBeforeSummer: number;
        extension: { maxTimes: number | null; maxMonths: number; decidedBy: ('rector' | 'teamLeader')[] };
      };
  monitoring: { checkUpWeeks: number[] };
  comingOfAge: { warnWeeksBefore: number };
  /** The school's side, before anything is ordered (domain.md §2 steps 1–5). Days unless the name says otherwise. */
  ladder: {
    /** Each mentor looks through the class's attendance (seed 003 step 1). */
    weeklyReview: { weekday: Weekday; remindAfterSchoolDays: number; tellRectorAfterSchoolDays: number };
    firstDayCall: {
      on: 'firstDayAway' | 'firstInvalidLesson';
      /** Whom the gymnasium calls; F–5 the guardian, 6–9 the pupil (seed 004). */
      upperSecondary: 'guardian' | 'pupil';
    };
    /** From the day on which the limit was passed. */
    guardianTalkWithinDays: number;
    reportToEhtWithinDays: number;
    /** From the report or the concern. */
    ehtDecidesWithinDays: number;
    /** From EHT's decision. */
    mentorToldWithinDays: number;
    /** To be opened from the limit, and to be done from its opening: skyndsamt (skollagen 7:19 a). */
    inquiryWithinDays: number;
    /** From the inquiry's opening: snarast (7:19 a, 7:22). */
    authorityToldWithinDays: number;
    /** From EHT's decision that the coordinator is needed, where the rector orders. */
    orderWithinDays: number;
  };
  /** Days after the due day until a duty is told upwards, unless the table of obligations says otherwise. */
  escalation: { afterDays: number };
  meetings: { remindDaysBefore: number };
};
