/** What a rector needn't write once more: the ladder's steps as the order's preconditions (domain.md §2 steps 4–5). */
import type { ContentId, DocumentId } from '../ids.ts';
import type { OrderAttachmentKind, PreconditionKind } from '../policy.ts';
import type { LocalDate } from '../time.ts';
import { newestStep } from './ladder-rector.ts';
import { missingFromOrder } from './order.ts';
import type { MissingFromOrder, Precondition } from './parts.ts';
import type { CaseState } from './state.ts';

/** Where in the ladder it's known from. */
export type KnownFrom =
  | 'limit'
  | 'guardianTalk'
  | 'concern'
  | 'ehtReport'
  | 'inquiryCompleted'
  | 'authorityTold'
  | 'measuresBegun'
  | 'supportMeasure';

/** `evidence` is null where only the date is known: the rector adds the text or the document. */
export type KnownPrecondition = {
  kind: PreconditionKind;
  metOn: LocalDate;
  evidence: Precondition['evidence'] | null;
  from: KnownFrom;
};

export type KnownAttachment = {
  kind: OrderAttachmentKind;
  documentId: DocumentId | null;
  contentId: ContentId | null;
};

/** `missing`: what an order made of this would still lack; a precondition without evidence counts as missing. */
export type OrderDraft = {
  preconditions: KnownPrecondition[];
  attachments: KnownAttachment[];
  missing: MissingFromOrder[];
};

type Shown = { contentId: ContentId | null; documentId: DocumentId | null };

const evidenceOf = ({ contentId, documentId }: Shown): Precondition['evidence'] | null => {
  if (documentId !== null) return { documentId };
  return contentId === null ? null : { contentId };
};

/** The limit's day where it was passed; the talk's form shows it, else what was reported or raised. */
const absenceNoticed = ({ ladder }: CaseState): KnownPrecondition[] => {
  const talk = ladder.talks.at(-1);
  const report = ladder.reports.at(-1);
  const concern = ladder.concerns.at(-1);
  const [from, on, evidence]: [KnownFrom, LocalDate | undefined, KnownPrecondition['evidence']] = talk
    ? ['guardianTalk', talk.heldOn, evidenceOf(talk)]
    : report
      ? ['ehtReport', report.reportedOn, { contentId: report.contentId }]
      : concern
        ? ['concern', concern.raisedOn, { contentId: concern.contentId }]
        : ['limit', undefined, null];
  const metOn = ladder.limitPassedOn ?? on;
  return metOn === undefined ? [] : [{ kind: 'absenceNoticed', metOn, evidence, from }];
};

/** seed 002: the school has carried the inquiry out before it orders; one that is merely opened shows nothing yet. */
const inquiryMade = (state: CaseState): KnownPrecondition[] => {
  const step = newestStep(state, 'inquiryCompleted');
  return step === undefined
    ? []
    : [{ kind: 'inquiryMade', metOn: step.on, evidence: evidenceOf(step), from: 'inquiryCompleted' }];
};

const reportedToAuthority = (state: CaseState): KnownPrecondition[] => {
  const step = newestStep(state, 'authorityTold');
  return step === undefined
    ? []
    : [{ kind: 'reportedToAuthority', metOn: step.on, evidence: evidenceOf(step), from: 'authorityTold' }];
};

const measuresBegun = (state: CaseState): KnownPrecondition[] => {
  const step = newestStep(state, 'measuresBegun');
  if (step !== undefined)
    return [{ kind: 'measuresBegun', metOn: step.on, evidence: evidenceOf(step), from: 'measuresBegun' }];
  const measure = state.supportMeasures[0];
  if (measure === undefined) return [];
  const evidence = measure.contentId === null ? null : { contentId: measure.contentId };
  return [{ kind: 'measuresBegun', metOn: measure.beganOn, evidence, from: 'supportMeasure' }];
};

const attachmentsOf = (state: CaseState): KnownAttachment[] => {
  const inquiry = newestStep(state, 'inquiryCompleted');
  const tried = state.supportMeasures.find((m) => m.contentId !== null)?.contentId ?? null;
  return [
    ...(inquiry === undefined || evidenceOf(inquiry) === null
      ? []
      : [{ kind: 'inquiry' as const, documentId: inquiry.documentId, contentId: inquiry.contentId }]),
    ...(tried === null ? [] : [{ kind: 'measuresTried' as const, documentId: null, contentId: tried }]),
  ];
};

/**
 * The order as far as the case knows it, with what the policy still asks for. Other actors who need coordination, and
 * the question to the coordinator, only the rector knows; three months' figures come from the school's data.
 */
export const orderFromLadder = (state: CaseState): OrderDraft => {
  const preconditions = [
    ...absenceNoticed(state),
    ...inquiryMade(state),
    ...reportedToAuthority(state),
    ...measuresBegun(state),
  ];
  const attachments = attachmentsOf(state);
  const shown = preconditions.flatMap(({ kind, metOn, evidence }): Precondition[] =>
    evidence === null ? [] : [{ kind, metOn, evidence }],
  );
  const missing = missingFromOrder(state.policy, state.pupil, {
    preconditions: shown,
    attachments,
    questionContentId: null,
  });
  return { preconditions, attachments, missing };
};
