import type { CommandType } from './commands.ts';
import type { Phase } from './state.ts';

const open: Phase[] = ['noticed', 'ordering', 'ordered', 'assigned', 'monitoring'];
const worked: Phase[] = ['assigned'];
const workedOrWatched: Phase[] = ['assigned', 'monitoring'];

/** In which phases a command has a meaning; an ended case takes none (domain.md §2 steps 5–17). */
export const phasesOf: Record<CommandType, readonly Phase[]> = {
  // What is told of an open case is never turned away; an untouched case (`ordering`) begins with it.
  noticeAbsence: ['noticed', 'ordering'],
  raiseConcern: open,
  recordGuardianTalk: open,
  reportToEht: open,
  decideInEht: open,
  tellMentor: open,
  recordRectorStep: ['noticed', 'ordering', 'ordered', 'assigned'],
  beginMeasure: open,
  endMeasure: open,
  endNoticed: ['noticed'],
  placeOrder: ['noticed', 'ordering'],
  // A draft may be returned as well as a placed order, as long as nobody works on it.
  returnOrder: ['ordering', 'ordered'],
  // In monitoring it reopens the case, where the policy lets EHT start an assignment.
  decideByEht: ['noticed', 'ordering', 'monitoring'],
  recordConsent: open,
  refuseConsent: open,
  withdrawConsent: open,
  judgeMaturity: open,
  allocate: ['ordered'],
  handOver: workedOrWatched,
  recordContact: ['ordered', 'assigned', 'monitoring'],
  requestPapers: worked,
  receivePapers: open,
  recordConcernReport: open,
  recordMappingPart: worked,
  makePlan: worked,
  recordFollowUp: worked,
  recordMonthlyReview: ['noticed', 'assigned'],
  // After a lapse the final evaluation is still owed.
  recordEvaluation: workedOrWatched,
  askForMeeting: worked,
  callMeeting: worked,
  changeMeeting: worked,
  cancelMeeting: worked,
  answerInvitation: workedOrWatched,
  recordMinutes: workedOrWatched,
  reportDecision: open,
  extend: worked,
  refuseExtension: worked,
  // An order that comes to nothing is closed too.
  close: ['ordering', 'ordered', 'assigned'],
  recordCheckUp: ['monitoring'],
  reopen: ['monitoring'],
  moveDeadline: open,
  changePolicy: open,
  correctAddress: open,
  updatePupil: open,
  reportAttendance: open,
  reportUndeliverable: open,
};
