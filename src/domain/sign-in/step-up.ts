/** What needs that one has signed in a moment ago, however long the session has stood open. */
import type { Instant } from '../time.ts';

/** What harms most in the hands of whoever sits down at a computer that somebody left. */
export type SensitiveAct = 'protectedIdentity' | 'destruction' | 'apiClient';

/** How a session was begun. */
export type SignedInHow = {
  /** When the person last proved who they are; null when the provider doesn't say. */
  authenticatedAt: Instant | null;
  /** The strength that the provider gave it (OpenID Connect's `acr`); null when it doesn't say. */
  acr: string | null;
};

/** How long a sign-in is fresh, in minutes. RFC 9470 is how a client is told. */
export const freshForMinutes: Readonly<Record<SensitiveAct, number>> = {
  // domain.md §3: named people only. A lesson's length at a desk.
  protectedIdentity: 30,
  // Nothing brings it back.
  destruction: 5,
  // Who makes a secret opens a door that stands open without them.
  apiClient: 5,
};

/** A provider's clock may go before ours by so much. */
const skewMs = 60_000;

/**
 * Whether one must sign in anew before the act. `strong` are the strengths that suffice; none named means that any
 * does. A sign-in of which nobody knows when it was, or that lies in the future, isn't fresh.
 */
export function needsSignInAgain(
  act: SensitiveAct,
  { authenticatedAt, acr }: SignedInHow,
  now: Instant,
  strong: readonly string[],
): boolean {
  if (authenticatedAt === null) return true;
  const age = now - authenticatedAt;
  if (age > freshForMinutes[act] * 60_000 || age < -skewMs) return true;
  return strong.length > 0 && (acr === null || !strong.includes(acr));
}
