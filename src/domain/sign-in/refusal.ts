/** Why nobody was signed in; each has its page of what to do. */
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
  /** They did so less strongly than is asked for. */
  | 'tooWeak';

/** The same at the families' door. Whoever isn't let in is told the same, whatever the reason: it may be about others. */
export type FamilyRefusal = Exclude<SignInRefusal, 'unknownPerson' | 'noRole'> | 'notLetIn';
