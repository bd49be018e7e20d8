/** `/sessions`: where one is signed in, and how to end that. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { browsers, systems } from '../../../domain/sign-in/device.ts';
import { instant } from '../../../domain/time.ts';
import { SessionsPage } from '../../../ui/pages/sessions.tsx';
import { sessionRoleValues } from '../../schemas/common.ts';
import { apiRoute, askBody } from '../ask.ts';
import { definePage } from '../page.ts';
import { definePress } from '../press.ts';

const listRoute = apiRoute('get', '/sessions');

const moment = z.string().transform((text) => instant(Date.parse(text)));
const found = z.object({
  sessions: z.array(
    z.object({
      id: z.string(),
      current: z.boolean(),
      role: z.enum(sessionRoleValues),
      browser: z.enum(browsers),
      system: z.enum(systems),
      begunAt: moment,
      lastSeenAt: moment,
    }),
  ),
});

export const sessionsPages = [
  definePage({
    path: '/sessions',
    access: listRoute.access,
    params: z.object({}),
    query: z.looseObject({}),
    async handle(call) {
      const { ui } = call;
      const { sessions } = found.parse(await askBody(call, listRoute));
      const body = h(SessionsPage, { ui, sessions, sendKey: randomUUID() });
      return { kind: 'page', title: ui.t('sessions.title'), body };
    },
  }),
  definePress({
    path: '/sessions/{id}/end',
    route: apiRoute('delete', '/sessions/{id}'),
    to: (_, reply) => (reply.session === null ? '/sign-in' : '/sessions?done=sessionEnded'),
  }),
  definePress({
    path: '/sessions/end',
    route: apiRoute('delete', '/sessions'),
    to: () => '/sign-in',
  }),
];
