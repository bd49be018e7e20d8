/** A plan's versions, follow-ups and evaluations as entries. */
import type { Evaluation, FollowUp, Measure } from '../../../domain/case/assignment-parts.ts';
import type { PlanRecord } from '../../../domain/case/state.ts';
import type { Entry } from '../../../ui/pages/case/entries.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { compactDayOf } from '../../../ui/words.ts';
import type { CaseReading } from '../../case-view.ts';

type Reading = Pick<CaseReading, 'text' | 'name' | 'state'>;

export function planEntry(ui: Ui, reading: Reading, plan: PlanRecord): Entry {
  const { text } = reading;
  return {
    key: `${plan.planId}/${plan.planVersion}`,
    title: ui.t('casePlan.version', { version: plan.planVersion, date: compactDayOf(ui, plan.start) }),
    rows: [
      { label: ui.t('plan.situation'), value: text(plan.situationContentId) },
      ...plan.goals.map(({ contentId }, index) => ({
        label: ui.t('casePlan.goal', { no: index + 1 }),
        value: text(contentId),
      })),
      ...plan.measures.map((measure, index) => ({
        label: ui.t('casePlan.measure', { no: index + 1 }),
        value: measureIs(ui, reading, measure),
      })),
      ...plan.wayBack.map(({ from, percentOfTimetable, contentId }) => ({
        label: ui.t('casePlan.step', { date: compactDayOf(ui, from), percent: percentOfTimetable }),
        value: text(contentId) ?? '–',
      })),
      { label: ui.t('plan.voice.pupil'), value: text(plan.voice.pupilContentId) },
      { label: ui.t('plan.voice.guardians'), value: text(plan.voice.guardiansContentId) },
    ],
  };
}

function measureIs(ui: Ui, { text, name }: Reading, measure: Measure): string | null {
  const what = text(measure.contentId);
  if (what === null) return null;
  const how = text(measure.howMeasuredContentId) ?? '–';
  return ui.t('casePlan.measureIs', {
    what,
    who: ownerOf(ui, name, measure.owner),
    date: compactDayOf(ui, measure.start),
    how,
  });
}

/** Who answers for a measure or a decision: by name where one is named, else by part. */
export const ownerOf = (ui: Ui, name: CaseReading['name'], owner: Measure['owner']): string => {
  const named = owner.personId === null ? null : name(owner.personId);
  if (named !== null) return named;
  return owner.party === 'coordinator' ? ui.t('casePlan.coordinator') : ui.t(`party.${owner.party}`);
};

export function followUpEntry(ui: Ui, { text, state }: Reading, one: FollowUp): Entry {
  const measures = state.plans.flatMap((plan) => plan.measures);
  const attendance = one.attendancePercent === null ? null : `${one.attendancePercent} %`;
  return {
    key: one.followUpId,
    title: compactDayOf(ui, one.heldOn),
    rows: [
      { label: ui.t('followUp.attendance'), value: attendance },
      ...one.measures.map(({ measureId, done, obstacleContentId }) => ({
        label:
          text(measures.find((measure) => measure.measureId === measureId)?.contentId ?? null) ??
          ui.t('plan.measure'),
        value: [ui.t(`followUp.done.${done}`), text(obstacleContentId)].filter(Boolean).join('. '),
      })),
      { label: ui.t('followUp.ownRating'), value: one.ownRating === null ? null : String(one.ownRating) },
      { label: ui.t('followUp.nextStep'), value: text(one.nextStepContentId) },
    ],
  };
}

export function evaluationEntry(ui: Ui, { text }: Reading, one: Evaluation): Entry {
  const day = compactDayOf(ui, one.heldOn);
  return {
    key: one.evaluationId,
    title: one.final ? `${ui.t('casePlan.final')}, ${day}` : day,
    rows: [
      { label: ui.t('evaluation.outcome'), value: ui.t(`evaluation.outcome.${one.outcome}`) },
      { label: ui.t('evaluation.note'), value: text(one.contentId) },
      { label: ui.t('evaluation.family'), value: text(one.familyCommentsContentId) },
      { label: ui.t('evaluation.lovReason'), value: text(one.lovReasonContentId) },
    ],
  };
}
