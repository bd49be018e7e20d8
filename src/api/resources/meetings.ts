/** `cases/{id}/meetings`: collaboration meetings (samverkansmöten), start meetings, SIP; asked for, called, held. */
import { z } from 'zod';
import { defineCommand } from '../command-route.ts';
import { none } from '../route.ts';
import { ownParticipant, participants, participantSchema, type ParticipantWire } from '../participants.ts';
import { date, giver, id, note, optional, responsible } from '../schemas/common.ts';
import { keptOrNew, meetingTime, sip, where, whereInput } from '../schemas/meeting.ts';

const meetingPath = z.object({ meetingId: id('The meeting.') });
const exampleParticipants: ParticipantWire[] = [
  { kind: 'pupil' },
  { kind: 'guardian', guardianId: '0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11' },
  { kind: 'receiver', receiver: 'bup', name: 'BUP mottagningen', email: 'mottagning@bup.example' },
];

export const meetingRoutes = [
  defineCommand({
    path: '/cases/{id}/meeting-requests',
    command: 'askForMeeting',
    summary: 'Ask for a meeting, as guardian or pupil',
    description: 'Staff may note that a guardian or the pupil asked.',
    pathIds: none,
    body: z.strictObject({ askedBy: giver, note: optional(note('What it should be about.')) }),
    example: { askedBy: { role: 'pupil' }, note: null },
    build: ({ body, draft }) => ({
      type: 'askForMeeting',
      askedBy: body.askedBy,
      contentId: draft.optionalText('meetingRequest', body.note),
    }),
  }),
  defineCommand({
    path: '/cases/{id}/meetings',
    command: 'callMeeting',
    summary: 'Call a meeting',
    description:
      'Invitations go out by mail with a calendar file. Only those whom consent covers may be invited; a refusal names the missing consent.',
    pathIds: none,
    body: z
      .strictObject({
        kind: z.enum(['startMeeting', 'collaboration', 'sip']),
        time: meetingTime,
        where,
        question: note('The common question of the meeting.'),
        participants: z.array(participantSchema).min(1).max(40),
        sip: optional(sip).meta({ description: 'For a SIP only: its own fields.' }),
        pollId: optional(id('Suggested times that the time was chosen from: they close with it.')),
      })
      .meta({ id: 'MeetingBody' }),
    example: {
      kind: 'collaboration',
      time: { date: '2026-10-14', from: '14:00', minutes: 60 },
      where: { kind: 'place', place: 'Kringlaskolan, rum 12' },
      question: 'Hur kommer eleven tillbaka till bildlektionerna?',
      participants: exampleParticipants,
      sip: null,
      pollId: null,
    },
    within: 'meeting',
    poll: ({ pollId }) => pollId,
    build({ body, draft, state }) {
      const invited = participants(body.participants, draft, state, null);
      return {
        type: 'callMeeting',
        meeting: {
          meetingId: draft.id('meetingId'),
          kind: body.kind,
          time: body.time,
          where: whereInput(body.where, draft),
          questionContentId: draft.text('question', body.question),
          participants: invited,
          sip:
            body.sip === null
              ? null
              : {
                  initiator: body.sip.initiator,
                  chair: invited[body.sip.chair]?.participantId ?? '',
                  overallResponsible: body.sip.overallResponsible,
                  measures: body.sip.measures.map(({ authority, note }) => ({
                    authority,
                    contentId: draft.text('sipMeasure', note),
                  })),
                  followUpOn: body.sip.followUpOn,
                },
        },
      };
    },
  }),
  defineCommand({
    path: '/cases/{id}/meetings/{meetingId}/changes',
    command: 'changeMeeting',
    summary: 'Change time, place or participants',
    description:
      'Those who stay get a new invitation with the next SEQUENCE, those who are left out a cancellation.',
    pathIds: meetingPath,
    body: z.strictObject({
      time: meetingTime,
      where,
      participants: z.array(keptOrNew).min(1).max(40),
    }),
    example: {
      time: { date: '2026-10-15', from: '09:00', minutes: 60 },
      where: { kind: 'link', link: 'https://mote.example/rum' },
      participants: [{ participantId: '0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11' }],
    },
    build: ({ body, params, draft, state }) => ({
      type: 'changeMeeting',
      meetingId: params.meetingId,
      time: body.time,
      where: whereInput(body.where, draft),
      participants: participants(body.participants, draft, state, params.meetingId),
    }),
  }),
  defineCommand({
    path: '/cases/{id}/meetings/{meetingId}/cancellation',
    command: 'cancelMeeting',
    summary: 'Cancel a meeting',
    pathIds: meetingPath,
    body: z.strictObject({ reason: optional(note('Why.')) }),
    example: { reason: 'Sjukdom.' },
    build: ({ body, params, draft }) => ({
      type: 'cancelMeeting',
      meetingId: params.meetingId,
      reasonContentId: draft.optionalText('reason', body.reason),
    }),
  }),
  defineCommand({
    path: '/cases/{id}/meetings/{meetingId}/answers',
    command: 'answerInvitation',
    summary: 'Answer an invitation',
    pathIds: meetingPath,
    body: z.strictObject({
      participantId: optional(id('Whose answer it is; left out: your own.')),
      rsvp: z.enum(['accepted', 'declined', 'tentative']),
    }),
    example: { participantId: null, rsvp: 'accepted' },
    build: ({ body, params, state, actor }) => ({
      type: 'answerInvitation',
      meetingId: params.meetingId,
      participantId: body.participantId ?? ownParticipant(state, params.meetingId, actor) ?? '',
      rsvp: body.rsvp,
    }),
  }),
  defineCommand({
    path: '/cases/{id}/meetings/{meetingId}/minutes',
    command: 'recordMinutes',
    summary: 'Record the minutes of a meeting and what it decided',
    description: 'Each decision has an owner and a due date and is owed until it is reported done.',
    pathIds: meetingPath,
    body: z.strictObject({
      heldOn: date('The day on which it was held.'),
      attended: z.array(id('A participant who came.')).max(40),
      note: note('The minutes.'),
      decisions: z
        .array(
          z.strictObject({
            owner: responsible,
            due: date('By when.'),
            note: note('What was decided.'),
          }),
        )
        .max(40)
        .default([]),
      endsSip: z
        .boolean()
        .default(false)
        .meta({ description: 'The parties agreed that the SIP is over: no follow-up of it is owed.' }),
    }),
    example: {
      heldOn: '2026-10-14',
      attended: ['0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11'],
      note: 'Vi kom överens om att börja med bild.',
      decisions: [{ owner: { party: 'coordinator', personId: null }, due: '2026-10-28', note: 'Ringa BUP.' }],
    },
    within: 'minutes',
    build: ({ body, params, draft }) => ({
      type: 'recordMinutes',
      meetingId: params.meetingId,
      minutes: {
        heldOn: body.heldOn,
        attended: body.attended,
        contentId: draft.text('minutes', body.note),
        decisions: body.decisions.map(({ note, ...decision }) => ({
          decisionId: draft.id('decisionIds'),
          ...decision,
          contentId: draft.text('decision', note),
        })),
        ...(body.endsSip && { endsSip: true }),
      },
    }),
  }),
  defineCommand({
    path: '/cases/{id}/decisions/{decisionId}/report',
    command: 'reportDecision',
    summary: 'Report what became of a decision',
    pathIds: z.object({ decisionId: id('The decision.') }),
    body: z.strictObject({
      result: z.enum(['done', 'notDone', 'changed']),
      reportedOn: date('The day of the report.'),
      note: optional(note('More about it.')),
    }),
    example: { result: 'done', reportedOn: '2026-10-27', note: null },
    within: 'report',
    build: ({ body: { note, ...rest }, params, draft }) => ({
      type: 'reportDecision',
      report: {
        decisionId: params.decisionId,
        ...rest,
        contentId: draft.optionalText('decisionReport', note),
      },
    }),
  }),
];
