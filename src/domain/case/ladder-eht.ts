/** EHT/BHT decides, and the mentor is told (domain.md §2 step 3; seed 003 step 4). */
import { daysBetween } from '../time.ts';
import type { CommandOf } from './commands.ts';
import type { CaseEvent } from './events.ts';
import { isUnbegun } from './ladder.ts';
import type { EhtDecision } from './ladder-parts.ts';
import { refuseStart } from './order.ts';
import type { Decided, Refusal } from './refusal.ts';
import { accept, refuse } from './refusal.ts';
import type { CaseState } from './state.ts';
import { atMost, notBefore } from './working.ts';

type No = { ok: false; refusal: Refusal };

const mostDecisions = 50;
/** EHT takes a matter up again within the school year. */
const longestWaitDays = 366;

const checkWait = ({ outcome, waitUntil, decidedOn }: EhtDecision): No | null => {
  if (outcome !== 'wait') return waitUntil === null ? null : refuse('invalid-value', 'decision/waitUntil');
  if (waitUntil === null) return refuse('wait-without-day', 'decision/waitUntil');
  const days = daysBetween(decidedOn, waitUntil);
  if (days < 1) return refuse('end-before-start', 'decision/waitUntil', { start: decidedOn, end: waitUntil });
  return days > longestWaitDays ? refuse('invalid-date', 'decision/waitUntil', { date: waitUntil }) : null;
};

/** EHT's word starts the assignment where the policy says so; elsewhere the rector orders after it. */
const startsByEht = ({ policy }: CaseState): boolean => policy.start.by.includes('ehtDecision');

/** Whether a coordinator can be decided on for this pupil at all: a rector isn't asked for an order that can't be. */
const checkCoordinator = (state: CaseState, decision: EhtDecision): No | null => {
  if (decision.outcome !== 'coordinator') return null;
  const no = refuseStart(state, startsByEht(state) ? 'ehtDecision' : 'order');
  if (no) return no;
  const { stand } = state;
  return stand.phase === 'monitoring'
    ? notBefore('decision/decidedOn', decision.decidedOn, stand.closure.effectiveOn)
    : null;
};

/** What `coordinator` sets going; nothing where somebody works already or where an order is awaited. */
const started = (state: CaseState, { outcome, decidedOn, contentId }: EhtDecision): CaseEvent[] => {
  if (outcome !== 'coordinator' || !startsByEht(state)) return [];
  const decided: CaseEvent = { type: 'ehtDecided', decidedOn, contentId };
  switch (state.stand.phase) {
    case 'noticed':
    case 'ordering':
      return [decided];
    case 'monitoring':
      return [{ type: 'reopened' }, decided];
    case 'ordered':
    case 'assigned':
    case 'ended':
      return [];
  }
};

/** `noAction` ends what was merely noticed, once nobody waits for EHT's answer. */
const endsByNoAction = (state: CaseState, told: string, newest: EhtDecision | undefined): boolean =>
  (state.stand.phase === 'noticed' || isUnbegun(state)) &&
  newest?.outcome === 'noAction' &&
  state.ladder.ehtDecisions.every((d) => d.mentorToldOn !== null || d.ehtDecisionId === told);

const noAction = { type: 'ended', why: 'noAction' } satisfies CaseEvent;

/** EHT's decision, answering every report and concern that stands open; with the mentor's answer or before it. */
export const decideInEht = (state: CaseState, { decision }: CommandOf<'decideInEht'>): Decided<CaseEvent> => {
  const { ehtDecisions } = state.ladder;
  if (ehtDecisions.some((d) => d.ehtDecisionId === decision.ehtDecisionId))
    return refuse('duplicate-id', 'decision/ehtDecisionId', { id: decision.ehtDecisionId });
  const newest = ehtDecisions.at(-1);
  const no =
    checkWait(decision) ??
    checkCoordinator(state, decision) ??
    atMost('decision', [...ehtDecisions, decision], mostDecisions) ??
    (newest ? notBefore('decision/decidedOn', decision.decidedOn, newest.decidedOn) : null);
  if (no) return no;
  const { ehtDecisionId, decidedOn: toldOn, mentorAnswerContentId } = decision;
  const events: CaseEvent[] = [{ type: 'ehtDecisionMade', decision }];
  if (mentorAnswerContentId !== null)
    events.push({ type: 'mentorTold', ehtDecisionId, toldOn, contentId: mentorAnswerContentId });
  events.push(...started(state, decision));
  if (mentorAnswerContentId !== null && endsByNoAction(state, ehtDecisionId, decision)) events.push(noAction);
  return accept(...events);
};

/** The mentor gets an answer about what EHT does (seed 003 step 4). */
export const decideTellMentor = (
  state: CaseState,
  { ehtDecisionId, toldOn, contentId }: CommandOf<'tellMentor'>,
): Decided<CaseEvent> => {
  const { ehtDecisions } = state.ladder;
  const decision = ehtDecisions.find((d) => d.ehtDecisionId === ehtDecisionId);
  if (!decision) return refuse('unknown-id', 'ehtDecisionId');
  if (decision.mentorToldOn !== null)
    return refuse('already-done', 'ehtDecisionId', { on: decision.mentorToldOn });
  const no = notBefore('toldOn', toldOn, decision.decidedOn);
  if (no) return no;
  const told: CaseEvent = { type: 'mentorTold', ehtDecisionId, toldOn, contentId };
  return accept<CaseEvent>(
    told,
    ...(endsByNoAction(state, ehtDecisionId, ehtDecisions.at(-1)) ? [noAction] : []),
  );
};
