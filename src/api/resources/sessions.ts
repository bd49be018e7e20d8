/** `sessions`: where one is signed in, and how to end that. */
import { z } from 'zod';
import { browsers, systems } from '../../domain/sign-in/device.ts';
import { instant } from '../../domain/time.ts';
import { endAllSessionsOf, endSessionOf, sessionsOf } from '../../records/sign-in/sessions.ts';
import { note } from '../begin-session.ts';
import { signedIn } from '../granted.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { id, sessionRoleValues } from '../schemas/common.ts';
import { pageOf } from '../schemas/page.ts';

const own = z
  .object({
    id: z.string(),
    current: z.boolean().meta({ description: 'The one that asks.' }),
    role: z.enum(sessionRoleValues),
    browser: z.enum(browsers),
    system: z.enum(systems),
    begunAt: z.string(),
    lastSeenAt: z.string().meta({ description: 'Right to a minute.' }),
  })
  .meta({ id: 'OwnSession' });

const access = { kind: 'signedIn' as const, why: 'About one’s own sessions.' };

export const sessionsRoutes = [
  defineRoute({
    method: 'get',
    path: '/sessions',
    tag: 'session',
    access,
    summary: 'Where you are signed in',
    description: 'Real time, also in a rehearsal.',
    params: none,
    query: none,
    body: none,
    answer: { status: 200, description: 'The one used last first.', schema: pageOf('sessions', own) },
    async handle(call) {
      const session = signedIn(call);
      const found = await sessionsOf(call.deps.db, session.personId, instant(Date.now()));
      const sessions = found.map(({ device, begunAt, lastSeenAt, ...one }) => ({
        ...one,
        ...device,
        current: one.id === session.id,
        begunAt: new Date(begunAt).toISOString(),
        lastSeenAt: new Date(lastSeenAt).toISOString(),
      }));
      return { status: 200, body: { sessions, total: sessions.length } };
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/sessions/{id}',
    tag: 'session',
    access,
    summary: 'Sign out in one place',
    params: z.object({ id: id('The session: see `GET /sessions`.') }),
    query: none,
    body: none,
    answer: { status: 204, description: 'It has ended.' },
    async handle(call) {
      const session = signedIn(call);
      if (!(await endSessionOf(call.deps.db, session.personId, call.params.id))) {
        throw new Problem('not-found', { field: 'path/id' });
      }
      await note(call, 'session ended', session);
      return call.params.id === session.id ? { status: 204, session: null } : { status: 204 };
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/sessions',
    tag: 'session',
    access,
    summary: 'Sign out everywhere',
    params: none,
    query: none,
    body: none,
    answer: { status: 204, description: 'All of your sessions have ended.' },
    async handle(call) {
      const session = signedIn(call);
      await endAllSessionsOf(call.deps.db, session.personId);
      await note(call, 'sessions ended', session);
      return { status: 204, session: null };
    },
  }),
];
