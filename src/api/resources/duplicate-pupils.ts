/** `pupils/duplicates`: the same person with two records, and making them one; what a record said before. */
import { z } from 'zod';
import { listDuplicates, mergePupils } from '../../records/duplicate-pupils.ts';
import { historyOf } from '../../records/pupil-history.ts';
import { findPupil, type Pupil } from '../../records/pupils.ts';
import { newestCaseOf } from '../../records/cases.ts';
import { grantedPupil, signedIn } from '../granted.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { id } from '../schemas/common.ts';
import { limit, offset, pageOf } from '../schemas/page.ts';
import { isNamed } from '../visible.ts';
import { isProtected, pupilRow, pupilView } from './pupils.ts';
import { noRelation } from '../../domain/permissions.ts';
import { noteShown } from '../looks.ts';

const merged = z.object({
  id: z.string(),
  mergedFrom: z.string(),
  caseId: z.string().nullable().meta({ description: 'The newest case, if there is one.' }),
});

const view = (pupil: Pupil) => pupilView(pupil, isProtected(pupil));

/** Before `/pupils/{id}`, which would take `duplicates` for an id. */
export const duplicatePupilRoutes = [
  defineRoute({
    method: 'get',
    path: '/pupils/duplicates',
    tag: 'people',
    access: { kind: 'action', action: 'pupil.merge', on: 'nothing' },
    summary: 'Pupils who may have two records',
    description:
      'The same name and birth date, one with a temporary or coordination number and one with a personnummer. Only suggestions: nothing is made one by itself. Who is protected is shown without name.',
    params: none,
    query: z.object({ limit, offset }),
    body: none,
    answer: {
      status: 200,
      description: 'Pairs.',
      schema: pageOf('duplicates', z.object({ pupil: pupilRow, into: pupilRow })),
    },
    async handle(call) {
      const { deps, query } = call;
      const { duplicates, total } = await listDuplicates(deps.db, query);
      const pairs = await Promise.all(
        duplicates.map(async ({ from, into }) => ({
          pupil: await findPupil(deps.db, from),
          into: await findPupil(deps.db, into),
        })),
      );
      const told = duplicates.flatMap(({ from, into }) => [{ pupilId: from }, { pupilId: into }]);
      const looking = { ...call, session: signedIn(call) };
      await noteShown(looking, 'get /api/v1/pupils/duplicates', noRelation, told);
      const shown = pairs.flatMap(({ pupil, into }) =>
        pupil === null || into === null ? [] : [{ pupil: view(pupil), into: view(into) }],
      );
      return { status: 200, body: { duplicates: shown, total } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/pupils/{id}/merge',
    tag: 'people',
    access: { kind: 'action', action: 'pupil.merge', on: 'pupil' },
    summary: "Make this record one with another of the same person's",
    description:
      'Absence, guardianships, cases and all else are the other record’s from now on; this one stays and points on. Refused when both have an open case. Repeating it changes nothing.',
    params: z.object({ id: id('The record that is given up.') }),
    query: none,
    body: z.strictObject({ into: id('The record that goes on.') }).meta({ id: 'MergePupilBody' }),
    example: { into: '0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11' },
    answer: { status: 200, description: 'They are one.', schema: merged },
    async handle(call) {
      const { deps, body } = call;
      const { pupil } = grantedPupil(call);
      const done = await mergePupils(deps.db, {
        from: pupil.id,
        into: body.into,
        by: signedIn(call).personId,
      });
      if (!done.ok) throw refusals[done.why]();
      await deps.pupilNews.tell();
      const newest = await newestCaseOf(deps.db, body.into);
      return { status: 200, body: { id: body.into, mergedFrom: pupil.id, caseId: newest?.id ?? null } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/pupils/{id}/history',
    tag: 'people',
    access: { kind: 'action', action: 'pupil.read', on: 'pupil' },
    summary: "What a pupil's record said before",
    description:
      'School, class, year, municipality, protection and being a pupil here, the newest change first. Nothing for those who may not name a protected pupil.',
    params: z.object({ id: id('The pupil.') }),
    query: none,
    body: none,
    answer: {
      status: 200,
      description: 'The changes.',
      schema: z.object({
        masked: z.boolean(),
        changes: z.array(
          z.looseObject({ field: z.string(), from: z.string().nullable(), source: z.string() }),
        ),
      }),
    },
    async handle(call) {
      const { pupil, relation } = grantedPupil(call);
      const masked = isProtected(pupil) && !isNamed(signedIn(call).actor, relation);
      const changes = masked ? [] : await historyOf(call.deps.db, pupil.id);
      return { status: 200, body: { masked, changes } };
    },
  }),
];

const refusals = {
  'unknown-into': () => new Problem('unknown-id', { field: '/into' }),
  same: () => new Problem('invalid-value', { field: '/into' }),
  'into-merged': () => new Problem('invalid-value', { field: '/into' }),
  'merged-elsewhere': () => new Problem('already-done', { field: 'path/id' }),
  'other-birth-date': () => new Problem('not-same-person', { field: '/into' }),
  'both-open': () => new Problem('both-have-cases', { field: '/into' }),
};
