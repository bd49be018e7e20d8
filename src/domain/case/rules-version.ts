/**
 * From which rules on a case has what came later. A running case keeps those that it began its run with and moves to
 * the newest at continue-as-new, so that its history replays.
 */

/** The duties before an order: the school's side. */
export const ladderRules = 2;

/** Who takes over an assignment takes over its meetings. */
export const takeOverRules = 3;

/** A SIP's follow-up is owed. */
export const sipRules = 3;

/** A consent counts for the purpose that it names, and for no other. */
export const purposeRules = 3;

/** The rules that new cases follow; a running case moves to them at continue-as-new. */
export const currentRulesVersion = 3;
