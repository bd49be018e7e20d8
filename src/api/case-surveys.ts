/** A case's surveys: who may tag and see which, and which one a path names. */
import type { Actor } from '../domain/case/parts.ts';
import { may, type Relation } from '../domain/permissions.ts';
import type { CaseFile } from '../records/cases.ts';
import type { Db } from '../records/connect.ts';
import {
  answersTo,
  findCaseSurvey,
  surveysOfCase,
  type CaseSurvey,
  type CaseSurveyAnswer,
} from '../records/others-part/case-surveys.ts';
import type { SurveyForm } from '../domain/surveys/form.ts';
import type { CaseId } from '../domain/ids.ts';
import { grantedCase, signedIn } from './granted.ts';
import { Problem } from './problem.ts';
import { fieldProblem } from './survey-group.ts';

export type SeenSurvey = CaseSurvey & { form: SurveyForm; answers: CaseSurveyAnswer[] };

/** The case's surveys that the actor may see, the oldest first, each with its answers by day. */
export async function seenSurveys(
  db: Db,
  actor: Actor,
  relation: Relation,
  caseId: CaseId,
): Promise<SeenSurvey[]> {
  const all = await surveysOfCase(db, caseId);
  const seen = all.filter((one) => maySee(actor, relation, one));
  const answers = await answersTo(
    db,
    seen.map((one) => one.id),
  );
  return seen.map((one) => ({
    ...one,
    answers: answers.filter(({ caseSurveyId }) => caseSurveyId === one.id),
  }));
}

export const answerView = ({ id, on, how, answers }: CaseSurveyAnswer) => ({ id, on, how, answers });

export const mayTag = (actor: Actor, relation: Relation, tag: CaseSurvey['secrecy']): boolean =>
  tag === 'weak' || may(actor, 'caseSurvey.readStrong', relation);

export const maySee = (actor: Actor, relation: Relation, survey: CaseSurvey): boolean =>
  mayTag(actor, relation, survey.secrecy);

/** Where a guardian answers, one of the pupil's is named; else nobody is. */
export function requireGuardian(
  file: CaseFile,
  respondent: CaseSurvey['respondent'],
  guardianId: string | null,
): void {
  const known =
    respondent === 'guardian'
      ? guardianId !== null && file.state.pupil.guardianIds.includes(guardianId)
      : guardianId === null;
  if (!known) throw fieldProblem('/guardianId', 'no-such-guardian');
}

/** The survey that the path names, in its case and open to the actor; else not found. */
export async function surveyInPath(
  db: Db,
  call: Parameters<typeof grantedCase>[0] &
    Parameters<typeof signedIn>[0] & { params: { caseSurveyId: string } },
) {
  const { file, relation } = grantedCase(call);
  const found = await findCaseSurvey(db, call.params.caseSurveyId);
  if (found === null || found.caseId !== file.id || !maySee(signedIn(call).actor, relation, found)) {
    throw new Problem('not-found', { field: 'path/caseSurveyId' });
  }
  return found;
}
