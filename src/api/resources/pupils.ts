/** `pupils`: whom cases are about. */
import { z } from 'zod';
import { newestCaseOf } from '../../records/cases.ts';
import { guardiansOf, listPupils, type Pupil } from '../../records/pupils.ts';
import { grantedPupil, signedIn } from '../granted.ts';
import { defineRoute, none } from '../route.ts';
import { id, schoolFormValues } from '../schemas/common.ts';
import { limit, offset, pageOf } from '../schemas/page.ts';
import { fullName } from '../session.ts';
import { todayAt } from '../today.ts';
import { isNamed, visiblePupils } from '../visible.ts';
import { noteShown, relationOfLists } from '../looks.ts';

export const pupilRow = z
  .object({
    id: z.string(),
    name: z.string().nullable().meta({ description: 'Null where the identity is protected.' }),
    schoolUnit: z.string().nullable(),
    schoolForm: z.enum(schoolFormValues),
    year: z.string(),
    class: z.string().nullable(),
    masked: z.boolean(),
  })
  .meta({ id: 'Pupil' });

const pupilWhole = z
  .looseObject({
    id: z.string(),
    name: z.string().nullable(),
    birthDate: z.string().nullable(),
    masked: z.boolean(),
    guardians: z.array(
      z.object({
        id: z.string(),
        name: z.string().nullable(),
        relation: z.enum(['guardian', 'appointed', 'other']),
      }),
    ),
    caseId: z.string().nullable().meta({ description: 'The newest case, if there is one.' }),
  })
  .meta({ id: 'PupilDetails' });

export const isProtected = (pupil: Pupil): boolean => pupil.securityMarking !== 'none';

export const pupilView = (pupil: Pupil, masked: boolean) => ({
  id: pupil.id,
  name: masked ? null : fullName(pupil),
  schoolUnit: masked ? null : pupil.schoolUnit,
  schoolForm: pupil.schoolForm,
  year: pupil.yearLabel,
  class: masked ? null : pupil.class,
  masked,
});

export const pupilRoutes = [
  defineRoute({
    method: 'get',
    path: '/pupils',
    tag: 'people',
    access: { kind: 'action', action: 'pupil.list', on: 'nothing' },
    summary: 'Pupils that you may see',
    description: 'Protected pupils are listed without name and never found by it.',
    params: none,
    query: z.object({
      search: z.string().max(100).optional().meta({ description: 'Beginning of a given or family name.' }),
      school: z.string().max(20).optional().meta({ description: 'School unit code.' }),
      class: z.string().max(40).optional(),
      limit,
      offset,
    }),
    body: none,
    answer: { status: 200, description: 'A page of pupils.', schema: pageOf('pupils', pupilRow) },
    async handle(call) {
      const { deps, query, now } = call;
      const scope = await visiblePupils(deps.db, signedIn(call).actor, 'pupil.list', todayAt(now));
      const asked = query.school;
      const closed = scope === null || (asked !== undefined && scope.schoolUnits?.includes(asked) === false);
      if (closed) return { status: 200, body: { pupils: [], total: 0 } };
      const found = await listPupils(
        deps.db,
        {
          schoolUnits: asked === undefined ? scope.schoolUnits : [asked],
          ...(scope.ids === null ? {} : { ids: scope.ids }),
          ...(query.class === undefined ? {} : { class: query.class }),
          ...(query.search === undefined ? {} : { search: query.search }),
        },
        { limit: query.limit, offset: query.offset },
      );
      // Asked for by class, a protected pupil would show theirs by being in the answer.
      const shown =
        query.class === undefined ? found.pupils : found.pupils.filter((one) => !isProtected(one));
      const pupils = shown.map((pupil) => pupilView(pupil, isProtected(pupil)));
      const session = signedIn(call);
      const by = relationOfLists(session.actor, 'pupil.read');
      const told = shown.map((pupil) => ({ pupilId: pupil.id }));
      await noteShown({ ...call, session }, 'get /api/v1/pupils', by, told);
      return { status: 200, body: { pupils, total: found.total - found.pupils.length + shown.length } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/pupils/{id}',
    tag: 'people',
    access: { kind: 'action', action: 'pupil.read', on: 'pupil' },
    summary: 'One pupil with guardians',
    params: z.object({ id: id('The pupil.') }),
    query: none,
    body: none,
    answer: { status: 200, description: 'The pupil.', schema: pupilWhole },
    async handle(call) {
      const { actor } = signedIn(call);
      const { pupil, relation } = grantedPupil(call);
      const masked = isProtected(pupil) && !isNamed(actor, relation);
      const guardians = await guardiansOf(call.deps.db, pupil.id);
      const newest = await newestCaseOf(call.deps.db, pupil.id);
      return {
        status: 200,
        body: {
          ...pupilView(pupil, masked),
          birthDate: masked ? null : pupil.birthDate,
          guardians: guardians.map((guardian) => ({
            id: guardian.id,
            name: masked ? null : fullName(guardian),
            relation: guardian.relation,
          })),
          caseId: newest?.id ?? null,
        },
      };
    },
  }),
];
