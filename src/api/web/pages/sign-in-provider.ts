/** `/sign-in/start`, `/sign-in/callback`, `/signed-out`: staff sign in and out through the municipality's own provider. */
import { h } from 'preact';
import { z } from 'zod';
import type { SignInRefusal } from '../../../domain/sign-in/refusal.ts';
import { SignedOutHerePage, SignInRefusedPage } from '../../../ui/pages/sign-in-provider.tsx';
import { localPath } from '../../../ui/ui.ts';
import { OidcRefusal } from '../../../integrations/oidc.ts';
import type { Deps, StaffProvider } from '../../deps.ts';
import { Problem } from '../../problem.ts';
import { none } from '../../route.ts';
import { cookieOf } from '../../session.ts';
import { leaveFor } from '../../provider-round.ts';
import { finishBySaml, leaveForIdp } from '../../saml-sign-in.ts';
import { comeBackAsStaff } from '../../staff-sign-in.ts';
import { definePage, type PageCall, type PageReply } from '../page.ts';
import { signingInCookie } from '../reader.ts';

const access = { kind: 'open' as const, why: 'On the way to being signed in, or from it.' };

function providerOf({ signIn }: Deps): StaffProvider {
  if (signIn.oidc === null) throw new Problem('not-found');
  return signIn.oidc;
}

/** Where a sign-in begins, to go on to that path. */
export const startOf = (next: string, how: 'usual' | 'fresh' | 'anybody' = 'usual'): string =>
  `/sign-in/start?${new URLSearchParams({ ...(how === 'usual' ? {} : { how }), next })}`;

function refusedPage({ ui }: PageCall<unknown, unknown>, why: SignInRefusal, next: string): PageReply {
  const title = ui.t(`signIn.refused.${why}.title`);
  const again = why === 'otherPerson' || why === 'tooWeak' ? 'fresh' : 'usual';
  const links = [
    { href: startOf(next, again), label: ui.t('signIn.tryAgain') },
    { href: startOf(next, 'anybody'), label: ui.t('signIn.other') },
  ];
  const body = h(SignInRefusedPage, { ui, title, words: [ui.t(`signIn.refused.${why}`)], links });
  return { kind: 'page', title, body, status: why === 'away' ? 503 : 403 };
}

/** As a provider sent them, each as often: a name that comes twice is its fault to answer for, not ours to choose from. */
export const sentBack = (query: Record<string, unknown>): URLSearchParams =>
  new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)])),
  );

export const signInProviderPages = [
  definePage({
    path: '/sign-in/start',
    access,
    params: none,
    query: z.object({
      next: z.string().optional(),
      how: z.enum(['usual', 'fresh', 'anybody']).default('usual'),
    }),
    async handle(call) {
      const next = localPath(call.query.next) ?? '/';
      const browser = cookieOf((name) => call.header(name), signingInCookie);
      const { how } = call.query;
      const leaving = { next, how, ...(browser === null ? {} : { browser }) };
      const { saml } = call.deps.signIn;
      const left =
        saml === null
          ? await leaveFor(call, { door: 'staff', provider: providerOf(call.deps).provider }, leaving)
          : await leaveForIdp(call, saml, leaving);
      if ('refused' in left) return refusedPage(call, left.refused, next);
      return { kind: 'go', to: left.url, signingIn: left.browser };
    },
  }),
  definePage({
    path: '/sign-in/callback',
    access,
    params: none,
    query: z.looseObject({}),
    async handle(call) {
      const back = await comeBackAsStaff(call, providerOf(call.deps), {
        query: sentBack(call.query),
        browser: cookieOf((name) => call.header(name), signingInCookie),
      });
      if ('refused' in back) return refusedPage(call, back.refused, back.next);
      return { kind: 'go', to: back.to, session: back.begun, signingIn: null };
    },
  }),
  definePage({
    path: '/sign-in/saml/finish',
    access,
    params: none,
    query: z.looseObject({ state: z.string().max(200).catch('') }),
    async handle(call) {
      if (call.deps.signIn.saml === null) throw new Problem('not-found');
      const browser = cookieOf((name) => call.header(name), signingInCookie);
      const back = await finishBySaml(call, { state: call.query.state, browser });
      if ('refused' in back) return refusedPage(call, back.refused, back.next);
      return { kind: 'go', to: back.to, session: back.begun, signingIn: null };
    },
  }),
  definePage({
    path: '/signed-out',
    access,
    params: none,
    query: z.looseObject({ of: z.enum(['staff', 'family']).catch('staff') }),
    async handle({ deps, ui, query }) {
      const { of } = query;
      const endSession = await endSessionUrl(deps, of);
      const body = h(SignedOutHerePage, { ui, of, endSession });
      return { kind: 'page', title: ui.t('signedOutHere.title'), body };
    },
  }),
];

/** Null as well while the provider is away: one is signed out here all the same. */
async function endSessionUrl({ signIn, publicUrl }: Deps, of: 'staff' | 'family'): Promise<string | null> {
  const door = of === 'family' ? signIn.family : signIn.oidc;
  try {
    return (await door?.provider.endSessionUrl(`${publicUrl}/sign-in`)) ?? null;
  } catch (error) {
    if (error instanceof OidcRefusal) return null;
    throw error;
  }
}
