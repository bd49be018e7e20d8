/** What every called or changed meeting must hold to (domain.md §2 step 12). */
import { instantOf } from '../calendar.ts';
import { isCovered, meetingSharing } from '../consent.ts';
import { addMonths } from '../time.ts';
import type { DecideContext } from './context.ts';
import { refuseUncovered } from './coverage.ts';
import type { MeetingInput, MeetingKind, MeetingTime, Participant, SipFields } from './meeting-parts.ts';
import type { Refusal } from './refusal.ts';
import { refuse } from './refusal.ts';
import type { CaseState } from './state.ts';
import { atMost, firstDuplicate, wholeWithin } from './working.ts';

type No = { ok: false; refusal: Refusal };

const mostParticipants = 60;
const mostSipMeasures = 60;
const leastMinutes = 5;
const mostMinutes = 600;
const mostMonthsAhead = 12;

/** Whom an invitation goes to: the same person or address can't be invited twice. */
export const inviteeKey = ({ as }: Participant): string => {
  switch (as.kind) {
    case 'pupil':
      return 'pupil';
    case 'guardian':
      return `guardian/${as.guardianId}`;
    case 'staff':
      return `staff/${as.personId}`;
    case 'receiver':
      return `receiver/${as.receiver}/${as.addressId}`;
  }
};

/** A length that a meeting can have, and a start that is still ahead. `at` is the time's path in the command. */
export const checkTime = (time: MeetingTime, at: string, ctx: DecideContext): No | null => {
  const no = wholeWithin(`${at}/minutes`, time.minutes, leastMinutes, mostMinutes);
  if (no) return no;
  if (instantOf(ctx.calendar, time.date, time.from) <= ctx.now)
    return refuse('date-in-past', `${at}/date`, { date: time.date, earliest: ctx.today });
  const latest = addMonths(ctx.today, mostMonthsAhead);
  return time.date > latest ? refuse('invalid-date', `${at}/date`, { date: time.date, latest }) : null;
};

/** The meeting that people are called to. */
type Called = { kind: MeetingKind; time: MeetingTime; participants: readonly Participant[] };

const checkOne = (state: CaseState, { as }: Participant, { kind, time }: Called, at: string): No | null => {
  switch (as.kind) {
    case 'guardian':
      // domain.md §3: at 18 the guardians' invitations stop.
      if (state.ofAge) return refuse('invalid-value', at, { reason: 'of-age' });
      return state.pupil.guardianIds.includes(as.guardianId) ? null : refuse('unknown-id', at);
    case 'receiver': {
      const coverage = isCovered(state, meetingSharing(kind, as.receiver), time.date);
      return coverage.covered ? null : refuseUncovered(at, coverage);
    }
    case 'pupil':
    case 'staff':
      return null;
  }
};

/**
 * Someone is invited, nobody twice, guardians only until the pupil is of age, and receivers only as far as consent
 * covers them for such a meeting on its day (`consent-missing` names receiver, purpose and givers). Family and staff need none.
 */
export const checkParticipants = (state: CaseState, called: Called, at: string): No | null => {
  const { participants } = called;
  if (participants.length === 0) return refuse('invalid-value', at, { least: 1 });
  const tooMany = atMost(at, participants, mostParticipants);
  if (tooMany) return tooMany;
  const sameId = firstDuplicate(participants.map((p) => p.participantId));
  if (sameId !== null) return refuse('duplicate-id', at, { id: sameId });
  const sameInvitee = firstDuplicate(participants.map(inviteeKey));
  if (sameInvitee !== null) return refuse('duplicate-id', at, { participant: sameInvitee });
  for (const [i, participant] of participants.entries()) {
    const no = checkOne(state, participant, called, `${at}/${i}`);
    if (no) return no;
  }
  return null;
};

/** SoL 10:8–9, HSL 16:4: a SIP has its own fields, other meetings don't; its chair takes part. */
export const checkSip = (
  meeting: Pick<MeetingInput, 'kind' | 'sip' | 'participants' | 'time'>,
): No | null => {
  const { kind, sip } = meeting;
  if ((kind === 'sip') !== (sip !== null)) return refuse('invalid-value', 'meeting/sip', { kind });
  return sip === null ? null : checkSipFields(sip, meeting);
};

const checkSipFields = (
  sip: SipFields,
  { participants, time }: Pick<MeetingInput, 'participants' | 'time'>,
): No | null => {
  if (!participants.some((p) => p.participantId === sip.chair))
    return refuse('unknown-id', 'meeting/sip/chair');
  if (sip.followUpOn < time.date)
    return refuse('end-before-start', 'meeting/sip/followUpOn', { earliest: time.date });
  return atMost('meeting/sip/measures', sip.measures, mostSipMeasures);
};
