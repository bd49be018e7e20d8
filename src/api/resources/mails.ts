/** `mails`: what went out in a rehearsal, and what the built-in inbox received. */
import { z } from 'zod';
import { listInbox } from '../../records/inbox.ts';
import { listMails } from '../../records/mail.ts';
import { defineRoute, none } from '../route.ts';
import { id } from '../schemas/common.ts';
import { limit, offset, pageOf } from '../schemas/page.ts';

const mail = z
  .looseObject({
    key: z.string(),
    caseId: z.string().nullable(),
    kind: z.string(),
    to: z.string().nullable(),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    ics: z.string().nullable(),
    icsMethod: z.enum(['REQUEST', 'CANCEL']).nullable(),
    status: z.enum(['queued', 'sending', 'sent', 'failed']),
    at: z.string().meta({ description: "The rehearsal's moment." }),
  })
  .meta({ id: 'Mail' });

const received = z
  .looseObject({
    messageId: z.string(),
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    receivedAt: z.string(),
  })
  .meta({ id: 'ReceivedMail' });

export const mailRoutes = [
  defineRoute({
    method: 'get',
    path: '/mails',
    tag: 'rehearsal',
    access: { kind: 'action', action: 'mails.read', on: 'nothing', rehearsalOnly: true },
    summary: 'What went out',
    description: 'The outbox, by the moment at which each mail was written.',
    params: none,
    query: z.object({
      caseId: id('A case.').optional(),
      kind: z.string().max(60).optional().meta({ description: '`invitation`, `notice` or `digest`.' }),
      to: z.string().max(254).optional().meta({ description: 'An address.' }),
      limit,
      offset,
    }),
    body: none,
    answer: { status: 200, description: 'A page of mails.', schema: pageOf('mails', mail) },
    async handle({ deps, query }) {
      const filter = {
        ...(query.caseId === undefined ? {} : { caseId: query.caseId }),
        ...(query.kind === undefined ? {} : { kind: query.kind }),
        ...(query.to === undefined ? {} : { toAddress: query.to }),
      };
      const found = await listMails(deps.db, filter, { limit: query.limit, offset: query.offset });
      const mails = found.mails.map(({ calendar, toAddress, createdAt, ...one }) => ({
        ...one,
        to: toAddress,
        ics: calendar?.ics ?? null,
        icsMethod: calendar?.method ?? null,
        at: createdAt.toISOString(),
      }));
      return { status: 200, body: { mails, total: found.total } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/mails/received',
    tag: 'rehearsal',
    access: { kind: 'action', action: 'mails.read', on: 'nothing', rehearsalOnly: true },
    summary: 'What the built-in inbox received',
    description: 'In the order of arrival.',
    params: none,
    query: z.object({ to: z.string().max(254).optional(), limit, offset }),
    body: none,
    answer: { status: 200, description: 'A page of mails.', schema: pageOf('mails', received) },
    async handle({ deps, query }) {
      const filter = query.to === undefined ? {} : { toAddress: query.to };
      const found = await listInbox(deps.db, filter, { limit: query.limit, offset: query.offset });
      const mails = found.mails.map(({ toAddress, receivedAt, ...one }) => ({
        ...one,
        to: toAddress,
        receivedAt: receivedAt.toISOString(),
      }));
      return { status: 200, body: { mails, total: found.total } };
    },
  }),
];
