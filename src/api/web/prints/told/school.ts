/** What the school and EHT/BHT saw, said and decided (domain.md §2 steps 1–4), and support by others. */
import { keptForm } from '../../../schemas/ladder.ts';
import { compactDayOf } from '../../../../ui/words.ts';
import { field } from '../blocks.ts';
import { guardianOf, partiesOf, rowsOf, staffOf, titleOnly, type Tellings, type Words } from './telling.ts';

const absences = (
  { ui }: Words,
  all: readonly { date: Parameters<typeof compactDayOf>[1]; subject: string | null }[],
): string =>
  all.map(({ date, subject }) => [compactDayOf(ui, date), subject].filter(Boolean).join(' ')).join(', ');

export const schoolTellings: Tellings<
  | 'absenceNoticed'
  | 'bandChanged'
  | 'concernRaised'
  | 'guardianTalkRecorded'
  | 'reportedToEht'
  | 'ehtDecisionMade'
  | 'ehtDecided'
  | 'mentorTold'
  | 'rectorStepRecorded'
  | 'noticedEnded'
  | 'monthlyReviewHeld'
  | 'monthlyReviewMissed'
  | 'supportMeasureBegun'
  | 'supportMeasureEnded'
> = {
  absenceNoticed: {
    part: 'school',
    tell: ({ attendance }, { ui }) => field(ui.t('print.told.asOf'), compactDayOf(ui, attendance.asOf)),
  },
  bandChanged: titleOnly,
  concernRaised: {
    part: 'school',
    tell: ({ concern }, { ui, text }) => [
      ...field(ui.t('schoolConcern.raisedOn'), compactDayOf(ui, concern.raisedOn)),
      ...field(ui.t('schoolConcern.from'), ui.t(`schoolConcern.from.${concern.from}`)),
      ...field(ui.t('schoolConcern.note'), text(concern.contentId)),
    ],
  },
  guardianTalkRecorded: {
    part: 'school',
    tell({ talk }, words) {
      const { ui, content, document } = words;
      const form = keptForm(content(talk.contentId));
      const met = talk.guardianIds.map((id) => guardianOf(words, id)).join(', ');
      return rowsOf([
        { label: ui.t('talk.heldOn'), value: compactDayOf(ui, talk.heldOn) },
        {
          label: ui.t('talk.pupilToldOn'),
          value: talk.pupilToldOn === null ? null : compactDayOf(ui, talk.pupilToldOn),
        },
        { label: ui.t('talk.calledOn'), value: compactDayOf(ui, talk.calledOn) },
        { label: ui.t('talk.guardianIds'), value: met },
        { label: ui.t('talk.present'), value: partiesOf(words, talk.present) },
        { label: ui.t('talk.absences.list'), value: absences(words, talk.absences) },
        { label: ui.t('talk.howCome'), value: form?.howCome ?? null },
        { label: ui.t('talk.mustChange.pupil'), value: form?.mustChange.pupil ?? null },
        { label: ui.t('talk.mustChange.guardians'), value: form?.mustChange.guardians ?? null },
        { label: ui.t('talk.mustChange.classTeacher'), value: form?.mustChange.classTeacher ?? null },
        { label: ui.t('talk.important'), value: form?.important ?? null },
        { label: ui.t('print.order.document'), value: document(talk.documentId) },
      ]);
    },
  },
  reportedToEht: {
    part: 'school',
    tell: ({ report }, { ui, text }) => [
      ...field(ui.t('report.reportedOn'), compactDayOf(ui, report.reportedOn)),
      ...field(ui.t('report.note'), text(report.contentId)),
    ],
  },
  ehtDecisionMade: {
    part: 'school',
    tell: ({ decision }, { ui, text }) =>
      rowsOf([
        { label: ui.t('ehtDecision.decidedOn'), value: compactDayOf(ui, decision.decidedOn) },
        { label: ui.t('ehtDecision.outcome'), value: ui.t(`ehtDecision.outcome.${decision.outcome}`) },
        {
          label: ui.t('ehtDecision.waitUntil'),
          value: decision.waitUntil === null ? null : compactDayOf(ui, decision.waitUntil),
        },
        { label: ui.t('ehtDecision.note'), value: text(decision.contentId) },
        { label: ui.t('ehtDecision.mentorAnswer'), value: text(decision.mentorAnswerContentId) },
      ]),
  },
  ehtDecided: {
    part: 'school',
    tell: ({ decidedOn, contentId }, { ui, text }) => [
      ...field(ui.t('ehtDecision.decidedOn'), compactDayOf(ui, decidedOn)),
      ...field(ui.t('ehtDecision.note'), text(contentId)),
    ],
  },
  mentorTold: {
    part: 'school',
    tell: ({ toldOn, contentId }, { ui, text }) => [
      ...field(ui.t('ehtAnswer.toldOn'), compactDayOf(ui, toldOn)),
      ...field(ui.t('ehtAnswer.note'), text(contentId)),
    ],
  },
  rectorStepRecorded: {
    part: 'school',
    tell: ({ step }, { ui, text, document }) =>
      rowsOf([
        { label: ui.t('rectorStep.kind'), value: ui.t(`rectorStep.kind.${step.kind}`) },
        { label: ui.t('rectorStep.on'), value: compactDayOf(ui, step.on) },
        { label: ui.t('rectorStep.note'), value: text(step.contentId) },
        { label: ui.t('print.order.document'), value: document(step.documentId) },
      ]),
  },
  noticedEnded: {
    part: 'school',
    tell: ({ reason, contentId }, { ui, text }) => [
      ...field(ui.t('noticedEnd.reason'), ui.t(`noticedEnd.reason.${reason}`)),
      ...field(ui.t('noticedEnd.note'), text(contentId)),
    ],
  },
  monthlyReviewHeld: {
    part: 'school',
    tell: ({ heldOn, outcome, contentId }, { ui, text }) => [
      ...field(ui.t('review.date'), compactDayOf(ui, heldOn)),
      ...field(ui.t('review.outcome'), outcome === undefined ? null : ui.t(`review.outcome.${outcome}`)),
      ...field(ui.t('review.note'), text(contentId)),
    ],
  },
  monthlyReviewMissed: titleOnly,
  supportMeasureBegun: {
    part: 'support',
    tell({ measure }, words) {
      const { ui, text } = words;
      return rowsOf([
        { label: ui.t('measure.kind'), value: words.supportKind(measure.kindId) },
        { label: ui.t('measure.beganOn'), value: compactDayOf(ui, measure.beganOn) },
        {
          label: ui.t('measure.owner'),
          value: measure.ownerPersonId === null ? null : staffOf(words, [measure.ownerPersonId]),
        },
        { label: ui.t('measure.note'), value: text(measure.contentId) },
        ...measure.steps.map(({ from, percentOfTimetable }, index) => ({
          label: `${ui.t('measure.step.one')} ${index + 1}`,
          value: ui.t('casePlan.step', { date: compactDayOf(ui, from), percent: percentOfTimetable }),
        })),
      ]);
    },
  },
  supportMeasureEnded: {
    part: 'support',
    tell({ supportMeasureId, endedOn, contentId }, { ui, text, state, supportKind }) {
      const begun = state.supportMeasures.find((one) => one.supportMeasureId === supportMeasureId);
      return rowsOf([
        { label: ui.t('measure.kind'), value: begun === undefined ? null : supportKind(begun.kindId) },
        { label: ui.t('measure.end.date'), value: compactDayOf(ui, endedOn) },
        { label: ui.t('measure.end.note'), value: text(contentId) },
      ]);
    },
  },
};
