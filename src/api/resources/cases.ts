/** `cases`: the list, and one case whole. */
import { z } from 'zod';
import type { CaseSummary } from '../../records/cases.ts';
import { protectedAmong, pupilNames } from '../../records/pupils.ts';
import type { Db } from '../../records/connect.ts';
import { searchCases } from '../case-list.ts';
import { caseView } from '../case-view.ts';
import { linksOf } from '../command.ts';
import { defineRoute, none, type Call } from '../route.ts';
import { id, phaseValues } from '../schemas/common.ts';
import { limit, offset, pageOf } from '../schemas/page.ts';
import { grantedCase, caller } from '../granted.ts';
import { fullName } from '../session.ts';
import { todayAt } from '../today.ts';
import { byDeputy, noteShown, relationOfLists } from '../looks.ts';

const summary = z
  .object({
    id: z.string(),
    number: z.string(),
    phase: z.enum(phaseValues),
    schoolUnit: z.string().nullable().meta({ description: 'Null where the identity is protected.' }),
    pupilId: z.string(),
    pupilName: z.string().nullable().meta({ description: 'Null where the identity is protected.' }),
    revision: z.int(),
    openedOn: z.string(),
    cap: z.object({ nominalEnd: z.string(), actBy: z.string().nullable() }).nullable(),
    coordinatorIds: z.array(z.string()),
    links: z.object({ case: z.string(), timeline: z.string(), obligations: z.string() }),
  })
  .meta({ id: 'CaseSummary' });

const whole = z
  .looseObject({
    id: z.string(),
    number: z.string(),
    phase: z.enum(phaseValues),
    revision: z.int(),
    version: z.int(),
    openedOn: z.string(),
    pupilName: z.string().nullable(),
    masked: z.boolean().meta({ description: 'Whether the identity is protected and kept from you.' }),
    voluntary: z.boolean().meta({ description: "Whether it is all the family's free choice (frivilligt)." }),
    state: z.looseObject({}).meta({
      description:
        'Order, consents, assignment, contacts, mapping, plans, follow-ups, evaluations, meetings, decisions: ids, dates and choices with their texts (`note`, `question`, …) put in.',
    }),
    names: z.record(z.string(), z.string()).meta({ description: 'Names by id.' }),
  })
  .meta({ id: 'Case' });

/** Names of pupils whose identity isn't protected, by id: those who have left as well. */
export async function caseNames(db: Db, cases: readonly CaseSummary[]): Promise<Map<string, string>> {
  const ids = [...new Set(cases.map((one) => one.pupilId))];
  const [names, hidden] = await Promise.all([pupilNames(db, ids), protectedAmong(db, ids)]);
  return new Map([...names].flatMap(([id, name]) => (hidden.has(id) ? [] : [[id, fullName(name)] as const])));
}

/** Notes whom a list of cases told of. */
export const noteCases = (
  call: Pick<Call<unknown, unknown, unknown>, 'deps' | 'session' | 'now'>,
  action: string,
  cases: readonly CaseSummary[],
): Promise<void> => {
  const session = caller(call);
  const shown = cases.map((one) => ({
    caseId: one.id,
    pupilId: one.pupilId,
    ...byDeputy(session.actor, one),
  }));
  return noteShown({ ...call, session }, action, relationOfLists(session.actor, 'case.read'), shown);
};

export const caseRoutes = [
  defineRoute({
    method: 'get',
    path: '/cases',
    tag: 'cases',
    access: { kind: 'action', action: 'case.list', on: 'nothing', client: 'cases:read' },
    summary: 'Cases that you may see',
    description: 'The newest first. Filters can be joined.',
    params: none,
    query: z.object({
      phase: z.enum(phaseValues).optional(),
      name: z.string().trim().min(1).max(60).optional().meta({
        description: "Beginnings of words of the pupil's name. Who is protected isn't found by it.",
        example: 'Ali An',
      }),
      school: z.string().max(20).optional().meta({
        description:
          'School unit code. Cases of several schools are found without those of protected pupils.',
      }),
      coordinator: id('A coordinator.').optional(),
      pupil: id('A pupil.').optional(),
      number: z
        .string()
        .max(20)
        .optional()
        .meta({ description: 'The number or its beginning.', example: '2026-' }),
      limit,
      offset,
    }),
    body: none,
    answer: { status: 200, description: 'A page of cases.', schema: pageOf('cases', summary) },
    async handle(call) {
      const { deps, query, now } = call;
      const asking = { actor: caller(call).actor, today: todayAt(now) };
      const found = await searchCases(deps.db, asking, query, query);
      const nameOf = await caseNames(deps.db, found.cases);
      await noteCases(call, 'get /api/v1/cases', found.cases);
      const cases = found.cases.map((one) => ({
        id: one.id,
        number: one.number,
        phase: one.phase,
        schoolUnit: nameOf.has(one.pupilId) ? one.schoolUnit : null,
        pupilId: one.pupilId,
        pupilName: nameOf.get(one.pupilId) ?? null,
        revision: one.revision,
        openedOn: one.openedOn,
        cap: one.capNominalEnd === null ? null : { nominalEnd: one.capNominalEnd, actBy: one.capActBy },
        coordinatorIds: one.coordinatorIds,
        links: linksOf(one.id),
      }));
      return { status: 200, body: { cases, total: found.total } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/cases/{id}',
    tag: 'cases',
    access: { kind: 'action', action: 'case.read', on: 'case', client: 'cases:read' },
    summary: 'One case',
    description: '`ETag` carries the revision. What you may not see is left out or null.',
    params: z.object({ id: id('The case.') }),
    query: none,
    body: none,
    answer: { status: 200, description: 'The case.', schema: whole },
    async handle(call) {
      const { actor } = caller(call);
      const { file, relation } = grantedCase(call);
      const body = await caseView(call.deps.db, actor, relation, file);
      return { status: 200, body, headers: { etag: `"${file.revision}"` } };
    },
  }),
];
