/** `/roles`: who holds which role; roles that no duty in a school's system tells are given and ended here. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import type { StaffRole } from '../../../domain/case/parts.ts';
import { type GivenRole, givenRoles } from '../../../domain/given-roles.ts';
import { findPerson, listPeople, type Person } from '../../../records/people.ts';
import { listSchools } from '../../../records/schools.ts';
import { RoleSearchPage, RolesPage, type RolesView } from '../../../ui/pages/roles.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { compactDayOf } from '../../../ui/words.ts';
import { Problem } from '../../problem.ts';
import { none } from '../../route.ts';
import { staffRoleValues, stageValues } from '../../schemas/common.ts';
import { fullName } from '../../session.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone } from '../form.ts';
import { oneStep } from '../forms/one-step.ts';
import { optionsOf } from '../forms/options.ts';
import { definePage, type WebPage } from '../page.ts';
import { definePress } from '../press.ts';

const giveRoute = apiRoute('post', '/people/{id}/roles');
const endRoute = apiRoute('delete', '/people/{id}/roles/{role}');

/** More than anybody reads: a name or a role makes it fewer. */
const shownRows = 200;
const shownPeople = 20;

const isGiven = (role: StaffRole): role is GivenRole => givenRoles.some((given) => given === role);

const choices = ['given', 'all', ...staffRoleValues] as const;
const name = z.string().trim().max(100).catch('').default('');

const listPage = definePage({
  path: '/roles',
  access: giveRoute.access,
  params: none,
  query: z.looseObject({ role: z.enum(choices).catch('given').default('given'), name }),
  async handle({ deps: { db }, ui, query, mayOpen }) {
    const asked = query.role;
    const role = asked === 'given' || asked === 'all' ? null : asked;
    const [people, schools] = await Promise.all([
      listPeople(db, { name: query.name, ...(role === null ? {} : { role }) }),
      listSchools(db),
    ]);
    const schoolNames = new Map(schools.map((school) => [school.code, school.name]));
    const held = people.flatMap((person) =>
      person.roles
        .filter((one) => (asked === 'given' ? isGiven(one.role) : role === null || one.role === role))
        .map((one) => ({ person, one })),
    );
    const view: RolesView = {
      back: mayOpen('/settings') ? { href: '/settings', label: ui.t('settings.title') } : null,
      give: '/roles/new',
      asked: { role: asked, name: query.name },
      roles: [
        { value: 'given', label: ui.t('roles.role.given') },
        { value: 'all', label: ui.t('roles.role.all') },
        ...staffRoleValues.map((value) => ({ value, label: ui.t(`role.${value}`) })),
      ],
      rows: held.slice(0, shownRows).map(({ person, one }) => rowOf(ui, person, one, schoolNames)),
      more: held.length - shownRows,
    };
    return { kind: 'page', title: ui.t('roles.title'), body: h(RolesPage, { ui, view }), wide: true };
  },
});

function rowOf(
  ui: Ui,
  person: Person,
  { role, title, schoolUnit, class: className, byHand, since, until }: Person['roles'][number],
  schoolNames: ReadonlyMap<string, string>,
): RolesView['rows'][number] {
  const school = schoolUnit === null ? null : (schoolNames.get(schoolUnit) ?? schoolUnit);
  const when = [
    ...(since === null ? [] : [ui.t('roles.when.from', { since: compactDayOf(ui, since) })]),
    ...(until === null ? [] : [ui.t('roles.when.until', { until: compactDayOf(ui, until) })]),
  ];
  return {
    key: `${person.id}/${role}/${schoolUnit}/${className}`,
    name: fullName(person),
    role: title.toLowerCase() === ui.t(`role.${role}`) ? title : `${title} (${ui.t(`role.${role}`)})`,
    where: [school ?? ui.t('roles.where.town'), ...(className === null ? [] : [className])].join(', '),
    when: when.join(' ') || '–',
    given: ui.t(byHand ? 'roles.given.hand' : 'roles.given.data'),
    end: byHand
      ? {
          action: `/roles/people/${person.id}/${role}/end`,
          about: `${title}, ${fullName(person)}`,
          sendKey: randomUUID(),
        }
      : null,
  };
}

const searchPage = definePage({
  path: '/roles/new',
  access: giveRoute.access,
  params: none,
  query: z.looseObject({ name }),
  async handle({ deps: { db }, ui, query }) {
    const people = query.name === '' ? null : await listPeople(db, { name: query.name });
    const found =
      people?.slice(0, shownPeople).map((person) => ({
        href: `/roles/people/${person.id}/new`,
        name: fullName(person),
        titles: [...new Set(person.roles.map(({ title }) => title))].join(', '),
      })) ?? null;
    const body = h(RoleSearchPage, { ui, view: { name: query.name, found } });
    return { kind: 'page', title: ui.t('roles.give'), body };
  },
});

const form = defineForm({
  path: '/roles/people/{id}/new',
  route: giveRoute,
  async spec({ deps: { db }, ui, params }) {
    const person = await findPerson(db, params['id'] ?? '');
    if (person === null) throw new Problem('not-found', { field: 'path/id' });
    return oneStep(ui.t('roles.form.title', { name: fullName(person) }), ui.t('roles.form.send'), [
      {
        kind: 'choice',
        name: 'role',
        label: ui.t('roles.form.role'),
        as: 'radios',
        options: givenRoles.map((value) => ({
          value,
          label: ui.t(`role.${value}`),
          hint: ui.t(`role.${value}.does`),
        })),
      },
      {
        kind: 'choices',
        name: 'stages',
        label: ui.t('roles.form.stages'),
        hint: ui.t('roles.form.stages.hint'),
        optional: true,
        options: optionsOf(ui, 'stage', stageValues),
      },
      {
        kind: 'date',
        name: 'until',
        label: ui.t('roles.form.until'),
        hint: ui.t('roles.form.until.hint'),
        optional: true,
      },
    ]);
  },
  back: ({ ui }) => ({ href: '/roles', label: ui.t('roles.title') }),
  done: () => withDone('/roles', 'roleGiven'),
});

export const rolePages: readonly WebPage[] = [
  listPage,
  searchPage,
  ...form,
  definePress({
    path: '/roles/people/{id}/{role}/end',
    route: endRoute,
    to: () => withDone('/roles', 'roleEnded'),
  }),
];
