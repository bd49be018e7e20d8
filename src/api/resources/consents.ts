/** `cases/{id}/consents`: consent (samtycke) given, refused, withdrawn; the pupil's maturity judged. */
import { z } from 'zod';
import { defineCommand } from '../command-route.ts';
import { none } from '../route.ts';
import {
  consentPurpose,
  date,
  giver,
  id,
  informationKinds,
  note,
  optional,
  receiver,
} from '../schemas/common.ts';

const form = z
  .discriminatedUnion('how', [
    z.strictObject({ how: z.literal('electronic') }),
    z.strictObject({
      how: z.literal('paper'),
      witnessId: optional(id('The member of staff who saw it signed.')),
      scanId: optional(id('The scan, uploaded as a document.')),
    }),
  ])
  .meta({ description: 'Electronic, or on paper with a witness or a scan.' });

const consentBody = z
  .strictObject({
    giver,
    receiver,
    purpose: consentPurpose,
    kinds: informationKinds,
    from: date('The first day that it covers.'),
    until: date('The last day that it covers.'),
    form,
  })
  .meta({ id: 'ConsentBody' });

const consentPath = z.object({ consentId: id('The consent.') });

export const consentRoutes = [
  defineCommand({
    path: '/cases/{id}/consents',
    command: 'recordConsent',
    summary: 'Record a consent',
    description:
      'One giver, one receiver, the kinds of information, a purpose and a time. Signed in writing. It counts for that purpose alone: collaboration meetings want `increaseAttendance`, a SIP wants `sip`, papers what they are asked for.',
    pathIds: none,
    body: consentBody,
    example: {
      giver: { role: 'guardian', guardianId: '0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11' },
      receiver: 'bup',
      purpose: 'increaseAttendance',
      kinds: ['attendance', 'support'],
      from: '2026-09-07',
      until: '2027-03-07',
      form: { how: 'electronic' },
    },
    within: 'consent',
    build: ({ body, draft }) => ({
      type: 'recordConsent',
      consent: { consentId: draft.id('consentId'), ...body },
    }),
  }),
  defineCommand({
    path: '/cases/{id}/consents/{consentId}/withdrawal',
    command: 'withdrawConsent',
    summary: 'Withdraw a consent, or some kinds of information of it',
    description:
      'Takes effect at once: sharing and meetings with that receiver stop, invitations to it are cancelled, the team leader is told. History stays.',
    pathIds: consentPath,
    body: z.strictObject({
      kinds: optional(informationKinds).meta({ description: 'Null or left out withdraws all of it.' }),
    }),
    example: { kinds: null },
    denies: ({ params, body }) => ({ consentId: params.consentId, kinds: body.kinds }),
    build: ({ body, params }) => ({
      type: 'withdrawConsent',
      consentId: params.consentId,
      kinds: body.kinds,
    }),
  }),
  defineCommand({
    path: '/cases/{id}/consent-refusals',
    command: 'refuseConsent',
    summary: 'Note that consent was refused',
    pathIds: none,
    body: z.strictObject({ giver, receiver, note: optional(note('What was said.')) }),
    example: { giver: { role: 'pupil' }, receiver: 'socialServices', note: null },
    build: ({ body, draft }) => ({
      type: 'refuseConsent',
      giver: body.giver,
      receiver: body.receiver,
      contentId: draft.optionalText('consentRefusal', body.note),
    }),
  }),
  defineCommand({
    path: '/cases/{id}/maturity',
    command: 'judgeMaturity',
    summary: "Note the judgement of the pupil's maturity",
    description: 'There is no fixed age: whether the pupil speaks for themselves is judged and noted.',
    pathIds: none,
    body: z.strictObject({
      speaksForSelf: z.boolean(),
      judgedOn: date('The day of the judgement.'),
      note: note('What it rests on.'),
    }),
    example: { speaksForSelf: true, judgedOn: '2026-09-14', note: 'Samtal med elev och kurator.' },
    within: 'maturity',
    build: ({ body, draft }) => ({
      type: 'judgeMaturity',
      maturity: {
        speaksForSelf: body.speaksForSelf,
        judgedOn: body.judgedOn,
        contentId: draft.text('maturity', body.note),
      },
    }),
  }),
];
