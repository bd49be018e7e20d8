/** `relation-rounds`: which pupils of a class have an adult at school whom they trust (relationskartläggning). */
import { z } from 'zod';
import { parseClassId } from '../../domain/class-id.ts';
import { may, needOf } from '../../domain/permissions.ts';
import {
  answersOfRound,
  closeRelationRound,
  listRelationRounds,
  saveRelationRound,
  type RelationRoundRow,
} from '../../records/others-part/relations.ts';
import { listPupils } from '../../records/pupils.ts';
import { relationToClass } from '../class-access.ts';
import { signedIn } from '../granted.ts';
import { keyHeader, newId } from '../new-id.ts';
import { Problem } from '../problem.ts';
import { adultsAt, requireRound, roundResults, roundView, shownPupils } from '../relations.ts';
import { defineRoute, none } from '../route.ts';
import { date, id } from '../schemas/common.ts';
import { pageOf } from '../schemas/page.ts';
import { relationForm, relationResults, relationRound } from '../schemas/relations.ts';
import { fieldProblem, requireGroup } from '../survey-group.ts';
import { fullName } from '../session.ts';
import { todayAt } from '../today.ts';
import { noteShown } from '../looks.ts';

const inPath = z.object({ id: id('The round.') });

export const relationRoutes = [
  defineRoute({
    method: 'get',
    path: '/relation-rounds',
    tag: 'relations',
    access: { kind: 'action', action: 'relation.counts', on: 'body' },
    summary: 'Rounds of relation mapping, the newest first',
    description: 'Of your schools, a mentor’s classes, or (coordinators, team leaders) all.',
    params: none,
    query: z.object({
      class: z.string().max(200).optional().meta({ description: 'One class: `98000001-7A`.' }),
    }),
    body: none,
    answer: { status: 200, description: 'The rounds.', schema: pageOf('rounds', relationRound) },
    async handle(call) {
      const { deps, query } = call;
      const { actor } = signedIn(call);
      const named = query.class === undefined ? null : parseClassId(query.class);
      if (query.class !== undefined && named === null) throw fieldProblem('query/class', 'no-such-class');
      const everywhere = needOf(actor.role, 'relation.counts') === 'any';
      const own = 'schoolUnits' in actor ? actor.schoolUnits : [];
      const schoolUnits = named === null ? (everywhere ? null : own) : [named.schoolUnit];
      const filter = { schoolUnits, ...(named === null ? {} : { class: named.class }) };
      const rounds: RelationRoundRow[] = [];
      for (const round of await listRelationRounds(deps.db, filter)) {
        const relation = await relationToClass(deps.db, actor, round);
        if (may(actor, 'relation.counts', relation)) rounds.push(round);
      }
      return { status: 200, body: { rounds: rounds.map(roundView), total: rounds.length } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/relation-rounds',
    tag: 'relations',
    access: { kind: 'action', action: 'relation.run', on: 'body' },
    summary: 'Begin a round for a class',
    description: 'The class as it is now; who comes later stands in the next round.',
    params: none,
    query: none,
    headers: keyHeader,
    body: z
      .strictObject({
        schoolUnit: z.string().min(1).max(20).meta({ description: 'School unit code.' }),
        class: z.string().min(1).max(100),
        heldOn: date('The day of the round.'),
        answeredBy: z.enum(['staff', 'pupils']).default('staff'),
      })
      .meta({ id: 'RelationRoundBody' }),
    example: { schoolUnit: '98000001', class: '7A', heldOn: '2026-09-21', answeredBy: 'staff' },
    answer: { status: 201, description: 'Begun.', schema: relationRound },
    async handle(call) {
      const { deps, body } = call;
      const session = signedIn(call);
      await requireGroup(deps.db, session.actor, 'relation.run', body);
      const { pupils } = await listPupils(
        deps.db,
        { schoolUnits: [body.schoolUnit], class: body.class },
        { limit: 10_000 },
      );
      const round = { id: newId(call, session, 'relationRound'), ...body, closedOn: null };
      const pupilIds = pupils.map((pupil) => pupil.id);
      await saveRelationRound(deps.db, { ...round, pupilIds }, session.personId);
      return { status: 201, body: roundView(round) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/relation-rounds/{id}',
    tag: 'relations',
    access: { kind: 'action', action: 'relation.counts', on: 'body' },
    summary: 'Which pupils have an adult whom they trust, and which have none',
    description:
      'By name for those near the class: mentor, pupil health, rector. Counts for coordinators and team leaders, none of them under five.',
    params: inPath,
    query: none,
    body: none,
    answer: { status: 200, description: 'The class, those with none first.', schema: relationResults },
    async handle(call) {
      const { actor } = signedIn(call);
      const { round, relation } = await requireRound(call.deps.db, actor, call.params.id);
      if (!may(actor, 'relation.counts', relation)) throw new Problem('not-permitted');
      const body = await roundResults(call.deps.db, actor, round, relation);
      if (body.pupils !== null) {
        const told = body.pupils.map(({ id: pupilId }) => ({ pupilId }));
        const looking = { ...call, session: signedIn(call) };
        await noteShown(looking, 'get /api/v1/relation-rounds/{id}', relation, told);
      }
      return { status: 200, body };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/relation-rounds/{id}/form',
    tag: 'relations',
    access: { kind: 'action', action: 'relation.answer', on: 'body' },
    summary: 'What to answer in a round',
    description: 'For every adult who works at the school, and for the pupils of the round.',
    params: inPath,
    query: none,
    body: none,
    answer: { status: 200, description: 'Whom to choose among.', schema: relationForm },
    async handle(call) {
      const { db } = call.deps;
      const session = signedIn(call);
      const { actor, personId } = session;
      const { round, relation } = await requireRound(db, actor, call.params.id);
      if (!may(actor, 'relation.answer', relation)) throw new Problem('not-permitted');
      const answers = await answersOfRound(db, round);
      const pupils = actor.role === 'pupil' ? [] : await shownPupils(db, actor, relation, answers.pupilIds);
      const told = pupils.map(({ id: pupilId }) => ({ pupilId }));
      await noteShown({ ...call, session }, 'get /api/v1/relation-rounds/{id}/form', relation, told);
      const marks = answers.marks.filter(
        (mark) => personId === (actor.role === 'pupil' ? mark.pupilId : mark.adultId),
      );
      const own = {
        pupilIds: actor.role === 'pupil' ? [] : marks.map((mark) => mark.pupilId),
        adultIds: actor.role === 'pupil' ? marks.map((mark) => mark.adultId) : [],
      };
      return {
        status: 200,
        body: {
          ...roundView(round),
          pupils: pupils.map((pupil) => ({ id: pupil.id, name: fullName(pupil) })),
          adults: await adultsAt(db, round.schoolUnit),
          own: answers.answeredIds.includes(personId) ? own : null,
        },
      };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/relation-rounds/{id}/close',
    tag: 'relations',
    access: { kind: 'action', action: 'relation.run', on: 'body' },
    summary: 'Close a round for answers',
    params: inPath,
    query: none,
    body: none,
    answer: { status: 200, description: 'Closed.', schema: relationRound },
    async handle(call) {
      const { deps, params, now } = call;
      const { actor } = signedIn(call);
      const { round, relation } = await requireRound(deps.db, actor, params.id);
      if (!may(actor, 'relation.run', relation)) throw new Problem('not-permitted');
      const closedOn = round.closedOn ?? todayAt(now);
      await closeRelationRound(deps.db, round.id, closedOn);
      return { status: 200, body: roundView({ ...round, closedOn }) };
    },
  }),
];
