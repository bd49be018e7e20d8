import type { CaseId } from '../ids.ts';
import type { Policy } from '../policy.ts';
import type { LocalDate } from '../time.ts';
import { ageOn } from '../time.ts';
import { emptyLadder } from './ladder-parts.ts';
import type { PupilFacts } from './parts.ts';
import { currentRulesVersion } from './rules-version.ts';
import type { CaseState } from './state.ts';

/** At 18 the guardians' part ends (domain.md §3). */
export const ageOfMajority = 18;

/**
 * A case before its first command: nothing ordered, nothing owed. `previousCaseId` is the pupil's archived case,
 * if there is one. `ofAge` is reckoned from the birth date unless given.
 */
export const openCase = (input: {
  caseId: CaseId;
  previousCaseId: CaseId | null;
  pupil: PupilFacts;
  policy: Policy;
  openedOn: LocalDate;
  ofAge?: boolean;
}): CaseState => ({
  schema: 1,
  rulesVersion: currentRulesVersion,
  caseId: input.caseId,
  previousCaseId: input.previousCaseId,
  openedOn: input.openedOn,
  revision: 0,
  version: 0,
  policy: input.policy,
  pupil: input.pupil,
  stand: { phase: 'ordering', since: input.openedOn, order: null, missing: [], returnedOn: null },
  ladder: emptyLadder,
  supportMeasures: [],
  pastAssignments: [],
  band: 'below',
  bandSince: input.openedOn,
  bandAsOf: null,
  rhythm: [],
  ofAge: input.ofAge ?? ageOn(input.pupil.birthDate, input.openedOn) >= ageOfMajority,
  pupilLeftOn: null,
  maturity: null,
  consents: [],
  refusals: [],
  contacts: [],
  papers: [],
  concernReports: [],
  mapping: {},
  plans: [],
  followUps: [],
  slots: [],
  monthlyReviews: [],
  evaluations: [],
  meetings: [],
  meetingAskedForOn: null,
  decisions: [],
  awaiting: null,
  moved: {},
  escalations: {},
  undeliverable: [],
});
