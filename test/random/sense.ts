/** Which command to try next: what makes sense in the case mostly, anything at all now and then. */
import type { CommandType } from '../../src/domain/case/commands.ts';
import { phasesOf } from '../../src/domain/case/phases.ts';
import type { CaseState } from '../../src/domain/case/state.ts';
import { coordinatorsCovered } from '../../src/domain/consent.ts';
import type { LocalDate } from '../../src/domain/time.ts';
import { addDays } from '../../src/domain/time.ts';
import type { Dice } from './dice.ts';

/** How often each is tried, where it makes sense; the rest once. */
const weights: Partial<Record<CommandType, number>> = {
  placeOrder: 8,
  recordConsent: 5,
  withdrawConsent: 2,
  allocate: 14,
  recordRectorStep: 2,
  decideInEht: 2,
  tellMentor: 3,
  recordContact: 3,
  recordMappingPart: 8,
  makePlan: 8,
  recordFollowUp: 12,
  recordEvaluation: 6,
  callMeeting: 5,
  changeMeeting: 2,
  answerInvitation: 3,
  recordMinutes: 6,
  reportDecision: 3,
  requestPapers: 2,
  receivePapers: 4,
  close: 5,
  extend: 14,
  recordCheckUp: 4,
  reopen: 3,
  reportAttendance: 3,
  correctAddress: 3,
};

type Sense = (state: CaseState, today: LocalDate) => boolean;

const isMapped: Sense = ({ mapping }) => Object.keys(mapping).length === 3;
const isPlanned: Sense = ({ plans }, today) => plans.some((plan) => plan.start <= today);

/** Before an order; later the school's side goes on now and then. */
const beforeOrder: Sense = ({ stand }) =>
  stand.phase === 'noticed' || (stand.phase === 'ordering' && stand.order === null);

const sense: Partial<Record<CommandType, Sense>> = {
  noticeAbsence: (state) =>
    beforeOrder(state, state.openedOn) &&
    state.ladder.limitPassedOn === null &&
    state.pupil.schoolForm !== 'preschool',
  raiseConcern: beforeOrder,
  recordGuardianTalk: beforeOrder,
  reportToEht: beforeOrder,
  decideInEht: (state, today) =>
    beforeOrder(state, today) && state.ladder.reports.length + state.ladder.concerns.length > 0,
  tellMentor: ({ ladder }) => ladder.ehtDecisions.some((d) => d.mentorToldOn === null),
  recordRectorStep: ({ stand }) => stand.phase === 'noticed',
  beginMeasure: ({ stand }) => stand.phase === 'noticed',
  endMeasure: ({ supportMeasures }) => supportMeasures.some((m) => m.endedOn === null),
  endNoticed: ({ stand, ladder }) =>
    stand.phase === 'noticed' && ladder.ehtDecisions.length > 0 && ladder.talks.length > 0,
  placeOrder: ({ stand, ladder }) => stand.phase !== 'noticed' || ladder.ehtDecisions.length > 0,
  decideByEht: ({ stand, ladder }) => stand.phase !== 'noticed' || ladder.reports.length > 0,
  returnOrder: ({ stand }) =>
    stand.phase === 'ordered' || (stand.phase === 'ordering' && stand.order !== null),
  allocate: (state, today) =>
    state.policy.consent.neededFor === 'sharing' || coordinatorsCovered(state, today).covered,
  recordMappingPart: (state, today) => !isMapped(state, today),
  makePlan: (state, today) =>
    isMapped(state, today) && (state.plans.length === 0 || state.awaiting?.what === 'revisedPlan'),
  recordFollowUp: isPlanned,
  recordEvaluation: isPlanned,
  recordMinutes: ({ meetings }, today) => meetings.some((m) => m.status === 'called' && m.time.date <= today),
  extend: ({ stand, evaluations }, today) =>
    stand.phase === 'assigned' &&
    stand.assignment.cap !== null &&
    evaluations.some((e) => e.heldOn >= stand.assignment.start) &&
    addDays(today, 60) >= stand.assignment.cap.nominalEnd,
  refuseExtension: ({ stand }, today) =>
    stand.phase === 'assigned' &&
    stand.assignment.cap !== null &&
    addDays(today, 20) >= stand.assignment.cap.nominalEnd,
  receivePapers: ({ papers }) => papers.some((p) => p.receivedOn === null),
  correctAddress: ({ undeliverable }) => undeliverable.length > 0,
  close: ({ stand, awaiting }) =>
    stand.phase === 'assigned' &&
    (awaiting?.what === 'closing' || stand.assignment.extensionRefusedOn !== null),
};

const commandTypes = Object.keys(phasesOf).filter((type): type is CommandType => type in phasesOf);

export const pickType = (state: CaseState, today: LocalDate, dice: Dice): CommandType => {
  const fitting = commandTypes.filter((type) => phasesOf[type].includes(state.stand.phase));
  const sensible = fitting.filter((type) => sense[type]?.(state, today) ?? true);
  const kind = dice.below(100);
  const types = kind < 88 ? sensible : kind < 97 ? fitting : commandTypes;
  const weighted = types.flatMap((type) => Array<CommandType>(weights[type] ?? 1).fill(type));
  return dice.oneOf(weighted) ?? 'placeOrder';
};
