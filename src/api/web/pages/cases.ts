/** `/cases`: the cases that the reader may see. */
import { h } from 'preact';
import { z } from 'zod';
import type { Actor } from '../../../domain/case/parts.ts';
import { needOf } from '../../../domain/permissions.ts';
import { findPeople, listPeople } from '../../../records/people.ts';
import { listSchools, type School } from '../../../records/schools.ts';
import { CasesPage, type CasesView } from '../../../ui/pages/cases.tsx';
import { searchCases } from '../../case-list.ts';
import { signedIn } from '../../granted.ts';
import { caseNames, noteCases } from '../../resources/cases.ts';
import { none } from '../../route.ts';
import { phaseValues } from '../../schemas/common.ts';
import { fullName } from '../../session.ts';
import { definePage } from '../page.ts';

const perPage = 50;

const asked = z.looseObject({
  name: z.string().trim().max(60).default(''),
  number: z.string().trim().max(20).default(''),
  phase: z.enum(phaseValues).optional().catch(undefined),
  school: z.string().max(20).default(''),
  coordinator: z.string().max(64).default(''),
  from: z.coerce.number().int().min(0).catch(0).default(0),
});

const given = (text: string): string | undefined => (text === '' ? undefined : text);

export const casesPages = [
  definePage({
    path: '/cases',
    access: { kind: 'action', action: 'case.list', on: 'nothing' },
    params: none,
    query: asked,
    async handle(call) {
      const { deps, ui, today, query, mayOpen } = call;
      const { db } = deps;
      const { actor } = signedIn(call);
      const { name, number, phase, school, coordinator, from } = query;
      const [found, schools, coordinators] = await Promise.all([
        searchCases(
          db,
          { actor, today },
          {
            name: given(name),
            number: given(number),
            phase,
            school: given(school),
            coordinator: given(coordinator),
          },
          { limit: perPage, offset: from },
        ),
        listSchools(db),
        choosesCoordinator(actor) ? listPeople(db, { role: 'coordinator' }) : [],
      ]);
      await noteCases(call, 'page get /cases', found.cases);
      const [pupils, people] = await Promise.all([
        caseNames(db, found.cases),
        findPeople(db, [...new Set(found.cases.flatMap((one) => one.coordinatorIds))]),
      ]);
      const nameOf = new Map(people.map((person) => [person.id, fullName(person)]));
      const schoolOf = new Map(schools.map(({ code, name: called }) => [code, called]));
      const asked = { name, number, phase: phase ?? '', school, coordinator };
      const at = (offset: number) =>
        `/cases?${new URLSearchParams({ ...asked, from: String(offset) }).toString()}`;
      const view: CasesView = {
        asked,
        choices: [
          { name: 'phase', options: phaseValues.map((value) => ({ value, label: ui.t(`phase.${value}`) })) },
          {
            name: 'school',
            options: schoolsFor(actor, schools).map(({ code, name: label }) => ({ value: code, label })),
          },
          {
            name: 'coordinator',
            options: coordinators.map((one) => ({ value: one.id, label: fullName(one) })),
          },
        ],
        hidesProtected: name !== '' || school !== '',
        rows: found.cases.map((one) => {
          const pupil = pupils.get(one.pupilId);
          return {
            href: `/cases/${one.id}`,
            number: one.number,
            pupil: pupil ?? ui.t('case.protected'),
            school: pupil === undefined ? '' : (schoolOf.get(one.schoolUnit) ?? ''),
            phase: ui.t(`phase.${one.phase}`),
            coordinators: one.coordinatorIds.flatMap((id) => nameOf.get(id) ?? []).join(', '),
          };
        }),
        emergencyHref: mayOpen('/emergency') ? '/emergency' : null,
        total: found.total,
        previous: from === 0 ? null : at(Math.max(0, from - perPage)),
        next: from + perPage < found.total ? at(from + perPage) : null,
      };
      return { kind: 'page', title: ui.t('cases.title'), body: h(CasesPage, { ui, view }) };
    },
  }),
];

/** Those who see cases of several coordinators; a family doesn't look for them. */
const choosesCoordinator = ({ role }: Actor): boolean =>
  role !== 'coordinator' && role !== 'guardian' && role !== 'pupil';

/** The schools whose cases the reader sees. */
function schoolsFor(actor: Actor, schools: readonly School[]): readonly School[] {
  const need = needOf(actor.role, 'case.read');
  if (need === 'any' || need === 'allocated') return schools;
  return need === 'ownSchool' && 'schoolUnits' in actor
    ? schools.filter(({ code }) => actor.schoolUnits.includes(code))
    : [];
}
