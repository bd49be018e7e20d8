/** A duty with an owner, a due day, reminders and escalation. Derived from the case, never stored in it. */
import type { PersonId, SchoolUnitCode } from '../ids.ts';
import type { LocalDate } from '../time.ts';

export type ObligationKind =
  | 'completeOrder'
  | 'giveConsent'
  | 'renewConsent'
  | 'allocate'
  | 'firstContact'
  | 'startMeeting'
  | 'mapPupil'
  | 'mapEducators'
  | 'mapGuardians'
  | 'makePlan'
  | 'revisePlan'
  | 'followUp'
  | 'monthlyReview'
  | 'evaluate'
  | 'callMeeting'
  | 'writeMinutes'
  | 'carryOutDecision'
  | 'followUpSip'
  | 'receivePapers'
  | 'decideOnExtension'
  | 'finalEvaluation'
  | 'closeAssignment'
  | 'checkUp'
  | 'prepareComingOfAge'
  | 'correctAddress'
  | 'guardianTalk'
  | 'reportToEht'
  | 'decideInEht'
  | 'tellMentor'
  | 'openInquiry'
  | 'completeInquiry'
  | 'tellAuthority'
  | 'tellHomeMunicipality'
  | 'placeOrder'
  | 'considerNoticed'
  | 'pupilLeft';

/** Whose duty it is: named people, or whoever holds a role (at a school, or in the whole municipality). */
export type Owner =
  | {
      by: 'persons';
      role: 'coordinator' | 'rector' | 'mentor' | 'pupilHealth' | 'teamLeader';
      personIds: PersonId[];
    }
  | { by: 'role'; role: 'rector' | 'pupilHealth' | 'mentor'; schoolUnit: SchoolUnitCode }
  | { by: 'role'; role: 'teamLeader' };

export type EscalateTo = 'teamLeader' | 'rector';

export type Obligation = {
  /** Stable through every revision: kind and subject, e.g. `followUp/2026-W36`. Unique in the case. */
  key: string;
  kind: ObligationKind;
  owner: Owner;
  /** From this day it's shown as coming. */
  from: LocalDate;
  due: LocalDate;
  /** Mornings on which the owner's digest names it, ascending; none is a public holiday or weekend. */
  remindOn: LocalDate[];
  /** In the night before this day it goes upwards; null where nobody stands above. */
  escalateOn: LocalDate | null;
  escalateTo: EscalateTo | null;
  /** The day on which it did. */
  escalatedOn: LocalDate | null;
  /** The id of what it concerns: a meeting, a decision, a consent's giver, a measure. */
  subjectId: string | null;
  /** Why the due day isn't the plain reckoned one. */
  moved: 'byPerson' | 'byLov' | 'byHoliday' | null;
};
