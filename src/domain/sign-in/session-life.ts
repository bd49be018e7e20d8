/** How long a session lasts: as long as it is used, and never longer than a working day. */
import { instant, type Instant } from '../time.ts';

export type SessionLimits = {
  /** Unused for so long, it ends. */
  idleMs: number;
  /** However much it is used, it ends. */
  longestMs: number;
};

/** When a session that begins now ends at the latest. */
export const endsAtLatest = (now: Instant, { longestMs }: SessionLimits): Instant => instant(now + longestMs);

/** When a session that is used now ends, if it isn't used again. */
export const expiresAt = (now: Instant, endsAt: Instant, { idleMs }: SessionLimits): Instant =>
  instant(Math.min(endsAt, now + idleMs));

/** Noting each request would be a write for each: it's enough that the time is right to this. */
const notedEveryMs = 60_000;

/** Whether it's time to note that the session is used. */
export const isToBeNoted = (now: Instant, lastSeenAt: Instant, { idleMs }: SessionLimits): boolean =>
  now - lastSeenAt >= Math.min(notedEveryMs, idleMs / 10);
