/**
 * What of a case stands on the line under the weeks' absence, so that one sees whether something changed (seed 000:
 * be prepared not to see results at once). Of each kind one lane; a measure is a stretch, all else a day.
 */
import type { LocalDate } from '../time.ts';
import type { CaseEvent, RecordedEvent } from './events.ts';

export const lanes = ['contacts', 'followUps', 'measures', 'meetings', 'evaluations', 'decisions'] as const;
export type Lane = (typeof lanes)[number];

export type CourseMark = {
  lane: Lane;
  /** The day it was, or the first day of a measure. */
  on: LocalDate;
  /** The last day of a measure that has ended. */
  until: LocalDate | null;
  /** Whether it goes on from `on`: measures alone. */
  lasts: boolean;
  /** What it was. */
  event: CaseEvent;
};

/** The marks of a case's events, by day. Meetings that were called off aren't there; moved ones stand once. */
export const courseOf = (events: readonly Pick<RecordedEvent, 'on' | 'event'>[]): CourseMark[] => {
  const all = events.map(({ event }) => event);
  const marks = events.flatMap(({ on, event }) => markOf(event, on, all) ?? []);
  return marks.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
};

const day = (lane: Lane, on: LocalDate, event: CaseEvent): CourseMark => ({
  lane,
  on,
  until: null,
  lasts: false,
  event,
});

function markOf(event: CaseEvent, recordedOn: LocalDate, all: readonly CaseEvent[]): CourseMark | null {
  switch (event.type) {
    case 'contactRecorded':
      return day('contacts', event.contact.date, event);
    case 'guardianTalkRecorded':
      return day('contacts', event.talk.heldOn, event);
    case 'followUpHeld':
      return day('followUps', event.followUp.heldOn, event);
    case 'planMade':
      return day('measures', event.plan.start, event);
    case 'supportMeasureBegun':
      return {
        ...day('measures', event.measure.beganOn, event),
        lasts: true,
        until: endOf(event.measure.supportMeasureId, all),
      };
    case 'meetingCalled':
      return meetingMark(event, all);
    case 'evaluationHeld':
      return day('evaluations', event.evaluation.heldOn, event);
    case 'checkUpHeld':
      return day('evaluations', event.checkUp.heldOn, event);
    case 'ehtDecisionMade':
      return day('decisions', event.decision.decidedOn, event);
    case 'ehtDecided':
      return day('decisions', event.decidedOn, event);
    case 'rectorStepRecorded':
      return day('decisions', event.step.on, event);
    case 'minutesRecorded':
      return event.minutes.decisions.length === 0 ? null : day('decisions', event.minutes.heldOn, event);
    case 'orderPlaced':
    case 'allocated':
    case 'extended':
    case 'extensionRefused':
    case 'closed':
    case 'lapsed':
    case 'reopened':
      return day('decisions', recordedOn, event);
    default:
      return null;
  }
}

function endOf(supportMeasureId: string, all: readonly CaseEvent[]): LocalDate | null {
  for (const event of all) {
    if (event.type === 'supportMeasureEnded' && event.supportMeasureId === supportMeasureId) {
      return event.endedOn;
    }
  }
  return null;
}

/** On the day that it was held, else that it is called to; null when it was called off. */
function meetingMark(
  called: Extract<CaseEvent, { type: 'meetingCalled' }>,
  all: readonly CaseEvent[],
): CourseMark | null {
  let on: LocalDate | null = called.meeting.time.date;
  for (const event of all) {
    if (!('meetingId' in event) || event.meetingId !== called.meeting.meetingId) continue;
    if (event.type === 'meetingChanged') on = event.time.date;
    if (event.type === 'minutesRecorded') on = event.minutes.heldOn;
    if (event.type === 'meetingCancelled') on = null;
  }
  return on === null ? null : day('meetings', on, called);
}
