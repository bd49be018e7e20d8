/** `cases/{id}/obligations`, `obligations`: what is owed, in a case and by people. */
import { z } from 'zod';
import { classIdOf } from '../../domain/class-id.ts';
import { may, needOf } from '../../domain/permissions.ts';
import { listCases } from '../../records/cases.ts';
import type { Db } from '../../records/connect.ts';
import {
  dutiesOfCase,
  listDuties,
  type DutyFilter,
  type DutyRow,
  type Standing,
} from '../../records/obligations.ts';
import { findPeople } from '../../records/people.ts';
import { grantedCase, signedIn } from '../granted.ts';
import { defineRoute, none } from '../route.ts';
import { id } from '../schemas/common.ts';
import { limit, offset, pageOf } from '../schemas/page.ts';
import { fullName, type Session } from '../session.ts';
import { todayAt } from '../today.ts';
import { visibleCases } from '../visible.ts';

const duty = z
  .looseObject({
    caseId: z.string().nullable().meta({ description: 'Null where a school owes it beside its cases.' }),
    caseNumber: z.string().nullable(),
    key: z.string(),
    kind: z.string(),
    ownerRole: z.string(),
    from: z.string(),
    due: z.string(),
    standing: z.enum(['overdue', 'due', 'coming']),
    escalateOn: z.string().nullable(),
    escalatedOn: z.string().nullable(),
    subjectId: z.string().nullable(),
    class: z
      .string()
      .nullable()
      .meta({ description: "Of a school's own duty: the week's review, a first-day call." }),
    holders: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .meta({ id: 'Obligation', description: 'A duty with owner, due day and escalation (åtagande).' });

export const obligationRoutes = [
  defineRoute({
    method: 'get',
    path: '/cases/{id}/obligations',
    tag: 'obligations',
    access: { kind: 'action', action: 'obligations.read', on: 'case' },
    summary: 'What is owed in a case',
    description: 'By due day; also what is not shown to its owner yet.',
    params: z.object({ id: id('The case.') }),
    query: none,
    body: none,
    answer: { status: 200, description: 'The obligations.', schema: pageOf('obligations', duty) },
    async handle(call) {
      const { file, relation } = grantedCase(call);
      const withFlags = may(signedIn(call).actor, 'flag.read', relation);
      const duties = await dutiesOfCase(call.deps.db, file.id, todayAt(call.now), { withFlags });
      return {
        status: 200,
        body: { obligations: await dutyViews(call.deps.db, duties, signedIn(call)), total: duties.length },
      };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/obligations',
    tag: 'obligations',
    access: { kind: 'action', action: 'case.list', on: 'nothing' },
    summary: 'What is owed: by you, at your school, in your team',
    description: 'The most urgent first.',
    params: none,
    query: z.object({
      scope: z
        .enum(['mine', 'school', 'team'])
        .default('mine')
        .meta({ description: 'Yours; of cases at your schools; of every case that you may see.' }),
      when: z.enum(['due', 'overdue', 'coming']).optional().meta({ description: 'Left out: all.' }),
      limit,
      offset,
    }),
    body: none,
    answer: { status: 200, description: 'A page of obligations.', schema: pageOf('obligations', duty) },
    async handle(call) {
      const { deps, query, now } = call;
      const today = todayAt(now);
      const filter = await dutyFilter(call.deps.db, signedIn(call), query.scope, today);
      if (filter === null) return { status: 200, body: { obligations: [], total: 0 } };
      const standings: Standing[] | undefined = query.when === undefined ? undefined : [query.when];
      const found = await listDuties(
        deps.db,
        today,
        {
          ...filter,
          ...(standings === undefined ? {} : { standings }),
          withFlags: needOf(signedIn(call).actor.role, 'flag.read') !== null,
        },
        { limit: query.limit, offset: query.offset },
      );
      return {
        status: 200,
        body: { obligations: await dutyViews(deps.db, found.duties, signedIn(call)), total: found.total },
      };
    },
  }),
];

/** Within what the actor may see; null when that is nothing. */
async function dutyFilter(
  db: Db,
  { actor, personId }: Session,
  scope: 'mine' | 'school' | 'team',
  today: ReturnType<typeof todayAt>,
): Promise<DutyFilter | null> {
  if (scope === 'mine') return { holderId: personId };
  const visible = await visibleCases(db, actor, today);
  if (visible === null) return null;
  if (scope === 'school') {
    return 'schoolUnits' in actor && actor.schoolUnits.length > 0 && visible.workedBy === undefined
      ? { schoolUnits: actor.schoolUnits, ...(await caseIds(db, visible)) }
      : caseIds(db, visible);
  }
  return caseIds(db, visible);
}

async function caseIds(
  db: Db,
  visible: NonNullable<Awaited<ReturnType<typeof visibleCases>>>,
): Promise<DutyFilter> {
  if (Object.keys(visible).length === 0) return {};
  if (visible.schoolUnits !== undefined) return { schoolUnits: visible.schoolUnits };
  const { cases } = await listCases(db, visible, { limit: 10_000 });
  return { caseIds: cases.map((one) => one.id) };
}

async function dutyViews(db: Db, duties: DutyRow[], { personId }: Session) {
  const holders = [...new Set(duties.flatMap((one) => one.holderIds))];
  const people = holders.length === 0 ? [] : await findPeople(db, holders);
  const nameOf = new Map(people.map((person) => [person.id, fullName(person)]));
  return duties.map(({ holderIds, protected: isProtected, how, ...one }) => ({
    ...one,
    // domain.md §3: where a protected pupil goes to school is for those who stand near.
    ...(isProtected && one.caseId === null && !holderIds.includes(personId)
      ? { schoolUnit: null, class: null, pupilId: null, key: one.kind }
      : {}),
    ...(one.caseId === null ? { facts: factsOf(how) } : {}),
    holders: holderIds.map((holder) => ({ id: holder, name: nameOf.get(holder) ?? '' })),
    links: isProtected && !holderIds.includes(personId) && one.caseId === null ? {} : linksOf(one),
  }));
}

/** What a list needs of a school's own duty. Who was seen is for the class's page. */
const factsOf = ({ seen: _seen, withWeek: _withWeek, ...facts }: DutyRow['how']) => facts;

type Place = Pick<DutyRow, 'caseId' | 'schoolUnit' | 'class' | 'pupilId' | 'kind'>;

const linksOf = ({ caseId, schoolUnit, class: name, pupilId, kind }: Place) => {
  if (caseId !== null) return { case: `/api/v1/cases/${caseId}` };
  if (kind === 'firstDayCall' && pupilId !== null)
    return { calls: `/api/v1/pupils/${pupilId}/first-day-calls` };
  if (kind !== 'weeklyReview' || schoolUnit === null || name === null) return {};
  return { review: `/api/v1/classes/${classIdOf({ schoolUnit, class: name })}/weekly-review` };
};
