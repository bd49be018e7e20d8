/** The school day's tables (migration 0008), as Kysely sees them. */
import type { ColumnType, Generated } from 'kysely';
import type { Role, StaffRole } from '../../domain/case/parts.ts';
import type { Phase } from '../../domain/case/state.ts';
import type { EscalateTo, ObligationKind, Owner } from '../../domain/obligations/obligation.ts';
import type { FlagDutyKind } from '../../domain/flags.ts';
import type { AbsenceBand } from '../../domain/policy.ts';
import type { SchoolDutyFacts, SchoolDutyKind } from '../../domain/school-day/duty.ts';
import type { LocalDate } from '../../domain/time.ts';

type Timestamp = ColumnType<Date, Date | string, Date | string>;
type NullableTimestamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type Json<T> = ColumnType<T, string, string>;

export type SchoolDayTables = {
  school_duty: {
    key: string;
    kind: SchoolDutyKind | FlagDutyKind;
    /** Of a flag's duty alone. */
    case_id: ColumnType<string | null, string | null | undefined, string | null>;
    school_unit: string | null;
    class: string | null;
    pupil_id: string | null;
    owner_role: StaffRole;
    from_date: LocalDate;
    due: LocalDate;
    escalate_on: LocalDate | null;
    escalate_to: EscalateTo | null;
    lapses_on: LocalDate | null;
    done_on: LocalDate | null;
    done_by: string | null;
    how: Json<SchoolDutyFacts>;
    created_at: ColumnType<Date, Date | undefined, Date>;
  };
  school_duty_person: { key: string; person_id: string };
  school_duty_reminder: { key: string; remind_on: LocalDate };
  /** A view: the open ones' holders. */
  school_duty_holder: { key: string; person_id: string };

  /** Views: what cases and schools owe, together. `case_id` is '' for a school's own; a flag's is its case's. */
  duty: {
    case_id: string;
    key: string;
    kind: ObligationKind | SchoolDutyKind | FlagDutyKind;
    case_number: string;
    pupil_id: string | null;
    school_unit: string | null;
    phase: Phase | null;
    class: string | null;
    owner: Owner;
    owner_role: Role;
    from_date: LocalDate;
    due: LocalDate;
    escalate_on: LocalDate | null;
    escalate_to: EscalateTo | null;
    escalated_on: LocalDate | null;
    subject_id: string | null;
    moved: 'byPerson' | 'byLov' | 'byHoliday' | null;
    lapses_on: LocalDate | null;
    how: SchoolDutyFacts;
  };
  duty_holder: { case_id: string; key: string; person_id: string };
  duty_reminder: { case_id: string; key: string; remind_on: LocalDate; lapses_on: LocalDate | null };

  /** What the last look at a pupil's absence saw. `passing`: a case is to begin, or may have begun unnoticed. */
  absence_standing: {
    pupil_id: string;
    band: AbsenceBand;
    since: LocalDate;
    as_of: LocalDate;
    passing: LocalDate | null;
  };
  school_look: { school_unit: string; as_of: LocalDate; settled: boolean };
  absence_arrival: {
    id: Generated<string>;
    at: Timestamp;
    looked_at: NullableTimestamp;
    school_unit: string | null;
  };
  first_day_call: {
    id: string;
    pupil_id: string;
    date: LocalDate;
    called_on: LocalDate;
    whom: 'guardian' | 'pupil';
    reached: boolean;
    content_id: string | null;
    guardian_notified: 'bySchoolSystem' | 'here' | null;
    by_person: string;
    at: Timestamp;
  };
};
