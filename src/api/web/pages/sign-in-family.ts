/** `/sign-in/family/start`, `/sign-in/family/callback`: guardians and pupils sign in by e-ID. */
import { h } from 'preact';
import { z } from 'zod';
import type { FamilyRefusal } from '../../../domain/sign-in/refusal.ts';
import { SignInRefusedPage } from '../../../ui/pages/sign-in-provider.tsx';
import { localPath } from '../../../ui/ui.ts';
import type { Deps, FamilyProvider } from '../../deps.ts';
import { comeBackAsFamily } from '../../family-sign-in.ts';
import { Problem } from '../../problem.ts';
import { leaveFor } from '../../provider-round.ts';
import { none } from '../../route.ts';
import { cookieOf } from '../../session.ts';
import { definePage, type PageCall, type PageReply } from '../page.ts';
import { signingInCookie } from '../reader.ts';
import { sentBack } from './sign-in-provider.ts';

const access = { kind: 'open' as const, why: 'On the way to being signed in.' };

function providerOf({ signIn }: Deps): FamilyProvider {
  if (signIn.family === null) throw new Problem('not-found');
  return signIn.family;
}

/** Where a family's sign-in begins, to go on to that path. */
export const familyStartOf = (next: string, how: 'usual' | 'fresh' = 'usual'): string =>
  `/sign-in/family/start?${new URLSearchParams({ ...(how === 'usual' ? {} : { how }), next })}`;

function refusedPage({ ui }: PageCall<unknown, unknown>, why: FamilyRefusal, next: string): PageReply {
  const title = ui.t(`signIn.family.refused.${why}.title`);
  const words = [ui.t(`signIn.family.refused.${why}`), ui.t('signIn.family.paper')];
  const start = familyStartOf(next, why === 'otherPerson' ? 'fresh' : 'usual');
  const links = [{ href: start, label: ui.t('signIn.tryAgain') }];
  const body = h(SignInRefusedPage, { ui, title, words, links });
  return { kind: 'page', title, body, status: why === 'away' ? 503 : 403 };
}

export const signInFamilyPages = [
  definePage({
    path: '/sign-in/family/start',
    access,
    params: none,
    query: z.object({ next: z.string().optional(), how: z.enum(['usual', 'fresh']).default('usual') }),
    async handle(call) {
      const next = localPath(call.query.next) ?? '/';
      const browser = cookieOf((name) => call.header(name), signingInCookie);
      const { provider } = providerOf(call.deps);
      // Each time by the e-ID itself: a family may sit at a library's computer, after another one.
      const how = call.query.how === 'usual' ? 'anybody' : 'fresh';
      const own = browser === null ? {} : { browser };
      const left = await leaveFor(call, { door: 'family', provider }, { next, how, ...own });
      if ('refused' in left) return refusedPage(call, left.refused, next);
      return { kind: 'go', to: left.url, signingIn: left.browser };
    },
  }),
  definePage({
    path: '/sign-in/family/callback',
    access,
    params: none,
    query: z.looseObject({}),
    async handle(call) {
      const back = await comeBackAsFamily(call, providerOf(call.deps), {
        query: sentBack(call.query),
        browser: cookieOf((name) => call.header(name), signingInCookie),
      });
      if ('refused' in back) return refusedPage(call, back.refused, back.next);
      return { kind: 'go', to: back.to, session: back.begun, signingIn: null };
    },
  }),
];
