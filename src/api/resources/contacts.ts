/** `cases/{id}/contacts`, `papers`, `concern-reports`: what is done with and for the family between meetings. */
import { z } from 'zod';
import { defineCommand } from '../command-route.ts';
import { none } from '../route.ts';
import {
  consentPurpose,
  date,
  id,
  informationKinds,
  note,
  optional,
  party,
  receiver,
} from '../schemas/common.ts';

export const contactRoutes = [
  defineCommand({
    path: '/cases/{id}/contacts',
    command: 'recordContact',
    summary: 'Record a contact',
    description:
      'Each is recorded as one of three kinds of effort: samordnande (coordinating), stödjande (supporting), operativ (operative).',
    pathIds: none,
    body: z
      .strictObject({
        date: date('The day of the contact.'),
        kind: z.enum([
          'startMeeting',
          'homeVisit',
          'pupilTalk',
          'guardianTalk',
          'motivationalInterview',
          'phone',
          'dropOffSupport',
          'staffConsultation',
          'inquiryPart',
          'referral',
          'selfReferralHelp',
          'other',
        ]),
        effort: z.enum(['coordinating', 'supporting', 'operative']),
        with: z.array(party).min(1).max(8),
        reached: z.boolean().default(true).meta({ description: 'Whether anyone was reached.' }),
        note: note('What was said and agreed.'),
      })
      .meta({ id: 'ContactBody' }),
    example: {
      date: '2026-09-15',
      kind: 'homeVisit',
      effort: 'supporting',
      with: ['pupil', 'guardian'],
      reached: true,
      note: 'Första besöket hemma.',
    },
    within: 'contact',
    build: ({ body: { note, ...rest }, draft }) => ({
      type: 'recordContact',
      contact: { contactId: draft.id('contactId'), ...rest, contentId: draft.text('contact', note) },
    }),
  }),
  defineCommand({
    path: '/cases/{id}/papers',
    command: 'requestPapers',
    summary: 'Ask another for papers or an inquiry',
    description: 'Under consent; followed up until they come.',
    pathIds: none,
    body: z.strictObject({
      from: receiver,
      kinds: informationKinds,
      purpose: consentPurpose.default('increaseAttendance').meta({ description: 'What they are for.' }),
      askedOn: date('The day on which they were asked for.'),
      note: note('What was asked for.'),
    }),
    example: { from: 'bup', kinds: ['health'], askedOn: '2026-09-16', note: 'Utredningen från våren.' },
    within: 'request',
    build: ({ body: { note, ...rest }, draft }) => ({
      type: 'requestPapers',
      request: { paperRequestId: draft.id('paperRequestId'), ...rest, contentId: draft.text('papers', note) },
    }),
  }),
  defineCommand({
    path: '/cases/{id}/papers/{paperRequestId}/receipt',
    command: 'receivePapers',
    summary: 'Note that papers came',
    pathIds: z.object({ paperRequestId: id('The request for papers.') }),
    body: z.strictObject({
      receivedOn: date('The day on which they came.'),
      note: optional(note('What came.')),
    }),
    example: { receivedOn: '2026-09-23', note: null },
    build: ({ body, params, draft }) => ({
      type: 'receivePapers',
      paperRequestId: params.paperRequestId,
      receivedOn: body.receivedOn,
      contentId: draft.optionalText('papersReceived', body.note),
    }),
  }),
  defineCommand({
    path: '/cases/{id}/concern-reports',
    command: 'recordConcernReport',
    summary: 'Record that a concern report (orosanmälan) was made',
    description: 'Needs no consent, carries the strongest tag and is never shown to guardians.',
    pathIds: none,
    body: z.strictObject({
      madeOn: date('The day on which it was made.'),
      madeBy: id('Who made it.'),
      to: z.literal('socialServices').default('socialServices'),
      note: note('What was reported.'),
    }),
    example: {
      madeOn: '2026-09-17',
      madeBy: '0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11',
      to: 'socialServices',
      note: 'Oro enligt 19 kap. 1 § socialtjänstlagen.',
    },
    within: 'report',
    build: ({ body: { note, ...rest }, draft }) => ({
      type: 'recordConcernReport',
      report: {
        concernReportId: draft.id('concernReportId'),
        ...rest,
        contentId: draft.text('concernReport', note),
      },
    }),
  }),
];
