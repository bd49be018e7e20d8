/** `session`: sign in (rehearsal: choose a person), who am I, sign out. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { findPerson } from '../../records/people.ts';
import { endSession, startSession } from '../../records/sessions.ts';
import type { Db } from '../../records/connect.ts';
import { signedIn } from '../granted.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { id, sessionRoleValues } from '../schemas/common.ts';
import { identify, type SessionRole } from '../session.ts';

const goodForMs = 12 * 3_600_000;

const me = z
  .object({
    personId: z.string(),
    role: z.enum(sessionRoleValues),
    name: z.string(),
    schoolUnits: z
      .array(z.string())
      .meta({ description: 'Where the role is held; empty: everywhere, or no staff.' }),
  })
  .meta({ id: 'Me' });

const signedInAnswer = me.extend({
  token: z.string().meta({ description: 'Send it as `Authorization: Bearer …`.' }),
  expiresAt: z.string(),
});

export const sessionRoutes = [
  defineRoute({
    method: 'post',
    path: '/session',
    tag: 'session',
    access: { kind: 'rehearsal', why: 'Signing in; by choosing a person, so in rehearsal alone.' },
    summary: 'Sign in by choosing a person',
    description: 'A member of staff, a guardian or a pupil. Gives a bearer token, and sets it as a cookie.',
    params: none,
    query: none,
    body: z.strictObject({
      personId: id('Whom to be: see `GET /rehearsal/people`.'),
      role: z
        .enum(sessionRoleValues)
        .optional()
        .meta({ description: 'For those who hold several; left out: the first.' }),
    }),
    example: { personId: '0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11', role: 'coordinator' },
    answer: { status: 201, description: 'Signed in.', schema: signedInAnswer },
    async handle({ deps, body }) {
      const role = body.role ?? (await firstRole(deps.db, body.personId));
      const who = role === null ? null : await identify(deps.db, body.personId, role);
      if (role === null || who === null) throw new Problem('unknown-id', { field: '/personId' });
      const token = randomBytes(32).toString('base64url');
      const expiresAt = new Date(Date.now() + goodForMs);
      await startSession(deps.db, { token, personId: body.personId, role, expiresAt });
      return {
        status: 201,
        body: { ...meView(body.personId, role, who), token, expiresAt: expiresAt.toISOString() },
        session: { token, expiresAt },
      };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/session',
    tag: 'session',
    access: { kind: 'signedIn', why: 'Everyone may know who they are.' },
    summary: 'Who you are signed in as',
    params: none,
    query: none,
    body: none,
    answer: { status: 200, description: 'You.', schema: me },
    handle(call) {
      const session = signedIn(call);
      return Promise.resolve({ status: 200, body: meView(session.personId, session.role, session) });
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/session',
    tag: 'session',
    access: { kind: 'signedIn', why: 'Everyone may leave.' },
    summary: 'Sign out',
    params: none,
    query: none,
    body: none,
    answer: { status: 204, description: 'Signed out.' },
    async handle(call) {
      await endSession(call.deps.db, signedIn(call).token);
      return { status: 204, session: null };
    },
  }),
];

const meView = (
  personId: string,
  role: SessionRole,
  { actor, name }: NonNullable<Awaited<ReturnType<typeof identify>>>,
) => ({ personId, role, name, schoolUnits: 'schoolUnits' in actor ? actor.schoolUnits : [] });

/** The first role that a person holds; a guardian or pupil is found by their id alone. */
async function firstRole(db: Db, personId: string): Promise<SessionRole | null> {
  const staff = await findPerson(db, personId);
  const held = staff?.roles[0]?.role;
  if (held !== undefined) return held;
  for (const role of ['guardian', 'pupil'] as const) {
    if ((await identify(db, personId, role)) !== null) return role;
  }
  return null;
}
