/** `cases/{id}/timeline` and `obligations`: what has happened, and what is owed. */
import { z } from 'zod';
import type { RecordedEvent } from '../../domain/case/events.ts';
import type { Actor } from '../../domain/case/parts.ts';
import { may, type Relation } from '../../domain/permissions.ts';
import { listCases } from '../../records/cases.ts';
import { readContents } from '../../records/contents.ts';
import {
  dutiesOfCase,
  listDuties,
  type DutyFilter,
  type DutyRow,
  type Standing,
} from '../../records/obligations.ts';
import { findPeople } from '../../records/people.ts';
import { readTimeline } from '../../records/timeline.ts';
import { isFamily, namesOf } from '../case-view.ts';
import { grantedCase, signedIn } from '../granted.ts';
import { defineRoute, none } from '../route.ts';
import { id } from '../schemas/common.ts';
import { limit, offset, pageOf } from '../schemas/page.ts';
import { fullName, type Session } from '../session.ts';
import { idsIn, noneFound, withStories, wordsOf } from '../stories.ts';
import { todayAt } from '../today.ts';
import { isNamed, visibleCases } from '../visible.ts';

const event = z
  .object({
    seq: z.int(),
    at: z.string().meta({ description: 'The moment, UTC.' }),
    on: z.string().meta({ description: 'The day in Sweden.' }),
    type: z.string(),
    by: z.looseObject({ role: z.string(), name: z.string().nullable() }),
    detail: z.looseObject({}).meta({ description: 'What happened, with the texts that you may see.' }),
  })
  .meta({ id: 'TimelineEvent' });

const duty = z
  .looseObject({
    caseId: z.string(),
    caseNumber: z.string(),
    key: z.string(),
    kind: z.string(),
    ownerRole: z.string(),
    from: z.string(),
    due: z.string(),
    standing: z.enum(['overdue', 'due', 'coming']),
    escalateOn: z.string().nullable(),
    escalatedOn: z.string().nullable(),
    subjectId: z.string().nullable(),
    holders: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .meta({ id: 'Obligation', description: 'A duty with owner, due day and escalation (åtagande).' });

/** Texts of these aren't for the family: talks with others, papers, each respondent's own part. */
const keptFromFamily: RecordedEvent['event']['type'][] = [
  'contactRecorded',
  'papersRequested',
  'papersReceived',
  'mappingPartRecorded',
];

export const timelineRoutes = [
  defineRoute({
    method: 'get',
    path: '/cases/{id}/timeline',
    tag: 'cases',
    access: { kind: 'action', action: 'timeline.read', on: 'case' },
    summary: 'What has happened in a case',
    description: 'In order. What you may not see is left out.',
    params: z.object({ id: id('The case.') }),
    query: z.object({
      after: z.coerce
        .number()
        .int()
        .min(0)
        .default(0)
        .meta({ description: 'Only events with a greater `seq`.' }),
      limit: z.coerce.number().int().min(1).max(1000).default(1000),
    }),
    body: none,
    answer: {
      status: 200,
      description: 'The events.',
      schema: z.object({ events: z.array(event), names: z.record(z.string(), z.string()) }),
    },
    async handle(call) {
      const { actor } = signedIn(call);
      const { file, relation } = grantedCase(call);
      const { deps, query } = call;
      const all = await readTimeline(deps.db, file.id, { afterSeq: query.after, limit: query.limit });
      const shown = all.filter(({ event }) => maySee(event, actor, relation));
      const found = noneFound();
      for (const one of shown) idsIn([one.event, one.by], found);
      const hidden = file.state.pupil.protectedIdentity && !isNamed(actor, relation);
      const [names, bodies] = await Promise.all([
        namesOf(deps.db, found, file, hidden),
        may(actor, 'content.read', relation)
          ? readContents(deps.db, [...found.contentIds])
          : new Map<string, unknown>(),
      ]);
      const events = shown.map(({ seq, at, on, by, event: { type, ...detail } }) => {
        const closed = isFamily(actor) && keptFromFamily.includes(type);
        return {
          seq,
          at: new Date(at).toISOString(),
          on,
          type,
          by: { ...by, name: 'personId' in by ? (names[by.personId] ?? null) : nameOfFamily(by, names) },
          detail: withStories(detail, (contentId) =>
            closed ? null : wordsOf(bodies.get(contentId) ?? null),
          ),
        };
      });
      return { status: 200, body: { events, names } };
    },
  }),
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
      const { file } = grantedCase(call);
      const duties = await dutiesOfCase(call.deps.db, file.id, todayAt(call.now));
      return {
        status: 200,
        body: { obligations: await dutyViews(call.deps.db, duties), total: duties.length },
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
        { ...filter, ...(standings === undefined ? {} : { standings }) },
        { limit: query.limit, offset: query.offset },
      );
      return {
        status: 200,
        body: { obligations: await dutyViews(deps.db, found.duties), total: found.total },
      };
    },
  }),
];

const maySee = (event: RecordedEvent['event'], actor: Actor, relation: Relation): boolean =>
  event.type !== 'concernReported' || may(actor, 'concernReport.read', relation);

const nameOfFamily = (by: Actor, names: Record<string, string>): string | null =>
  by.role === 'guardian' ? (names[by.guardianId] ?? null) : null;

type Db = Parameters<typeof findPeople>[0];

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
    return 'schoolUnits' in actor && actor.schoolUnits.length > 0 && visible.coordinatorId === undefined
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

async function dutyViews(db: Db, duties: DutyRow[]) {
  const holders = [...new Set(duties.flatMap((one) => one.holderIds))];
  const people = holders.length === 0 ? [] : await findPeople(db, holders);
  const nameOf = new Map(people.map((person) => [person.id, fullName(person)]));
  return duties.map(({ holderIds, ...one }) => ({
    ...one,
    holders: holderIds.map((holder) => ({ id: holder, name: nameOf.get(holder) ?? '' })),
    links: { case: `/api/v1/cases/${one.caseId}` },
  }));
}
