/** The tables of others' part, as Kysely sees them: see migration 0011. */
import type { ColumnType } from 'kysely';
import type { Remit } from '../../domain/remit/remit.ts';
import type { Answers, Moment, Respondent, SurveyForm } from '../../domain/surveys/form.ts';
import type { Tally } from '../../domain/surveys/tally.ts';
import type { LocalDate } from '../../domain/time.ts';

type Stamped = ColumnType<Date, Date | string | undefined, Date | string>;
type Json<T> = ColumnType<T, string, string>;
type SealableJson<T> = ColumnType<T | null, string | null, string | null>;

export type ListName = 'supportKind' | 'directory' | 'yearWheel';

export interface OthersPartTables {
  /** `body` is the item as its list's schema had it when it was saved. */
  municipal_list: {
    list: ListName;
    id: string;
    body: Json<unknown>;
    changed_by: string;
    created_at: Stamped;
    changed_at: Stamped;
  };
  remit: { version: number; body: Json<Remit>; created_by: string; created_on: LocalDate };
  survey: { id: string; retired: boolean; created_at: Stamped };
  /** Never updated: the database refuses it. */
  survey_version: {
    survey_id: string;
    version: number;
    form: Json<SurveyForm>;
    created_by: string;
    created_on: LocalDate;
  };
  /** An anonymous survey handed out for a time. */
  survey_round: {
    id: string;
    survey_id: string;
    version: number;
    name: string;
    moment: Moment;
    from_date: LocalDate;
    to_date: LocalDate;
    closed_on: LocalDate | null;
    created_by: string;
    created_at: Stamped;
  };
  survey_tally: {
    round_id: string;
    school_unit: string;
    class: string;
    /** In the clear, where the connection that wrote it carried no ring; else null. */
    tally: SealableJson<Tally>;
    sealed: Buffer | null;
    key_id: string | null;
  };
  case_survey: {
    id: string;
    case_id: string;
    survey_id: string;
    version: number;
    secrecy: 'strong' | 'weak';
    respondent: Respondent;
    guardian_id: string | null;
    moment: Moment;
    expires_on: LocalDate;
    repeatable: boolean;
    withdrawn_on: LocalDate | null;
    created_by: string;
    created_on: LocalDate;
  };
  case_survey_answer: {
    id: string;
    case_survey_id: string;
    /** As a tally. */
    answers: SealableJson<Answers>;
    sealed: Buffer | null;
    key_id: string | null;
    how: 'link' | 'paper';
    entered_by: string | null;
    answered_on: LocalDate;
  };
  survey_link: {
    token_hash: string;
    round_id: string | null;
    school_unit: string | null;
    class: string | null;
    case_survey_id: string | null;
    repeatable: boolean;
    expires_on: LocalDate;
  };
  relation_round: {
    id: string;
    school_unit: string;
    class: string;
    held_on: LocalDate;
    answered_by: 'staff' | 'pupils';
    closed_on: LocalDate | null;
    created_by: string;
    created_at: Stamped;
  };
  relation_pupil: { round_id: string; pupil_id: string };
  relation_answer: { round_id: string; answerer_id: string; answered_on: LocalDate; entered_by: string };
  relation_mark: { round_id: string; pupil_id: string; adult_id: string };
  year_wheel_done: {
    task_id: string;
    school_unit: string;
    school_year: number;
    done_on: LocalDate;
    done_by: string;
    note: string | null;
  };
}
