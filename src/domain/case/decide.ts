/** The one door into a case: permission, phase and dates first, the same for all; then the family's own rule. */
import { mayCommand } from '../permissions.ts';
import { decideAllocate, decideHandOver } from './allocation.ts';
import { decideExtend, decideRefuseExtension } from './cap.ts';
import { decideClose, decideRecordCheckUp, decideReopen } from './closing.ts';
import type { Command, CommandOf, CommandType } from './commands.ts';
import {
  decideJudgeMaturity,
  decideRecordConsent,
  decideRefuseConsent,
  decideWithdrawConsent,
} from './consent.ts';
import {
  decideReceivePapers,
  decideRecordConcernReport,
  decideRecordContact,
  decideRequestPapers,
} from './contact.ts';
import type { DecideContext } from './context.ts';
import { checkDates } from './dates.ts';
import { decideRecordEvaluation } from './evaluation.ts';
import type { CaseEvent } from './events.ts';
import { decideRecordFollowUp } from './follow-up.ts';
import {
  decideNoticeAbsence,
  decideRaiseConcern,
  decideRecordGuardianTalk,
  decideReportToEht,
} from './ladder.ts';
import { decideInEht, decideTellMentor } from './ladder-eht.ts';
import { decideEndNoticed, decideRecordRectorStep } from './ladder-rector.ts';
import { decideRecordMappingPart } from './mapping.ts';
import {
  decideAnswerInvitation,
  decideAskForMeeting,
  decideCallMeeting,
  decideCancelMeeting,
  decideChangeMeeting,
  decideRecordMinutes,
  decideReportDecision,
} from './meeting.ts';
import { decideByEht, decidePlaceOrder, decideReturnOrder } from './order.ts';
import { phasesOf } from './phases.ts';
import { decideMakePlan } from './plan.ts';
import { decideCorrectAddress, decideReportUndeliverable, decideUpdatePupil } from './pupil.ts';
import type { Decided } from './refusal.ts';
import { refuse } from './refusal.ts';
import {
  decideChangePolicy,
  decideMoveDeadline,
  decideRecordMonthlyReview,
  decideReportAttendance,
} from './running.ts';
import type { CaseState } from './state.ts';
import { decideBeginMeasure, decideEndMeasure } from './support-measures.ts';

export type { DecideContext } from './context.ts';

type CommandMap = { [T in CommandType]: CommandOf<T> };
type Deciders = {
  [T in CommandType]: (state: CaseState, command: CommandMap[T], ctx: DecideContext) => Decided<CaseEvent>;
};

const deciders: Deciders = {
  noticeAbsence: decideNoticeAbsence,
  raiseConcern: decideRaiseConcern,
  recordGuardianTalk: decideRecordGuardianTalk,
  reportToEht: decideReportToEht,
  decideInEht,
  tellMentor: decideTellMentor,
  recordRectorStep: decideRecordRectorStep,
  beginMeasure: decideBeginMeasure,
  endMeasure: decideEndMeasure,
  endNoticed: decideEndNoticed,
  placeOrder: decidePlaceOrder,
  returnOrder: decideReturnOrder,
  decideByEht,
  recordConsent: decideRecordConsent,
  refuseConsent: decideRefuseConsent,
  withdrawConsent: decideWithdrawConsent,
  judgeMaturity: decideJudgeMaturity,
  allocate: decideAllocate,
  handOver: decideHandOver,
  recordContact: decideRecordContact,
  requestPapers: decideRequestPapers,
  receivePapers: decideReceivePapers,
  recordConcernReport: decideRecordConcernReport,
  recordMappingPart: decideRecordMappingPart,
  makePlan: decideMakePlan,
  recordFollowUp: decideRecordFollowUp,
  recordMonthlyReview: decideRecordMonthlyReview,
  recordEvaluation: decideRecordEvaluation,
  askForMeeting: decideAskForMeeting,
  callMeeting: decideCallMeeting,
  changeMeeting: decideChangeMeeting,
  cancelMeeting: decideCancelMeeting,
  answerInvitation: decideAnswerInvitation,
  recordMinutes: decideRecordMinutes,
  reportDecision: decideReportDecision,
  extend: decideExtend,
  refuseExtension: decideRefuseExtension,
  close: decideClose,
  recordCheckUp: decideRecordCheckUp,
  reopen: decideReopen,
  moveDeadline: decideMoveDeadline,
  changePolicy: decideChangePolicy,
  correctAddress: decideCorrectAddress,
  updatePupil: decideUpdatePupil,
  reportAttendance: decideReportAttendance,
  reportUndeliverable: decideReportUndeliverable,
};

const decideBy = <T extends CommandType>(
  type: T,
  command: CommandMap[T],
  state: CaseState,
  ctx: DecideContext,
): Decided<CaseEvent> => deciders[type](state, command, ctx);

/**
 * Answers a command with what happens, or with a reasoned no: `not-permitted`, `case-ended`, `wrong-phase` and the
 * dates' refusals for every command; the family's own after that. Total: never throws on a well-shaped command.
 */
export const decide = (state: CaseState, command: Command, ctx: DecideContext): Decided<CaseEvent> => {
  if (!mayCommand(ctx.actor, command.type, state)) return refuse('not-permitted');
  const { phase } = state.stand;
  if (phase === 'ended') return refuse('case-ended');
  if (!phasesOf[command.type].includes(phase)) return refuse('wrong-phase', null, { phase });
  return checkDates(state, command, ctx.today) ?? decideBy(command.type, command, state, ctx);
};
