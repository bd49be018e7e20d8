/**
 * A recorded event as it would have been under another policy. What people did stays as they did it; what the policy
 * reckoned for them (a cap, a due day, which week a follow-up fulfilled) is reckoned anew, and what time alone made
 * is left out: time makes it again.
 */
import { nextWorkday, type SchoolCalendar } from '../calendar.ts';
import { capOf } from '../case/cap.ts';
import type { CaseEvent, CaseEventType, RecordedEvent } from '../case/events.ts';
import { decideRecordFollowUp } from '../case/follow-up.ts';
import type { CaseState } from '../case/state.ts';
import { addDays } from '../time.ts';

const madeByTime: ReadonlySet<CaseEventType> = new Set([
  'cameOfAge',
  'consentExpired',
  'escalated',
  'followUpMissed',
  'followUpNotHeldBecauseOfLov',
  'monthlyReviewMissed',
  'meetingReminded',
  'lapsed',
  'checkUpMissed',
  // The other policy stands from the first day on.
  'policyChanged',
]);

const madeByTimeWhenSystems: ReadonlySet<CaseEventType> = new Set([
  'invitationCancelled',
  'meetingCancelled',
]);

const isMadeByTime = ({ event, by }: RecordedEvent): boolean =>
  madeByTime.has(event.type) ||
  (by.role === 'system' && madeByTimeWhenSystems.has(event.type)) ||
  (event.type === 'ended' && event.why === 'monitoringDone');

/** The events that take its place; none where time makes it. */
export const retold = (state: CaseState, recorded: RecordedEvent, cal: SchoolCalendar): CaseEvent[] => {
  const { event, at, on, by } = recorded;
  if (isMadeByTime(recorded)) return [];
  switch (event.type) {
    case 'allocated': {
      const { cap } = state.policy;
      return [{ ...event, cap: cap.kind === 'none' ? null : capOf(event.start, cap.months, cal) }];
    }
    case 'papersRequested': {
      const due = nextWorkday(cal, addDays(event.request.askedOn, state.policy.work.papersWithinDays));
      return [{ ...event, due }];
    }
    case 'followUpHeld': {
      const decided = decideRecordFollowUp(
        state,
        { type: 'recordFollowUp', followUp: event.followUp },
        { calendar: cal, now: at, today: on, actor: by },
      );
      // Where it no longer fits (the assignment would have been over), it is a record of its own.
      return decided.ok ? decided.events : [{ ...event, slot: null }];
    }
    default:
      return [event];
  }
};
