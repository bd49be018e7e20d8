/** Why nobody was signed in by the municipality's provider; each has its page of what to do. */
export type SignInRefusal =
  /** By the person, at the provider. */
  | 'cancelled'
  /** The provider's answer didn't hold. */
  | 'untrusted'
  /** The provider can't be reached. */
  | 'away'
  /** Never begun in this browser, answered already, or too long ago. */
  | 'stale'
  | 'claimMissing'
  | 'unknownPerson'
  | 'noRole'
  /** Signing in again, somebody else did. */
  | 'otherPerson'
  /** Signing in again, they did so less strongly than is asked for. */
  | 'tooWeak';
