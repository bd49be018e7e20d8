/** Every date that a command states, and the checks that are the same for all. */
import type { LocalDate } from '../time.ts';
import { parseLocalDate } from '../time.ts';
import type { Command } from './commands.ts';
import type { OrderInput } from './parts.ts';
import type { Refusal } from './refusal.ts';
import { refuse } from './refusal.ts';
import type { CaseState } from './state.ts';

/** `happened`: says what was done, so never later than today. `planned`: any day after birth. */
type Stated = { field: string; date: LocalDate; tense: 'happened' | 'planned' };

const happened = (field: string, date: LocalDate): Stated => ({ field, date, tense: 'happened' });
const planned = (field: string, date: LocalDate): Stated => ({ field, date, tense: 'planned' });

const inOrder = (order: OrderInput): Stated[] =>
  order.preconditions.map((p, i) => happened(`order/preconditions/${i}/metOn`, p.metOn));

/** The dates that a command states, each with its path in the command. */
export const statedDates = (command: Command): Stated[] => {
  switch (command.type) {
    case 'noticeAbsence':
      return [happened('attendance/asOf', command.attendance.asOf)];
    case 'raiseConcern':
      return [happened('concern/raisedOn', command.concern.raisedOn)];
    case 'recordGuardianTalk': {
      const { heldOn, pupilToldOn, calledOn, absences } = command.talk;
      return [
        happened('talk/heldOn', heldOn),
        happened('talk/calledOn', calledOn),
        ...(pupilToldOn === null ? [] : [happened('talk/pupilToldOn', pupilToldOn)]),
        ...absences.map((a, i) => happened(`talk/absences/${i}/date`, a.date)),
      ];
    }
    case 'reportToEht':
      return [happened('report/reportedOn', command.report.reportedOn)];
    case 'decideInEht': {
      const { decidedOn, waitUntil } = command.decision;
      return [
        happened('decision/decidedOn', decidedOn),
        ...(waitUntil === null ? [] : [planned('decision/waitUntil', waitUntil)]),
      ];
    }
    case 'tellMentor':
      return [happened('toldOn', command.toldOn)];
    case 'recordRectorStep':
      return [happened('step/on', command.step.on)];
    case 'beginMeasure':
      return [
        happened('measure/beganOn', command.measure.beganOn),
        ...command.measure.steps.map((s, i) => planned(`measure/steps/${i}/from`, s.from)),
      ];
    case 'endMeasure':
      return [happened('endedOn', command.endedOn)];
    case 'placeOrder':
    case 'reopen':
      return inOrder(command.order);
    case 'decideByEht':
    case 'refuseExtension':
      return [happened('decidedOn', command.decidedOn)];
    case 'recordConsent':
      return [planned('consent/from', command.consent.from), planned('consent/until', command.consent.until)];
    case 'judgeMaturity':
      return [happened('maturity/judgedOn', command.maturity.judgedOn)];
    case 'allocate':
      return [planned('start', command.start)];
    case 'recordContact':
      return [happened('contact/date', command.contact.date)];
    case 'requestPapers':
      return [happened('request/askedOn', command.request.askedOn)];
    case 'receivePapers':
      return [happened('receivedOn', command.receivedOn)];
    case 'recordConcernReport':
      return [happened('report/madeOn', command.report.madeOn)];
    case 'recordMappingPart':
      return [
        happened('part/date', command.part.date),
        ...command.part.instruments.map((r, i) => happened(`part/instruments/${i}/date`, r.date)),
      ];
    case 'makePlan':
      return [
        planned('plan/start', command.plan.start),
        ...command.plan.measures.map((m, i) => planned(`plan/measures/${i}/start`, m.start)),
        ...command.plan.wayBack.map((step, i) => planned(`plan/wayBack/${i}/from`, step.from)),
      ];
    case 'recordFollowUp':
      return [happened('followUp/heldOn', command.followUp.heldOn)];
    case 'recordMonthlyReview':
      return [happened('heldOn', command.heldOn)];
    case 'recordEvaluation':
      return [happened('evaluation/heldOn', command.evaluation.heldOn)];
    case 'callMeeting':
      return [
        planned('meeting/time/date', command.meeting.time.date),
        ...(command.meeting.sip ? [planned('meeting/sip/followUpOn', command.meeting.sip.followUpOn)] : []),
      ];
    case 'changeMeeting':
      return [planned('time/date', command.time.date)];
    case 'recordMinutes':
      return [
        happened('minutes/heldOn', command.minutes.heldOn),
        ...command.minutes.decisions.map((d, i) => planned(`minutes/decisions/${i}/due`, d.due)),
      ];
    case 'reportDecision':
      return [happened('report/reportedOn', command.report.reportedOn)];
    case 'extend':
      return [
        planned('extension/until', command.extension.until),
        happened('extension/decidedOn', command.extension.decidedOn),
      ];
    case 'recordCheckUp':
      return [happened('checkUp/heldOn', command.checkUp.heldOn)];
    case 'moveDeadline':
      return [planned('to', command.to)];
    case 'updatePupil':
      return [
        happened('pupil/birthDate', command.pupil.birthDate),
        ...(command.pupil.leftOn ? [planned('pupil/leftOn', command.pupil.leftOn)] : []),
      ];
    case 'reportAttendance':
      return [happened('attendance/asOf', command.attendance.asOf)];
    case 'endNoticed':
    case 'returnOrder':
    case 'refuseConsent':
    case 'withdrawConsent':
    case 'handOver':
    case 'askForMeeting':
    case 'cancelMeeting':
    case 'answerInvitation':
    case 'close':
    case 'changePolicy':
    case 'correctAddress':
    case 'reportUndeliverable':
      return [];
  }
};

/** The first date that can't be: no day of the calendar, before the pupil's birth, or done in the future. */
export const checkDates = (
  state: CaseState,
  command: Command,
  today: LocalDate,
): { ok: false; refusal: Refusal } | null => {
  const { birthDate } = state.pupil;
  for (const { field, date, tense } of statedDates(command)) {
    if (parseLocalDate(date) === null) return refuse('invalid-date', field);
    // A corrected birth date may lie before the old one.
    if (date < birthDate && command.type !== 'updatePupil') return refuse('before-birth', field, { date });
    if (tense === 'happened' && date > today) return refuse('date-in-future', field, { date, today });
  }
  return null;
};
