/**
 * What the world is told when a case changes. Pure: an event in, effects out. Each has a stable key, so that a
 * repeated effect is the same effect; the worker's hands turn it into mail.
 */
import type { CaseId, MeetingId } from '../ids.ts';
import type { Instant, LocalDate } from '../time.ts';
import type { Giver } from './consent-parts.ts';
import type { MeetingInput, MeetingKind, MeetingTime, Participant } from './meeting-parts.ts';
import type { Owner } from '../obligations/obligation.ts';

/** Urgent notices, mailed at once; everything else waits for the morning's digest. */
export type NoticeKind =
  | 'orderReturned'
  | 'orderPlaced'
  | 'ehtDecided'
  | 'allocated'
  | 'handedOver'
  | 'consentWithdrawn'
  | 'consentExpired'
  | 'meetingAskedFor'
  | 'lapsed'
  | 'extended'
  | 'closed'
  | 'reopened'
  | 'cameOfAge'
  | 'monitoringDone'
  | 'absenceNoticed'
  | 'concernRaised'
  | 'guardianTalkRecorded'
  | 'reportedToEht'
  | 'ehtDecisionMade'
  | 'ehtAnswer'
  | 'pupilLeft';

export type Effect = { key: string; caseId: CaseId; at: Instant } & (
  | {
      type: 'invitation';
      /** `remind` is a mail without a calendar part. */
      method: 'request' | 'cancel' | 'remind';
      meetingId: MeetingId;
      kind: MeetingKind;
      time: MeetingTime;
      where: MeetingInput['where'];
      sequence: number;
      /** Somebody who wasn't invited before comes to a meeting that others know: it's no change to them. */
      first?: boolean;
      to: Participant;
    }
  | { type: 'notice'; notice: NoticeKind; to: Owner | { by: 'giver'; giver: Giver }; date: LocalDate | null }
);
