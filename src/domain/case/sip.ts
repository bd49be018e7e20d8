/** The SIP that the parties work by (SoL 10:8–9, HSL 16:4): the newest that was agreed on, until it's ended. */
import type { CaseState, Meeting } from './state.ts';
import type { SipFields } from './meeting-parts.ts';

/** A held SIP meeting with what was agreed there. */
export type HeldSip = Meeting & { sip: SipFields; minutes: NonNullable<Meeting['minutes']> };

const isHeldSip = (meeting: Meeting): meeting is HeldSip => meeting.sip !== null && meeting.minutes !== null;

/**
 * The running assignment's SIP, from the day on which its meeting was held until the next SIP meeting takes its
 * place or a meeting's minutes end it; null while there is none.
 */
export const openSip = ({ stand, meetings }: Pick<CaseState, 'stand' | 'meetings'>): HeldSip | null => {
  if (stand.phase !== 'assigned') return null;
  const { allocatedOn } = stand.assignment;
  const newest = meetings
    .filter(isHeldSip)
    .filter((m) => m.calledOn >= allocatedOn)
    .reduce<HeldSip | null>(
      (last, m) => (last === null || m.minutes.heldOn >= last.minutes.heldOn ? m : last),
      null,
    );
  if (newest === null) return null;
  const ended = meetings.some(
    ({ minutes }) => minutes?.endsSip === true && minutes.heldOn >= newest.minutes.heldOn,
  );
  return ended ? null : newest;
};
