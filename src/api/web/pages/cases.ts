/** `/cases`: the cases that the reader may see. */
import { h } from 'preact';
import { z } from 'zod';
import { findPeople } from '../../../records/people.ts';
import { CasesPage } from '../../../ui/pages/cases.tsx';
import { searchCases } from '../../case-list.ts';
import { signedIn } from '../../granted.ts';
import { caseNames } from '../../resources/cases.ts';
import { none } from '../../route.ts';
import { phaseValues } from '../../schemas/common.ts';
import { fullName } from '../../session.ts';
import { definePage } from '../page.ts';

const perPage = 50;

const asked = z.looseObject({
  name: z.string().trim().max(60).default(''),
  number: z.string().trim().max(20).default(''),
  phase: z.enum(phaseValues).optional().catch(undefined),
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
      const { deps, ui, today, query } = call;
      const { db } = deps;
      const { name, number, phase, from } = query;
      const found = await searchCases(
        db,
        { actor: signedIn(call).actor, today },
        { name: given(name), number: given(number), phase },
        { limit: perPage, offset: from },
      );
      const [pupils, people] = await Promise.all([
        caseNames(db, found.cases),
        findPeople(db, [...new Set(found.cases.flatMap((one) => one.coordinatorIds))]),
      ]);
      const nameOf = new Map(people.map((person) => [person.id, fullName(person)]));
      const at = (offset: number) =>
        `/cases?${new URLSearchParams({ name, number, phase: phase ?? '', from: String(offset) }).toString()}`;
      const view = {
        asked: { name, number, phase: phase ?? '' },
        phases: phaseValues.map((value) => ({ value, label: ui.t(`phase.${value}`) })),
        rows: found.cases.map((one) => ({
          href: `/cases/${one.id}`,
          number: one.number,
          pupil: pupils.get(one.pupilId) ?? ui.t('case.protected'),
          phase: ui.t(`phase.${one.phase}`),
          coordinators: one.coordinatorIds.flatMap((id) => nameOf.get(id) ?? []).join(', '),
        })),
        total: found.total,
        previous: from === 0 ? null : at(Math.max(0, from - perPage)),
        next: from + perPage < found.total ? at(from + perPage) : null,
      };
      return { kind: 'page', title: ui.t('cases.title'), body: h(CasesPage, { ui, view }) };
    },
  }),
];
