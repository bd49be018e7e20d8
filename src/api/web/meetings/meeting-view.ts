/** One meeting as its page and its minutes on paper show it. */
import { instantOf } from '../../../domain/calendar.ts';
import type { Meeting } from '../../../domain/case/state.ts';
import { may, mayCommand } from '../../../domain/permissions.ts';
import { longDateTime } from '../../../texts/dates.ts';
import type { MeetingView } from '../../../ui/pages/meeting.tsx';
import { dayOf, timeOf } from '../../../ui/words.ts';
import { schoolCalendar } from '../../calendar.ts';
import { ownParticipant } from '../../participants.ts';
import { textsOf } from '../forms/texts-of.ts';
import type { MayOpen } from '../may-open.ts';
import { labelsOf, type Reading } from './people.ts';

/** Invited ones read what they are called to; minutes and decisions only those who may read the case's texts. */
export async function meetingView(
  reading: Reading,
  meeting: Meeting,
  { now, mayOpen }: { now: number; mayOpen: MayOpen },
): Promise<MeetingView> {
  const { db, ui, file, actor, relation } = reading;
  const { state } = file;
  const { meetingId, kind, time, status, minutes } = meeting;
  const reads = may(actor, 'content.read', relation);
  const decisions = reads ? state.decisions : [];
  const [labels, text, calendar] = await Promise.all([
    labelsOf(reading, state.meetings),
    textsOf(db, [
      meeting.where.contentId,
      meeting.questionContentId,
      reads && minutes !== null ? minutes.contentId : null,
      ...decisions.map((one) => one.contentId),
    ]),
    schoolCalendar(db, state.pupil.schoolUnit, time.date),
  ]);
  const own = ownParticipant(state, meetingId, actor);
  const answerOf = (participantId: string) => {
    const standing = meeting.answers.find((one) => one.participantId === participantId);
    return standing?.invitation === 'cancelled' ? 'cancelled' : (standing?.rsvp ?? 'none');
  };
  const ahead = status === 'called' && instantOf(calendar, time.date, time.from) > now;
  const decisionLine = (one: (typeof decisions)[number]) => {
    const reportHref = `/cases/${file.id}/decisions/${one.decisionId}/report`;
    return {
      decisionId: one.decisionId,
      what: text(one.contentId),
      who: ownerWords(reading, one.owner, labels, state.meetings),
      due: dayOf(ui, one.due),
      done: (one.reports.at(-1)?.result ?? 'notDone') !== 'notDone',
      reportHref: mayOpen(reportHref) ? reportHref : null,
    };
  };
  return {
    caseId: file.id,
    number: file.number,
    meetingId,
    kind,
    status,
    day: dayOf(ui, time.date),
    when: ui.t('meeting.page.until', {
      when: longDateTime(ui.lang, time.date, time.from),
      length: timeOf(ui, time.minutes),
    }),
    where: { kind: meeting.where.kind, words: text(meeting.where.contentId) },
    question: text(meeting.questionContentId),
    people: meeting.participants.map(({ participantId }) => ({
      participantId,
      name: labels.get(participantId) ?? '',
      answer: answerOf(participantId),
      attended: minutes?.attended.includes(participantId) ?? false,
    })),
    own: own === null || !ahead || answerOf(own) === 'cancelled' ? null : { answer: answerOf(own) },
    may: {
      change: status === 'called' && mayCommand(actor, 'changeMeeting', state),
      note: ahead && mayCommand(actor, 'changeMeeting', state),
      write: status === 'called' && time.date <= ui.today && mayCommand(actor, 'recordMinutes', state),
    },
    minutes:
      reads && minutes !== null ? { heldOn: dayOf(ui, minutes.heldOn), note: text(minutes.contentId) } : null,
    decisions: decisions.filter((one) => one.meetingId === meetingId).map(decisionLine),
    toFollow: status === 'called' ? decisions.map(decisionLine).filter(({ done }) => !done) : [],
  };
}

/** A member of staff by name where they were called to a meeting, else by what they are. */
function ownerWords(
  { ui }: Reading,
  { party, personId }: { party: keyof typeof partyKeys; personId: string | null },
  labels: ReadonlyMap<string, string>,
  meetings: readonly Meeting[],
): string {
  const invited = meetings
    .flatMap((one) => one.participants)
    .find(({ as }) => as.kind === 'staff' && as.personId === personId);
  const named = invited === undefined ? undefined : labels.get(invited.participantId);
  return named ?? ui.t(partyKeys[party]);
}

const partyKeys = {
  pupil: 'party.pupil',
  guardian: 'party.guardian',
  mentor: 'party.mentor',
  rector: 'party.rector',
  pupilHealth: 'party.pupilHealth',
  socialServices: 'party.socialServices',
  bup: 'party.bup',
  otherAuthority: 'party.otherAuthority',
  coordinator: 'party.coordinator',
} as const;
