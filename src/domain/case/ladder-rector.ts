/** The rector's duties by law (skollagen 7:19 a, 7:22, 3:7), and the end of a case that was merely noticed. */
import type { CommandOf } from './commands.ts';
import type { CaseEvent } from './events.ts';
import { isInquiredInto } from './inquired-into.ts';
import { isUnbegun } from './ladder.ts';
import type { RectorStep, RectorStepKind } from './ladder-parts.ts';
import type { Decided, Refusal } from './refusal.ts';
import { accept, refuse } from './refusal.ts';
import type { CaseState } from './state.ts';
import { atMost, notBefore, wrongPhase } from './working.ts';

type No = { ok: false; refusal: Refusal };

const mostSteps = 50;

const ofInquiry: ReadonlySet<RectorStepKind> = new Set<RectorStepKind>([
  'inquiryOpened',
  'inquiryUnneeded',
  'inquiryCompleted',
  'authorityTold',
  'homeMunicipalityTold',
]);

/** The newest step of a kind; undefined when there is none. */
export const newestStep = (state: Pick<CaseState, 'ladder'>, ...kinds: RectorStepKind[]) =>
  state.ladder.rectorSteps.findLast((step) => kinds.includes(step.kind));

/** The inquiry that is open: opened and neither completed nor judged unneeded after all. */
export const openInquiryStep = (state: Pick<CaseState, 'ladder'>): RectorStep | null => {
  const newest = newestStep(state, 'inquiryOpened', 'inquiryCompleted', 'inquiryUnneeded');
  return newest?.kind === 'inquiryOpened' ? newest : null;
};

const checkStep = (state: CaseState, step: RectorStep): No | null => {
  const { schoolForm, schoolAuthority } = state.pupil;
  if (ofInquiry.has(step.kind) && !isInquiredInto(schoolForm))
    return refuse('inquiry-not-covered', 'step/kind', { schoolForm });
  switch (step.kind) {
    case 'inquiryOpened':
      return openInquiryStep(state) ? refuse('already-done', 'step/kind') : null;
    case 'inquiryUnneeded':
      return step.contentId === null ? refuse('reason-missing', 'step/contentId') : null;
    case 'inquiryCompleted': {
      const opened = openInquiryStep(state);
      return opened ? notBefore('step/on', step.on, opened.on) : refuse('inquiry-not-open', 'step/kind');
    }
    case 'authorityTold':
    case 'homeMunicipalityTold': {
      // 7:22: a fristående huvudman tells the home municipality; a municipal one is it.
      if (step.kind === 'homeMunicipalityTold' && schoolAuthority === 'municipal')
        return refuse('policy-forbids', 'step/kind', { what: 'schoolAuthority', schoolAuthority });
      const opened = newestStep(state, 'inquiryOpened');
      return opened ? notBefore('step/on', step.on, opened.on) : refuse('inquiry-not-open', 'step/kind');
    }
    case 'supportExamined':
    case 'measuresBegun':
      return null;
  }
};

export const decideRecordRectorStep = (
  state: CaseState,
  { step }: CommandOf<'recordRectorStep'>,
): Decided<CaseEvent> => {
  if (isUnbegun(state)) return wrongPhase(state);
  const { rectorSteps } = state.ladder;
  if (rectorSteps.some((s) => s.rectorStepId === step.rectorStepId))
    return refuse('duplicate-id', 'step/rectorStepId', { id: step.rectorStepId });
  return (
    checkStep(state, step) ??
    atMost('step', [...rectorSteps, step], mostSteps) ??
    accept<CaseEvent>({ type: 'rectorStepRecorded', step })
  );
};

/** Somebody decides that it's over: never by itself, and never with the mentor left without EHT's answer. */
export const decideEndNoticed = (
  state: CaseState,
  { reason, contentId }: CommandOf<'endNoticed'>,
): Decided<CaseEvent> => {
  if (state.stand.phase !== 'noticed') return wrongPhase(state);
  if (state.ladder.ehtDecisions.some((d) => d.mentorToldOn === null)) return refuse('mentor-not-told');
  return accept<CaseEvent>(
    { type: 'noticedEnded', reason, contentId },
    { type: 'ended', why: 'noticedEnded' },
  );
};
