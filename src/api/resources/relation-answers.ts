/** `relation-rounds/{id}/answers`: an adult marks pupils, or a pupil names adults; oneself, or from paper. */
import { z } from 'zod';
import { may } from '../../domain/permissions.ts';
import { answersOfRound, saveRelationAnswer } from '../../records/others-part/relations.ts';
import { signedIn } from '../granted.ts';
import { Problem } from '../problem.ts';
import { adultsAt, requireRound } from '../relations.ts';
import { defineRoute } from '../route.ts';
import { none } from '../route.ts';
import { id, optional } from '../schemas/common.ts';
import { fieldProblem } from '../survey-group.ts';
import { todayAt } from '../today.ts';

const listOf = (description: string) => z.array(id(description)).max(200);

export const relationAnswerRoutes = [
  defineRoute({
    method: 'post',
    path: '/relation-rounds/{id}/answers',
    tag: 'relations',
    access: { kind: 'action', action: 'relation.answer', on: 'body' },
    summary: 'Answer a round, in place of an earlier answer',
    description:
      'Where staff answer: the pupils whom you have a good relation with; an empty list says none. Where pupils answer: the adults whom you trust. Who runs the round may enter another’s answer from paper.',
    params: z.object({ id: id('The round.') }),
    query: none,
    body: z
      .discriminatedUnion('by', [
        z.strictObject({
          by: z.literal('adult'),
          adultId: optional(id('From paper: whose answer it is; null: your own.')),
          pupilIds: listOf('A pupil of the round.'),
        }),
        z.strictObject({
          by: z.literal('pupil'),
          pupilId: optional(id('From paper: whose answer it is; null: your own.')),
          adultIds: listOf('An adult at the school.'),
        }),
      ])
      .meta({ id: 'RelationAnswerBody' }),
    example: { by: 'adult' as const, adultId: null, pupilIds: ['0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11'] },
    answer: { status: 204, description: 'Kept.' },
    async handle(call) {
      const { deps, body, params, now } = call;
      const { actor, personId } = signedIn(call);
      const { round, relation } = await requireRound(deps.db, actor, params.id);
      if (!may(actor, 'relation.answer', relation)) throw new Problem('not-permitted');
      if (round.closedOn !== null) throw new Problem('survey-round-closed');
      if ((body.by === 'adult') !== (round.answeredBy === 'staff')) {
        throw fieldProblem('/by', 'not-asked');
      }
      const fromPaper = body.by === 'adult' ? body.adultId : body.pupilId;
      const isOwn = fromPaper === null && (body.by === 'pupil') === (actor.role === 'pupil');
      if (!isOwn && (fromPaper === null || !may(actor, 'relation.run', relation))) {
        throw new Problem('not-permitted');
      }
      const answerer = fromPaper ?? personId;
      const { pupilIds } = await answersOfRound(deps.db, round);
      const adultIds = (await adultsAt(deps.db, round.schoolUnit)).map((adult) => adult.id);
      const [ofPupils, ofAdults] = [new Set(pupilIds), new Set(adultIds)];
      if (body.by === 'adult') {
        if (fromPaper !== null && !ofAdults.has(answerer))
          throw new Problem('unknown-id', { field: '/adultId' });
        refuseUnknown('/pupilIds', body.pupilIds, ofPupils);
      } else {
        if (!ofPupils.has(answerer)) throw new Problem('unknown-id', { field: '/pupilId' });
        refuseUnknown('/adultIds', body.adultIds, ofAdults);
      }
      await saveRelationAnswer(deps.db, {
        roundId: round.id,
        by:
          body.by === 'adult'
            ? { kind: 'adult', id: answerer, pupilIds: [...new Set(body.pupilIds)] }
            : { kind: 'pupil', id: answerer, adultIds: [...new Set(body.adultIds)] },
        on: todayAt(now),
        enteredBy: personId,
      });
      return { status: 204 };
    },
  }),
];

function refuseUnknown(field: string, ids: readonly string[], known: ReadonlySet<string>): void {
  const lost = ids.findIndex((one) => !known.has(one));
  if (lost >= 0) throw new Problem('unknown-id', { field: `${field}/${lost}` });
}
