/** What must hold of a case before an order, whatever is asked of it. Each says what is broken; null when nothing is. */
import type { ObligationKind } from '../../src/domain/obligations/obligation.ts';
import { isVoluntary } from '../../src/domain/case/voluntary.ts';
import type { Taken } from './invariants.ts';

const byLaw: ReadonlySet<ObligationKind> = new Set<ObligationKind>([
  'openInquiry',
  'completeInquiry',
  'tellAuthority',
  'tellHomeMunicipality',
]);

/** No noticed case without a duty, and no duty without somebody who has it. */
export const somebodyOwns = ({ after, owedAfter }: Taken): string | null => {
  if (after.stand.phase === 'noticed' && owedAfter.length === 0)
    return 'a noticed case that nobody owes anything';
  const nobodys = owedAfter.find(({ owner }) => owner.by === 'persons' && owner.personIds.length === 0);
  return nobodys ? `${nobodys.key} is nobody's` : null;
};

/** seed 003 step 4: the mentor gets an answer. What is over has told them, unless the assignment's end did. */
export const mentorToldOrOwed = ({ after, owedAfter }: Taken): string | null => {
  const untold = after.ladder.ehtDecisions.filter((d) => d.mentorToldOn === null);
  if (after.stand.phase === 'ended') return null;
  const lost = untold.find(
    ({ ehtDecisionId }) => !owedAfter.some((o) => o.kind === 'tellMentor' && o.subjectId === ehtDecisionId),
  );
  return lost ? `the mentor is neither told nor owed ${lost.ehtDecisionId}` : null;
};

/** Time and figures end nothing that was noticed: somebody decides, and the mentor knows. */
export const endsByDecision = ({ before, after, recorded }: Taken): string | null => {
  if (before.stand.phase !== 'noticed' || after.stand.phase !== 'ended') return null;
  if (recorded.every(({ by }) => by.role === 'system')) return 'a noticed case ended by itself';
  return after.ladder.ehtDecisions.some((d) => d.mentorToldOn === null)
    ? 'a noticed case ended without the mentor’s answer'
    : null;
};

/** Passing the limit twice opens nothing twice, and nothing goes back to being merely noticed. */
export const beginsOnce = ({ before, after }: Taken): string | null => {
  const { ladder } = before;
  if (ladder.begunBy !== null && ladder.begunBy !== after.ladder.begunBy)
    return `begun by ${ladder.begunBy} and again by ${after.ladder.begunBy}`;
  if (ladder.limitPassedOn !== null && ladder.limitPassedOn !== after.ladder.limitPassedOn)
    return 'the limit was passed for the first time twice';
  const isBack = after.stand.phase === 'noticed' && before.stand.phase !== 'noticed' && before.version > 0;
  return isBack && ladder.begunBy !== null ? `noticed again after ${before.stand.phase}` : null;
};

/** Preschool has no duty to attend: all of it is voluntary, and no inquiry is ever owed. */
export const preschoolIsFree = ({ after, owedAfter }: Taken): string | null => {
  if (after.pupil.schoolForm !== 'preschool') return null;
  if (!isVoluntary(after)) return 'a preschool case that is not voluntary';
  if (after.ladder.limitPassedOn !== null) return 'a preschool case that passed the limit';
  const owed = owedAfter.find(({ kind }) => byLaw.has(kind));
  return owed ? `${owed.key} is owed for a child in preschool` : null;
};
