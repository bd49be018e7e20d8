/** The worker's hands, as the workflows see them. All are safe to repeat. */
import type { Effect } from '../domain/case/effects.ts';
import type { RecordedEvent } from '../domain/case/events.ts';
import type { Undeliverable } from '../domain/case/parts.ts';
import type { CaseState } from '../domain/case/state.ts';
import type { SchoolCalendar } from '../domain/calendar.ts';
import type { CaseId, SchoolUnitCode } from '../domain/ids.ts';
import type { Obligation } from '../domain/obligations/obligation.ts';
import type { Instant, LocalDate } from '../domain/time.ts';

/** The case as the records show it. Replaced whole; an older version than the one there is ignored. */
export type Projection = {
  state: CaseState;
  obligations: Obligation[];
  /** Events since the last projection; rows are unique by case and seq. */
  events: RecordedEvent[];
  nextMoment: Instant | null;
  /** The id of the command that this answers; confirms its content and reservations. Null when time did it. */
  commandIds: string[];
};

/**
 * `to`: who wasn't reached, where the effect itself doesn't name one person (a role, several owners); `more` are
 * the others whom the same effect didn't reach.
 */
export type Delivery =
  | { delivered: true }
  | {
      delivered: false;
      why: Undeliverable['why'];
      to?: Undeliverable['to'];
      more?: Pick<Undeliverable, 'to' | 'why'>[];
    };

export interface CaseActivities {
  project(projection: Projection): Promise<void>;
  /** Sends one effect's mail. A relay that is down is thrown (and retried); a bad address is an answer. */
  deliver(effect: Effect): Promise<Delivery>;
  loadCalendar(schoolUnit: SchoolUnitCode): Promise<SchoolCalendar>;
}

export type DigestReport = {
  sent: number;
  undeliverable: number;
  /** Each case whose reminder didn't arrive, and whom it was for: the case makes a duty of it. */
  unreached: { caseId: CaseId; undeliverable: Undeliverable }[];
};

/** What a morning may have to do besides the quick chores; each is an activity of the same name. */
export type MorningWork = 'lookAtAbsence' | 'makeWeeklyReviews' | 'sendDigests';

/** What a look at absence did. */
export type LookReport = {
  /** Schools that were looked at. */
  schools: number;
  /** Cases that began. */
  began: number;
  /** Running cases that were told another band. */
  told: number;
  /** Passings that the rules let begin nothing. */
  refused: number;
  /** First-day calls that are new. */
  calls: number;
  /** Mails that were written. */
  mails: number;
};

/** A workday's morning, and the moment at which the school-day workflow begins it. */
export type Morning = { morning: LocalDate; at: Instant };

/**
 * A morning after its quick chores. With nothing to do the next one is noted already; else it is noted when the
 * work is done, since the rehearsal's clock takes a morning for past as soon as the next one is noted.
 */
export type OpenedMorning = {
  /** Why the sweep failed, for the log; null when it didn't. The next morning sweeps as well. */
  notSwept: string | null;
} & ({ work: readonly MorningWork[]; next: null } | { work: readonly []; next: Morning });

export interface SchoolDayActivities {
  /**
   * All that an idle morning needs, in one go: sweeps, sees what there is to do on `morning`, and where there is
   * nothing notes the next morning after `at`.
   */
  openMorning(args: { municipality: string; morning: LocalDate; at: Instant }): Promise<OpenedMorning>;
  /** One mail to each person whose duties have a reminder on or before this morning that wasn't sent. */
  sendDigests(args: { morning: LocalDate; at: Instant }): Promise<DigestReport>;
  /**
   * Looks at the absence of each school whose ladder is on, up to `asOf` (null: the day of `at`): begins cases, tells
   * running ones, makes first-day calls and writes the mails about them.
   */
  lookAtAbsence(args: { municipality: string; asOf: LocalDate | null; at: Instant }): Promise<LookReport>;
  /** Makes the week's reviews where this morning is their day, and writes each mentor's one mail. */
  makeWeeklyReviews(args: { morning: LocalDate; at: Instant }): Promise<{ classes: number; mails: number }>;
  /** Sends what stands in the outbox of the mornings and the school day. Throws when the relay is away. */
  sendSchoolMail(): Promise<{ sent: number }>;
  /** Releases reservations and content of commands that were refused or never came. */
  sweep(args: { at: Instant }): Promise<{ released: number }>;
  /** The first morning after a moment, noted for the rehearsal's clock. */
  noteNextMorning(args: { municipality: string; after: Instant }): Promise<Morning>;
  /** The next morning, and the moment of it, on which the school-day workflow has work; never later than 7 days on. */
  nextMorning(args: { after: Instant }): Promise<Morning>;
  /** Keeps the rehearsal clock's view of this workflow true. */
  noteNextMoment(args: { municipality: string; nextMoment: Instant }): Promise<void>;
}
