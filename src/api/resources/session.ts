/** `session`: sign in (rehearsal: choose a person), who am I, in another role, sign out. */
import { z } from 'zod';
import { findPerson } from '../../records/people.ts';
import { instant } from '../../domain/time.ts';
import type { Db } from '../../records/connect.ts';
import { endSession } from '../../records/sign-in/sessions.ts';
import { beginSession, goOnAs, note, type Begun } from '../begin-session.ts';
import { signedIn } from '../granted.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { id, sessionRoleValues } from '../schemas/common.ts';
import { identify, rolesOf, type Identity, type SessionRole } from '../session.ts';

const me = z
  .object({
    personId: z.string(),
    role: z.enum(sessionRoleValues),
    roles: z
      .array(z.enum(sessionRoleValues))
      .meta({ description: 'All that you may be; change by `POST /session/role`.' }),
    name: z.string(),
    schoolUnits: z
      .array(z.string())
      .meta({ description: 'Where the role is held; empty: everywhere, or no staff.' }),
  })
  .meta({ id: 'Me' });

const signedInAnswer = me.extend({
  token: z.string().meta({ description: 'Send it as `Authorization: Bearer …`.' }),
  expiresAt: z.string().meta({ description: 'At the latest; earlier when it isn’t used.' }),
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
    async handle(call) {
      const { deps, body } = call;
      const role = body.role ?? (await firstRole(deps.db, body.personId));
      const who = role === null ? null : await identify(deps.db, body.personId, role);
      if (role === null || who === null) throw new Problem('unknown-id', { field: '/personId' });
      const session = call.session?.role === 'client' ? null : call.session;
      const begun = await beginSession(
        { ...call, session },
        {
          personId: body.personId,
          role,
          authenticatedAt: instant(Date.now()),
          acr: null,
          there: null,
        },
      );
      return begunReply(201, meView(body.personId, role, who), begun);
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
    method: 'post',
    path: '/session/role',
    tag: 'session',
    access: { kind: 'signedIn', why: 'Whoever holds several roles may change between them.' },
    summary: 'Go on in another of your roles',
    description: 'The token ends; the answer holds another.',
    params: none,
    query: none,
    body: z.strictObject({ role: z.enum(sessionRoleValues) }),
    example: { role: 'coordinator' },
    answer: { status: 200, description: 'You, in that role.', schema: signedInAnswer },
    async handle(call) {
      const { deps, body } = call;
      const { personId } = signedIn(call);
      const begun = await goOnAs(deps, signedIn(call), body.role);
      const who = await identify(deps.db, personId, body.role);
      if (who === null) throw new Problem('not-permitted', { field: '/role' });
      return begunReply(200, meView(personId, body.role, who), begun);
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
      await note(call, 'session ended', signedIn(call));
      return { status: 204, session: null };
    },
  }),
];

const meView = (personId: string, role: SessionRole, { actor, name, roles }: Identity) => ({
  personId,
  role,
  roles,
  name,
  schoolUnits: 'schoolUnits' in actor ? actor.schoolUnits : [],
});

const begunReply = (status: 200 | 201, you: ReturnType<typeof meView>, begun: Begun) => ({
  status,
  body: { ...you, token: begun.token, expiresAt: begun.expiresAt.toISOString() },
  session: begun,
});

/** The first role that a person holds; a guardian or pupil is found by their id alone. */
async function firstRole(db: Db, personId: string): Promise<SessionRole | null> {
  const staff = await findPerson(db, personId);
  const [held] = staff === null ? [] : rolesOf(staff);
  if (held !== undefined) return held;
  for (const role of ['guardian', 'pupil'] as const) {
    if ((await identify(db, personId, role)) !== null) return role;
  }
  return null;
}
