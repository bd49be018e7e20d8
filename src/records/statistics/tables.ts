/** The tables of statistics (migration 0023), as Kysely sees them. */
import type { ColumnType } from 'kysely';
import type { Denominator } from '../../domain/absence-figures.ts';
import type { Stage } from '../../domain/policy.ts';
import type { CaseFacts } from '../../domain/statistics/case-facts.ts';
import type { Course } from '../../domain/statistics/course.ts';
import type { Month } from '../../domain/statistics/period.ts';
import type { LocalDate } from '../../domain/time.ts';

type Json<T> = ColumnType<T, string, string>;

export type StatisticsTables = {
  /** A school's month as it was read: up to which day, and which school days count. */
  absence_month_school: {
    school_unit: string;
    month: Month;
    reckoned_to: LocalDate;
    school_days: number;
    days: Json<LocalDate[]>;
  };
  absence_month: {
    school_unit: string;
    month: Month;
    stage: Stage;
    denominator: Denominator;
    pupils: number;
    minutes: number;
    valid: number;
    invalid: number;
  };
  /** Written by triggers on the rows of absence. */
  absence_month_due: { school_unit: string; month: Month };
  case_fact: {
    case_id: string;
    version: number;
    stage: Stage;
    facts: Json<CaseFacts>;
    course: Json<Course> | null;
    /** `start/on` of the assignment that `course` is of. */
    course_of: string | null;
  };
};
