import type { CaseState } from './state.ts';

/**
 * Whether everything in the case is the family's free choice: in preschool always, and where a concern from preschool
 * or fritids began it, as long as no duty to attend stands behind it by a passed limit (domain.md §2 step 1). Pages
 * and mails then say "frivilligt".
 */
export const isVoluntary = ({ pupil, ladder }: Pick<CaseState, 'pupil' | 'ladder'>): boolean => {
  if (pupil.schoolForm === 'preschool') return true;
  const from = ladder.concerns[0]?.from;
  return (
    ladder.begunBy === 'concern' &&
    (from === 'preschool' || from === 'leisure') &&
    ladder.limitPassedOn === null
  );
};
