/** What the school day's work needs from outside. */
import type { AttendanceFact } from '../../domain/case/parts.ts';
import type { RefusalCode } from '../../domain/case/refusal.ts';
import type { CaseId, PupilId } from '../../domain/ids.ts';
import type { PolicyOf } from '../../records/policies.ts';
import type { DigestDeps } from '../digests.ts';

/** The cases in the engine, as the look at absence needs them. All are safe to repeat with the same facts. */
export type AbsencePort = {
  /** Gives the case that is about to begin its number. */
  reserve(pupilId: PupilId, attendance: AttendanceFact): Promise<void>;
  /** Begins the pupil's case, unless one is open. */
  notice(
    pupilId: PupilId,
    attendance: AttendanceFact,
  ): Promise<
    | { how: 'began'; caseId: CaseId }
    | { how: 'openAlready' }
    | { how: 'refused'; code: RefusalCode | 'no-policy' }
  >;
  /** Tells a running case its band; false when it has ended. */
  tell(caseId: CaseId, attendance: AttendanceFact): Promise<boolean>;
};

export type SchoolDayDeps = DigestDeps & { absence: AbsencePort };

/** One look's, with the policies as they are during it. */
export type LookDeps = SchoolDayDeps & { policyOf: PolicyOf };
