/** `deputies`, `people/{id}/deputies`: who stands in for a coordinator, in which cases and on which days. */
import { z } from 'zod';
import { isInForce, refuseDeputy } from '../../domain/deputies.ts';
import type { LocalDate } from '../../domain/time.ts';
import { listCases } from '../../records/cases.ts';
import type { Db } from '../../records/connect.ts';
import {
  endDeputy,
  findDeputyship,
  type KeptDeputyship,
  listDeputyships,
  nameDeputy,
} from '../../records/deputies.ts';
import { findPeople, findPerson } from '../../records/people.ts';
import { signedIn } from '../granted.ts';
import { keyHeader, newId } from '../new-id.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { date, id, optional } from '../schemas/common.ts';
import { pageOf } from '../schemas/page.ts';
import { fullName, type Session } from '../session.ts';
import { todayAt } from '../today.ts';

const who = z.object({ id: z.string(), name: z.string() });

const deputyship = z
  .object({
    id: z.string(),
    coordinator: who,
    deputy: who,
    from: z.string(),
    until: z.string().meta({ description: 'The last day.' }),
    caseIds: z.array(z.string()).nullable().meta({
      description: "Null: all of the coordinator's, but those of pupils whose identity is protected.",
    }),
    standing: z.enum(['coming', 'inForce', 'over']),
    namedBy: who,
    namedAt: z.string(),
    endedBy: who.nullable().meta({ description: 'Who ended it before its last day.' }),
    endedAt: z.string().nullable(),
  })
  .meta({ id: 'Deputyship', description: "A coordinator's deputy (ersättare) for a period." });

export type DeputyView = z.output<typeof deputyship>;

const standingOf = (one: KeptDeputyship, today: LocalDate): DeputyView['standing'] => {
  if (isInForce(one, today)) return 'inForce';
  return !one.ended && today < one.from ? 'coming' : 'over';
};

/** With names, as a reader sees them. */
export async function deputyViews(
  db: Db,
  rows: readonly KeptDeputyship[],
  today: LocalDate,
): Promise<DeputyView[]> {
  const ids = rows.flatMap((one) => [one.coordinatorId, one.deputyId, one.namedBy, one.endedBy ?? []].flat());
  const people = await findPeople(db, [...new Set(ids)]);
  const names = new Map(people.map((person) => [person.id, fullName(person)]));
  const named = (personId: string) => ({ id: personId, name: names.get(personId) ?? '' });
  return rows.map((one) => ({
    id: one.deputyshipId,
    coordinator: named(one.coordinatorId),
    deputy: named(one.deputyId),
    from: one.from,
    until: one.until,
    caseIds: one.caseIds === null ? null : [...one.caseIds],
    standing: standingOf(one, today),
    namedBy: named(one.namedBy),
    namedAt: one.namedAt.toISOString(),
    endedBy: one.endedBy === null ? null : named(one.endedBy),
    endedAt: one.endedAt?.toISOString() ?? null,
  }));
}

/** The team leader sees and names for all; a coordinator what concerns themselves. */
export const concerning = ({ role, personId }: Session): { concerning?: string } =>
  role === 'coordinator' ? { concerning: personId } : {};

const isCoordinator = async (db: Db, personId: string): Promise<boolean> => {
  const person = await findPerson(db, personId);
  return person?.active === true && person.roles.some(({ role }) => role === 'coordinator');
};

/** More than any coordinator has. */
const everyCase = { limit: 10_000 };

export const deputyRoutes = [
  defineRoute({
    method: 'get',
    path: '/deputies',
    tag: 'people',
    access: { kind: 'action', action: 'deputy.read', on: 'nothing' },
    summary: 'Deputies: now, to come and before',
    description: 'The latest first. A coordinator sees whom they stand in for and who stands in for them.',
    params: none,
    query: none,
    body: none,
    answer: { status: 200, description: 'The deputies.', schema: pageOf('deputies', deputyship) },
    async handle(call) {
      const { db } = call.deps;
      const rows = await listDeputyships(db, concerning(signedIn(call)));
      const deputies = await deputyViews(db, rows, todayAt(call.now));
      return { status: 200, body: { deputies, total: deputies.length } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/people/{id}/deputies',
    tag: 'people',
    access: { kind: 'action', action: 'deputy.name', on: 'nothing' },
    summary: 'Name a deputy for a coordinator',
    description:
      'From the first day to the last the deputy may do in those cases what the coordinator may, and gets their reminders as well. A coordinator names for their own cases alone. Cases of pupils whose identity is protected are theirs only where they are named one by one.',
    params: z.object({ id: id('The coordinator.') }),
    query: none,
    headers: keyHeader,
    body: z
      .strictObject({
        deputyId: id('Another coordinator.'),
        from: date('The first day.'),
        until: date('The last day, at most six months on.'),
        caseIds: optional(
          z.array(id('A case of the coordinator.')).max(200).meta({ description: 'Left out: all of them.' }),
        ),
      })
      .meta({ id: 'DeputyBody' }),
    example: { deputyId: '0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11', from: '2026-12-21', until: '2027-01-08' },
    answer: { status: 201, description: 'The deputy.', schema: deputyship },
    async handle(call) {
      const { deps, body, params } = call;
      const { db } = deps;
      const session = signedIn(call);
      // Whose coordinator it is isn't told to those who may not name for them.
      if (session.role === 'coordinator' && params.id !== session.personId)
        throw new Problem('not-permitted');
      if (!(await isCoordinator(db, params.id))) throw new Problem('not-found', { field: 'path/id' });
      if (!(await isCoordinator(db, body.deputyId))) throw new Problem('unknown-id', { field: '/deputyId' });
      const today = todayAt(call.now);
      const { cases } = await listCases(db, { coordinatorId: params.id }, everyCase);
      // A form that names none means all.
      const caseIds = body.caseIds === null || body.caseIds.length === 0 ? null : body.caseIds;
      const asked = { ...body, caseIds, coordinatorId: params.id };
      const own = cases.map((one) => one.id);
      const refusal = refuseDeputy(asked, own, today);
      if (refusal !== null) throw new Problem(refusal.code, { field: refusal.field });
      const deputyshipId = newId(call, session, `deputyship/${params.id}`);
      const at = new Date(call.now);
      await nameDeputy(db, { ...asked, deputyshipId }, { by: session.personId, at });
      const kept = await findDeputyship(db, deputyshipId);
      const [view] = await deputyViews(db, kept === null ? [] : [kept], today);
      return { status: 201, body: view };
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/deputies/{id}',
    tag: 'people',
    access: { kind: 'action', action: 'deputy.name', on: 'nothing' },
    summary: 'End a deputy’s period',
    description: 'At once; that they were is kept. Ending it again changes nothing.',
    params: z.object({ id: id('The deputyship.') }),
    query: none,
    body: none,
    answer: { status: 204, description: 'Ended.' },
    async handle(call) {
      const { db } = call.deps;
      const session = signedIn(call);
      const kept = await findDeputyship(db, call.params.id);
      const theirs = session.role !== 'coordinator' || kept?.coordinatorId === session.personId;
      if (kept === null || !theirs) throw new Problem('not-found', { field: 'path/id' });
      await endDeputy(db, kept.deputyshipId, { by: session.personId, at: new Date(call.now) });
      return { status: 204 };
    },
  }),
];
