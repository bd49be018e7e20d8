/** `/deputies`: who stands in for which coordinator; named and ended here. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { mostMonthsOfDeputy } from '../../../domain/deputies.ts';
import { addMonths, parseLocalDate, type LocalDate } from '../../../domain/time.ts';
import { listCases } from '../../../records/cases.ts';
import { listDeputyships } from '../../../records/deputies.ts';
import { findPerson, peopleWithRole } from '../../../records/people.ts';
import { protectedAmong } from '../../../records/pupils.ts';
import { DeputiesPage, type DeputiesView } from '../../../ui/pages/deputies.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { compactDayOf } from '../../../ui/words.ts';
import { signedIn } from '../../granted.ts';
import { Problem } from '../../problem.ts';
import { concerning, deputyViews, type DeputyView } from '../../resources/deputies.ts';
import { none } from '../../route.ts';
import { fullName } from '../../session.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { oneStep } from '../forms/one-step.ts';
import { definePage, type WebPage } from '../page.ts';
import { definePress } from '../press.ts';

const nameRoute = apiRoute('post', '/people/{id}/deputies');
const endRoute = apiRoute('delete', '/deputies/{id}');

const listPage = definePage({
  path: '/deputies',
  access: { kind: 'action', action: 'deputy.read', on: 'nothing' },
  params: none,
  query: z.looseObject({}),
  async handle(call) {
    const { ui, today } = call;
    const { db } = call.deps;
    const session = signedIn(call);
    const own = session.role === 'coordinator';
    const rows = await deputyViews(db, await listDeputyships(db, concerning(session)), today);
    const ids = [...new Set(rows.flatMap(({ caseIds }) => caseIds ?? []))];
    const [named, coordinators] = await Promise.all([
      ids.length === 0 ? [] : listCases(db, { ids }, { limit: ids.length }).then(({ cases }) => cases),
      own ? [] : peopleWithRole(db, 'coordinator', null),
    ]);
    const numbers = new Map(named.map(({ id, number }) => [id, number]));
    const formFor = (id: string) => `/deputies/coordinators/${id}/new`;
    const view: DeputiesView = {
      name: own
        ? [{ href: formFor(session.personId), label: ui.t('deputies.name') }]
        : coordinators.map((one) => ({
            href: formFor(one.id),
            label: ui.t('deputies.name.for', { name: fullName(one) }),
          })),
      rows: rows.map((one) => rowOf(ui, one, numbers, !own || one.coordinator.id === session.personId)),
    };
    return { kind: 'page', title: ui.t('deputies.title'), body: h(DeputiesPage, { ui, view }), wide: true };
  },
});

const day = (ui: Ui, text: string): string => {
  const date = parseLocalDate(text.slice(0, 10));
  return date === null ? text : compactDayOf(ui, date);
};

function rowOf(
  ui: Ui,
  one: DeputyView,
  numbers: ReadonlyMap<string, string>,
  mayEnd: boolean,
): DeputiesView['rows'][number] {
  const by = [ui.t('deputies.namedBy.on', { name: one.namedBy.name, date: day(ui, one.namedAt) })];
  if (one.endedBy !== null && one.endedAt !== null) {
    by.push(ui.t('deputies.endedBy', { name: one.endedBy.name, date: day(ui, one.endedAt) }));
  }
  const all = one.caseIds === null;
  return {
    key: one.id,
    coordinator: one.coordinator.name,
    deputy: one.deputy.name,
    when: ui.t('deputies.when.span', { from: day(ui, one.from), until: day(ui, one.until) }),
    cases: all
      ? ui.t('deputies.cases.all')
      : (one.caseIds ?? []).map((id) => numbers.get(id) ?? '').join(', '),
    standing: ui.t(`deputies.standing.${one.standing}`),
    by: by.join('. '),
    end:
      mayEnd && one.standing !== 'over'
        ? { action: `/deputies/${one.id}/end`, about: one.deputy.name, sendKey: randomUUID() }
        : null,
  };
}

/** The coordinator of the address; another's form isn't there for a coordinator. */
async function coordinatorOf(call: FormCall) {
  const session = signedIn(call);
  const id = call.params['id'] ?? '';
  const person = await findPerson(call.deps.db, id);
  const theirs = session.role !== 'coordinator' || session.personId === id;
  if (!theirs || person?.roles.some(({ role }) => role === 'coordinator') !== true) {
    throw new Problem('not-found', { field: 'path/id' });
  }
  return person;
}

const form = defineForm({
  path: '/deputies/coordinators/{id}/new',
  route: nameRoute,
  async spec(call) {
    const { ui } = call;
    const { db } = call.deps;
    const coordinator = await coordinatorOf(call);
    const [others, { cases }] = await Promise.all([
      peopleWithRole(db, 'coordinator', null),
      listCases(db, { coordinatorId: coordinator.id }, { limit: 200 }),
    ]);
    const hidden = await protectedAmong(
      db,
      cases.map((one) => one.pupilId),
    );
    return oneStep(ui.t('deputies.name.for', { name: fullName(coordinator) }), ui.t('deputies.form.send'), [
      {
        kind: 'choice',
        name: 'deputyId',
        label: ui.t('deputies.form.who'),
        options: others
          .filter((one) => one.id !== coordinator.id)
          .map((one) => ({ value: one.id, label: fullName(one) })),
      },
      { kind: 'date', name: 'from', label: ui.t('deputies.form.from') },
      {
        kind: 'date',
        name: 'until',
        label: ui.t('deputies.form.until'),
        hint: ui.t('deputies.form.until.hint', { most: mostMonthsOfDeputy }),
      },
      {
        kind: 'choices',
        name: 'caseIds',
        label: ui.t('deputies.form.cases'),
        hint: ui.t('deputies.form.cases.hint'),
        optional: true,
        options: cases.map((one) => ({
          value: one.id,
          label: ui.t('day.case', { number: one.number }),
          ...(hidden.has(one.pupilId) ? { hint: ui.t('deputies.form.cases.protected') } : {}),
        })),
      },
    ]);
  },
  initial: ({ today }) => ({ from: [today], until: [aMonthOn(today)] }),
  back: ({ ui }) => ({ href: '/deputies', label: ui.t('deputies.title') }),
  done: () => withDone('/deputies', 'deputyNamed'),
});

const aMonthOn = (today: LocalDate): LocalDate => addMonths(today, 1);

export const deputyPages: readonly WebPage[] = [
  listPage,
  ...form,
  definePress({
    path: '/deputies/{id}/end',
    route: endRoute,
    to: () => withDone('/deputies', 'deputyEnded'),
  }),
];
