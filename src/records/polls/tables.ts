/** The polls' tables (migration 0022), as Kysely sees them. */
import type { ColumnType, Generated } from 'kysely';
import type { MeetingKind, MeetingTime, Participant } from '../../domain/case/meeting-parts.ts';
import type { PollAnswer } from '../../domain/polls/poll.ts';
import type { LocalDate } from '../../domain/time.ts';

type Json<T> = ColumnType<T, string, string>;
type Later<T> = ColumnType<T | null, T | null | undefined, T | null>;

/** Why a poll takes no answers: a time was chosen, the coordinator ended it, the assignment is over. */
export type PollEnd = 'chosen' | 'withdrawn' | 'over';
/** How a guest was asked: by mail, or by a person since there is no address, or none that may be used by itself. */
export type Reach = 'mail' | 'missing' | 'protected';

export type PollTables = {
  meeting_poll: {
    id: string;
    case_id: string;
    kind: MeetingKind;
    times: Json<MeetingTime[]>;
    expires_on: LocalDate;
    created_by: string;
    created_on: LocalDate;
    chosen_command: Later<string>;
    closed: Later<PollEnd>;
    created_at: ColumnType<Date, Date | undefined, Date>;
  };
  meeting_poll_guest: {
    id: string;
    poll_id: string;
    seq: number;
    who: Json<Participant['as']>;
    token_hash: Later<string>;
    reached: Later<Reach>;
    answers: ColumnType<PollAnswer[] | null, string | null | undefined, string | null>;
    answered_on: Later<LocalDate>;
    entered_by: Later<string>;
    revoked: Generated<boolean>;
  };
};
