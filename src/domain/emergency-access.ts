/**
 * Emergency access (nödåtkomst): a coordinator reads a colleague's case for a few hours, because it can't wait, and the
 * team leader sees it the same day. Bryggan's own rules: domain.md §3 lets relation decide who sees what, and this is a
 * relation that one takes, with a reason, for a time.
 */
import type { CaseId, PersonId } from './ids.ts';
import { instant, type Instant } from './time.ts';

export type EmergencyAccess = {
  personId: PersonId;
  /** Null where nothing was opened: it was tried, and the team leader sees that too. */
  caseId: CaseId | null;
  at: Instant;
  /** From then on it gives nothing. */
  until: Instant;
};

/** At most so long, whatever a municipality sets. */
export const mostEmergencyHours = 24;

const hourMs = 3_600_000;

/** When an access that is taken now ends. */
export const emergencyUntil = (now: Instant, hours: number): Instant =>
  instant(now + Math.min(Math.max(hours, 0), mostEmergencyHours) * hourMs);

/** The cases that a person has open in this way at a moment. */
export const openedByEmergency = (
  accesses: readonly EmergencyAccess[],
  personId: PersonId,
  now: Instant,
): CaseId[] => [
  ...new Set(
    accesses
      .filter((one) => one.personId === personId && one.at <= now && now < one.until)
      .flatMap(({ caseId }) => caseId ?? []),
  ),
];

/** What of a case decides whether it can be opened so. */
export type EmergencyFacts = { coordinatorIds: readonly PersonId[]; protectedIdentity: boolean };

/**
 * Only what a coordinator may stand in a relation to: an assignment that somebody has or had. What the school notices
 * before it is none of theirs. domain.md §3: who is protected is opened to named people alone, never in this way.
 */
export const canBeOpened = ({ coordinatorIds, protectedIdentity }: EmergencyFacts): boolean =>
  coordinatorIds.length > 0 && !protectedIdentity;

/** Who guesses at numbers is stopped for the day. */
export const mostMissesADay = 5;
