/** Meetings: to whom the call went, what was answered, the minutes and what became of the decisions. */
import type { Meeting } from '../../../../domain/case/state.ts';
import type { MeetingTime, Participant } from '../../../../domain/case/meeting-parts.ts';
import { longDateTime } from '../../../../texts/dates.ts';
import type { Entry } from '../../../../ui/pages/case/entries.tsx';
import { compactDayOf, dayOf, timeOf } from '../../../../ui/words.ts';
import { ownerOf } from '../../case/plan-entries.ts';
import { field } from '../blocks.ts';
import { giverOf, rowsOf, titleOnly, type Tellings, type Words } from './telling.ts';

type Row = Entry['rows'][number];

const namesOf = ({ participant }: Words, all: readonly Pick<Participant, 'participantId'>[]): string =>
  all.map(({ participantId }) => participant(participantId)).join(', ');

const when = ({ ui }: Words, { date, from, minutes }: MeetingTime): Row => ({
  label: ui.t('meeting.page.time'),
  value: ui.t('meeting.page.until', {
    when: longDateTime(ui.lang, date, from),
    length: timeOf(ui, minutes),
  }),
});

const place = ({ ui, text }: Words, where: Meeting['where']): Row => ({
  label: ui.t(where.kind === 'place' ? 'meeting.page.place' : 'meeting.page.link'),
  value: text(where.contentId),
});

/** Which meeting it is about. */
function which({ ui, state }: Words, meetingId: string): Row {
  const found = state.meetings.find((one) => one.meetingId === meetingId);
  const date = found?.minutes?.heldOn ?? found?.time.date;
  return {
    label: ui.t('print.told.meeting'),
    value:
      found === undefined || date === undefined
        ? null
        : ui.t('meeting.page.title', { kind: ui.t(`meeting.kind.${found.kind}`), date: dayOf(ui, date) }),
  };
}

export const meetingTellings: Tellings<
  | 'meetingAskedFor'
  | 'meetingCalled'
  | 'meetingChanged'
  | 'meetingTakenOver'
  | 'invitationCancelled'
  | 'meetingCancelled'
  | 'meetingReminded'
  | 'invitationAnswered'
  | 'minutesRecorded'
  | 'decisionReported'
> = {
  meetingAskedFor: {
    part: 'meetings',
    tell: ({ askedBy, contentId }, words) => [
      ...field(words.ui.t('print.told.askedBy'), giverOf(words, askedBy)),
      ...field(words.ui.t('print.told.note'), words.text(contentId)),
    ],
  },
  meetingCalled: {
    part: 'meetings',
    tell({ meeting }, words) {
      const { ui, text, participant } = words;
      const { kind, time, where, questionContentId, participants, sip } = meeting;
      return rowsOf([
        { label: ui.t('meeting.kind'), value: ui.t(`meeting.kind.${kind}`) },
        when(words, time),
        place(words, where),
        { label: ui.t('meeting.page.question'), value: text(questionContentId) },
        { label: ui.t('print.told.called'), value: namesOf(words, participants) },
        ...(sip === null
          ? []
          : [
              { label: ui.t('meeting.sip.initiator'), value: ui.t(`receiver.${sip.initiator}`) },
              { label: ui.t('meeting.sip.chair'), value: participant(sip.chair) },
              { label: ui.t('meeting.sip.overall'), value: ui.t(`receiver.${sip.overallResponsible}`) },
              ...sip.measures.map(({ authority, contentId }) => ({
                label: `${ui.t('meeting.sip.measure')}: ${ui.t(`receiver.${authority}`)}`,
                value: text(contentId),
              })),
              { label: ui.t('meeting.sip.followUpOn'), value: compactDayOf(ui, sip.followUpOn) },
            ]),
      ]);
    },
  },
  meetingChanged: {
    part: 'meetings',
    tell: ({ meetingId, time, where, participants, removed }, words) =>
      rowsOf([
        which(words, meetingId),
        when(words, time),
        place(words, where),
        { label: words.ui.t('print.told.called'), value: namesOf(words, participants) },
        { label: words.ui.t('print.told.removed'), value: namesOf(words, removed) },
      ]),
  },
  meetingTakenOver: {
    part: 'meetings',
    tell: ({ meetingId, added, removed }, words) =>
      rowsOf([
        which(words, meetingId),
        { label: words.ui.t('print.told.called'), value: namesOf(words, added) },
        { label: words.ui.t('print.told.removed'), value: namesOf(words, removed) },
      ]),
  },
  invitationCancelled: {
    part: 'meetings',
    tell: ({ meetingId, participant, why }, words) =>
      rowsOf([
        which(words, meetingId),
        { label: words.ui.t('print.told.removed'), value: namesOf(words, [participant]) },
        { label: words.ui.t('print.told.why'), value: words.ui.t(`print.told.why.${why}`) },
      ]),
  },
  meetingCancelled: {
    part: 'meetings',
    tell: ({ meetingId, why, reasonContentId }, words) =>
      rowsOf([
        which(words, meetingId),
        { label: words.ui.t('print.told.why'), value: words.ui.t(`print.told.why.${why}`) },
        { label: words.ui.t('print.told.reason'), value: words.text(reasonContentId) },
      ]),
  },
  meetingReminded: titleOnly,
  invitationAnswered: {
    part: 'meetings',
    tell: ({ meetingId, participantId, rsvp }, words) =>
      rowsOf([
        which(words, meetingId),
        {
          label: words.participant(participantId) || words.ui.t('meeting.page.answer'),
          value: words.ui.t(`meeting.rsvp.${rsvp}`),
        },
      ]),
  },
  minutesRecorded: {
    part: 'meetings',
    tell({ meetingId, minutes }, words) {
      const { ui, text, name } = words;
      return rowsOf([
        which(words, meetingId),
        { label: ui.t('meeting.minutes.date'), value: compactDayOf(ui, minutes.heldOn) },
        {
          label: ui.t('meeting.pdf.attended'),
          value: namesOf(
            words,
            minutes.attended.map((participantId) => ({ participantId })),
          ),
        },
        { label: ui.t('meeting.minutes.title'), value: text(minutes.contentId) },
        ...minutes.decisions.map(({ owner, due, contentId }) => ({
          label: ui.t('meeting.pdf.decision', {
            owner: ownerOf(ui, name, owner),
            date: compactDayOf(ui, due),
          }),
          value: text(contentId),
        })),
        { label: ui.t('meeting.endsSip'), value: minutes.endsSip ? ui.t('meeting.endsSip.yes') : null },
      ]);
    },
  },
  decisionReported: {
    part: 'meetings',
    tell({ report }, { ui, text, state }) {
      const decided = state.decisions.find((one) => one.decisionId === report.decisionId);
      return rowsOf([
        { label: ui.t('meeting.decision'), value: text(decided?.contentId ?? null) },
        { label: ui.t('decision.result'), value: ui.t(`decision.result.${report.result}`) },
        { label: ui.t('decision.date'), value: compactDayOf(ui, report.reportedOn) },
        { label: ui.t('decision.note'), value: text(report.contentId) },
      ]);
    },
  },
};
