/** A link to answer by, without sign-in: what it is good for on a day. */
import type { LocalDate } from '../time.ts';

export type LinkTerms = {
  /** Also on that day. */
  expiresOn: LocalDate;
  repeatable: boolean;
};

/** Whether a link still takes an answer. `opens` is the round's first day, null where it's open at once. */
export const takesAnswers = (
  link: LinkTerms & { used: boolean; opensOn: LocalDate | null; closed: boolean },
  today: LocalDate,
): boolean =>
  !link.closed &&
  today <= link.expiresOn &&
  (link.opensOn === null || link.opensOn <= today) &&
  (link.repeatable || !link.used);
