/** `/sign-in/role`, `/sign-in/again`: going on in another role, and signing in once more before what asks for it. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { first } from '../../../ui/forms/spec.ts';
import { SignInAgainPage } from '../../../ui/pages/sign-in-again.tsx';
import { SignInRolePage } from '../../../ui/pages/sign-in-role.tsx';
import { localPath } from '../../../ui/ui.ts';
import { isFamily } from '../../family-entry.ts';
import { signedIn } from '../../granted.ts';
import { none } from '../../route.ts';
import { apiRoute } from '../ask.ts';
import { definePage } from '../page.ts';
import { definePress } from '../press.ts';
import { familyStartOf } from './sign-in-family.ts';
import { startOf } from './sign-in-provider.ts';

const roleRoute = apiRoute('post', '/session/role');
const next = z.object({ next: z.string().optional() });

export const signInRolePages = [
  definePage({
    path: '/sign-in/role',
    access: roleRoute.access,
    params: none,
    query: next,
    handle(call) {
      const { role, roles } = signedIn(call);
      const { ui } = call;
      const to = localPath(call.query.next) ?? '/';
      const body = h(SignInRolePage, { ui, now: role, roles, next: to, sendKey: randomUUID() });
      return Promise.resolve({ kind: 'page', title: ui.t('signIn.role.title'), body });
    },
  }),
  definePress({
    path: '/sign-in/role',
    route: roleRoute,
    json: ({ form }) => ({ role: first(form, 'role') }),
    to: ({ form }) => localPath(first(form, 'next')) ?? '/',
  }),
  definePage({
    path: '/sign-in/again',
    access: { kind: 'signedIn', why: 'Whoever is signed in may do so once more.' },
    params: none,
    query: next,
    handle(call) {
      const { ui } = call;
      const { personId, role, roles, name } = signedIn(call);
      const reader = { personId, role, roles, name };
      const to = localPath(call.query.next) ?? '/';
      const there = isFamily(signedIn(call).actor) ? familyStartOf : startOf;
      const start = call.deps.mode === 'live' ? there(to, 'fresh') : null;
      const body = h(SignInAgainPage, { ui, reader, next: to, start, sendKey: randomUUID() });
      return Promise.resolve({ kind: 'page', title: ui.t('signIn.again.title'), body });
    },
  }),
];
