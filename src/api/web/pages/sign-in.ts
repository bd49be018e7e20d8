/** `/sign-in`, `/sign-out`, `/language`: who one is, and in which language one reads. */
import { h } from 'preact';
import { z } from 'zod';
import { SignInPage, type Choice, type Near } from '../../../ui/pages/sign-in.tsx';
import { SignInLivePage } from '../../../ui/pages/sign-in-provider.tsx';
import { first } from '../../../ui/forms/spec.ts';
import { localPath } from '../../../ui/ui.ts';
import { listCases } from '../../../records/cases.ts';
import { listSchools } from '../../../records/schools.ts';
import { isFamily } from '../../family-entry.ts';
import { signedIn } from '../../granted.ts';
import { Problem } from '../../problem.ts';
import { none } from '../../route.ts';
import { sessionRoleValues } from '../../schemas/common.ts';
import { visibleCases } from '../../visible.ts';
import { apiRoute, ask, askBody } from '../ask.ts';
import { definePage, type PageCall, type PageReply } from '../page.ts';
import { familyStartOf } from './sign-in-family.ts';
import { startOf } from './sign-in-provider.ts';

const peopleRoute = apiRoute('get', '/rehearsal/people');
const signInRoute = apiRoute('post', '/session');
const signOutRoute = apiRoute('delete', '/session');

const someone = z.object({
  personId: z.string(),
  name: z.string(),
  role: z.enum(sessionRoleValues),
  schoolUnit: z.string().nullable(),
  class: z.string().nullable(),
});

type Someone = z.output<typeof someone>;
const found = z.object({ people: z.array(someone) });

const next = z.object({ next: z.string().optional() });

const whom = next.extend({
  search: z.string().max(100).default(''),
  school: z.string().max(64).default(''),
  pupil: z.string().max(64).optional(),
});

/** One family or school after the other, as the list came; staff of everywhere first. */
const byPlace = (people: Choice[]): Choice[] =>
  people.toSorted((a, b) => a.place.localeCompare(b.place, 'sv'));

/** Those who have to do with the case that one comes from, each with the page on which they see it. */
async function nearCase(call: PageCall<unknown, unknown>, from: string | undefined): Promise<Near | null> {
  const caseId = /^\/cases\/([^/?#]+)/.exec(from ?? '')?.[1] ?? (await ownCase(call));
  if (caseId === null) return null;
  const answered = await ask(call, peopleRoute, { query: { case: caseId } });
  if (!answered.ok) return null;
  const { people } = found.parse(answered.reply.body);
  return {
    people: people.map(({ personId, role, name }) => ({
      personId,
      role,
      name,
      next: role === 'guardian' || role === 'pupil' ? '/' : `/cases/${caseId}`,
    })),
  };
}

/** A family's newest, which its first page is about. */
async function ownCase({ deps, session, today }: PageCall<unknown, unknown>): Promise<string | null> {
  if (session === null || !isFamily(session.actor)) return null;
  const filter = await visibleCases(deps.db, session.actor, today);
  const found = filter === null ? [] : (await listCases(deps.db, filter, { limit: 1 })).cases;
  return found[0]?.id ?? null;
}

/** Staff through the municipality's own provider, families by e-ID, and no other way. */
function liveSignIn({ deps, ui, query }: PageCall<unknown, z.output<typeof whom>>): PageReply {
  const next = localPath(query.next) ?? '/';
  const { oidc, saml, family } = deps.signIn;
  const doors = {
    staff: oidc === null && saml === null ? null : startOf(next),
    family: family === null ? null : familyStartOf(next),
  };
  return { kind: 'page', title: ui.t('signIn.title'), body: h(SignInLivePage, { ui, doors }) };
}

export const signInPages = [
  definePage({
    path: '/sign-in',
    access: { kind: 'open', why: 'The way in.' },
    params: none,
    query: whom,
    async handle(call) {
      if (call.deps.mode === 'live') return liveSignIn(call);
      const { search, school, pupil } = call.query;
      const asked = { search, school, ...(pupil === undefined ? {} : { pupil }) };
      const body = await askBody(call, peopleRoute, { query: asked });
      const { people } = found.parse(body);
      const allSchools = await listSchools(call.deps.db);
      const schools = new Map(allSchools.map(({ code, name }) => [code, name]));
      const choiceOf = ({ personId, role, name, schoolUnit, class: className }: Someone): Choice => {
        const school = schoolUnit === null ? '' : (schools.get(schoolUnit) ?? '');
        return { personId, role, name, place: [school, className ?? ''].filter(Boolean).join(' ') };
      };
      const choices = people.map(choiceOf);
      const groups = sessionRoleValues
        .map((role) => ({ role, people: byPlace(choices.filter((one) => one.role === role)) }))
        .filter((group) => group.people.length > 0);
      const { ui, query } = call;
      const props = {
        ui,
        next: localPath(query.next) ?? '/',
        groups,
        near: search + school === '' && pupil === undefined ? await nearCase(call, query.next) : null,
        asked: { search, school, aboutPupil: pupil !== undefined },
        schools: allSchools.map(({ code, name }) => ({ code, name })),
      };
      return { kind: 'page', title: ui.t('signIn.title'), body: h(SignInPage, props) };
    },
  }),
  definePage({
    method: 'post',
    path: '/sign-in',
    access: { kind: 'rehearsal', why: 'Choosing a person, so in rehearsal alone.' },
    params: none,
    query: none,
    async handle(call) {
      const { form } = call;
      const json = { personId: first(form, 'personId'), role: first(form, 'role') || undefined };
      const headers = { 'user-agent': call.header('user-agent') ?? '' };
      const answered = await ask(call, signInRoute, { json, headers });
      if (!answered.ok) throw new Problem(answered.problem.code, { status: answered.problem.status });
      const { session } = answered.reply;
      const to = localPath(first(form, 'next')) ?? '/';
      return { kind: 'go', to, ...(session === undefined ? {} : { session }) };
    },
  }),
  definePage({
    method: 'post',
    path: '/sign-out',
    access: { kind: 'signedIn', why: 'Everyone may leave.' },
    params: none,
    query: none,
    async handle(call) {
      const out = isFamily(signedIn(call).actor) ? '/signed-out?of=family' : '/signed-out';
      await ask(call, signOutRoute);
      return { kind: 'go', to: call.deps.mode === 'live' ? out : '/sign-in', session: null };
    },
  }),
  definePage({
    path: '/language/{lang}',
    access: { kind: 'open', why: 'Everyone reads in the language of their choice.' },
    params: z.object({ lang: z.enum(['sv', 'en']) }),
    query: next,
    handle: ({ params, query }) =>
      Promise.resolve({ kind: 'go', to: localPath(query.next) ?? '/', language: params.lang }),
  }),
];
