/** The assignment itself: who has it, for how long, how it ended and what is seen afterwards. */
import { compactDayOf } from '../../../../ui/words.ts';
import { field } from '../blocks.ts';
import { rowsOf, staffOf, titleOnly, type Tellings, type Words } from './telling.ts';

const eligible = ({ ui }: Words, is: boolean | undefined) => ({
  label: ui.t('ending.eligible'),
  value: is === undefined ? null : ui.t(is ? 'ending.eligible.yes' : 'ending.eligible.no'),
});

export const assignmentTellings: Tellings<
  | 'allocated'
  | 'handedOver'
  | 'extended'
  | 'extensionRefused'
  | 'lapsed'
  | 'closed'
  | 'checkUpHeld'
  | 'checkUpMissed'
  | 'ended'
  | 'reopened'
  | 'deadlineMoved'
  | 'escalated'
  | 'policyChanged'
  | 'pupilUpdated'
  | 'cameOfAge'
  | 'foundUndeliverable'
  | 'addressCorrected'
> = {
  allocated: {
    part: 'assignment',
    tell: ({ coordinatorIds, start, cap, outsideStagesContentId }, words) =>
      rowsOf([
        { label: words.ui.t('allocate.who'), value: staffOf(words, coordinatorIds) },
        { label: words.ui.t('allocate.start'), value: compactDayOf(words.ui, start) },
        {
          label: words.ui.t('print.told.until'),
          value: cap === null ? null : compactDayOf(words.ui, cap.nominalEnd),
        },
        { label: words.ui.t('allocate.outside'), value: words.text(outsideStagesContentId) },
      ]),
  },
  handedOver: {
    part: 'assignment',
    tell: ({ from, to, reason, contentId }, words) =>
      rowsOf([
        { label: words.ui.t('print.told.from'), value: staffOf(words, from) },
        { label: words.ui.t('print.told.to'), value: staffOf(words, to) },
        { label: words.ui.t('handOver.reason'), value: words.ui.t(`handOver.reason.${reason}`) },
        { label: words.ui.t('handOver.note'), value: words.text(contentId) },
      ]),
  },
  extended: {
    part: 'assignment',
    tell: ({ extension }, words) =>
      rowsOf([
        { label: words.ui.t('extend.until'), value: compactDayOf(words.ui, extension.until) },
        { label: words.ui.t('ending.decidedOn'), value: compactDayOf(words.ui, extension.decidedOn) },
        { label: words.ui.t('print.told.decidedBy'), value: staffOf(words, [extension.decidedBy]) },
        { label: words.ui.t('extend.reason'), value: words.text(extension.reasonContentId) },
      ]),
  },
  extensionRefused: {
    part: 'assignment',
    tell: ({ decidedOn, reasonContentId }, { ui, text }) => [
      ...field(ui.t('ending.decidedOn'), compactDayOf(ui, decidedOn)),
      ...field(ui.t('noExtension.reason'), text(reasonContentId)),
    ],
  },
  lapsed: {
    part: 'assignment',
    tell: ({ effectiveOn }, { ui }) => field(ui.t('print.told.until'), compactDayOf(ui, effectiveOn)),
  },
  closed: {
    part: 'assignment',
    tell: ({ reason, contentId, eligibleForUpperSecondary }, words) =>
      rowsOf([
        { label: words.ui.t('close.reason'), value: words.ui.t(`close.reason.${reason}`) },
        { label: words.ui.t('close.note'), value: words.text(contentId) },
        eligible(words, eligibleForUpperSecondary),
      ]),
  },
  checkUpHeld: {
    part: 'assignment',
    tell: ({ checkUp }, words) =>
      rowsOf([
        { label: words.ui.t('checkUp.heldOn'), value: compactDayOf(words.ui, checkUp.heldOn) },
        { label: words.ui.t('checkUp.outcome'), value: words.ui.t(`checkUp.outcome.${checkUp.outcome}`) },
        { label: words.ui.t('checkUp.note'), value: words.text(checkUp.contentId) },
        eligible(words, checkUp.eligibleForUpperSecondary),
      ]),
  },
  checkUpMissed: titleOnly,
  ended: titleOnly,
  reopened: titleOnly,
  deadlineMoved: {
    part: 'assignment',
    tell: ({ to, reasonContentId }, { ui, text }) => [
      ...field(ui.t('deadline.to'), compactDayOf(ui, to)),
      ...field(ui.t('deadline.reason'), text(reasonContentId)),
    ],
  },
  escalated: titleOnly,
  policyChanged: titleOnly,
  pupilUpdated: titleOnly,
  cameOfAge: titleOnly,
  foundUndeliverable: titleOnly,
  addressCorrected: titleOnly,
};
