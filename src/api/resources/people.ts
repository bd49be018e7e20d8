/** `people`, `pupils`, `schools`: whom cases are about and who works with them. */
import { z } from 'zod';
import type { Pupil } from '../../records/pupils.ts';
import { guardiansOf, listPupils } from '../../records/pupils.ts';
import { findPerson, listPeople, type Person } from '../../records/people.ts';
import { newestCaseOf } from '../../records/cases.ts';
import { listSchools } from '../../records/schools.ts';
import { grantedPupil, signedIn } from '../granted.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { id, schoolFormValues, staffRoleValues, stageValues } from '../schemas/common.ts';
import { limit, offset, pageOf } from '../schemas/page.ts';
import { fullName } from '../session.ts';
import { todayAt } from '../today.ts';
import { isNamed, visiblePupils } from '../visible.ts';

const person = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    roles: z.array(
      z.object({
        role: z.enum(staffRoleValues),
        title: z.string(),
        schoolUnit: z.string().nullable().meta({ description: 'Null: the whole municipality.' }),
        class: z.string().nullable(),
        stages: z.array(z.enum(stageValues)),
      }),
    ),
  })
  .meta({ id: 'Person' });

const pupilRow = z
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

const personView = ({ id, email, roles, ...who }: Person) => ({ id, name: fullName(who), email, roles });

const pupilView = (pupil: Pupil, masked: boolean) => ({
  id: pupil.id,
  name: masked ? null : fullName(pupil),
  schoolUnit: masked ? null : pupil.schoolUnit,
  schoolForm: pupil.schoolForm,
  year: pupil.yearLabel,
  class: masked ? null : pupil.class,
  masked,
});

export const peopleRoutes = [
  defineRoute({
    method: 'get',
    path: '/people',
    tag: 'people',
    access: { kind: 'action', action: 'people.read', on: 'nothing' },
    summary: 'Staff',
    params: none,
    query: z.object({
      role: z.enum(staffRoleValues).optional(),
      school: z.string().max(20).optional().meta({ description: 'School unit code.' }),
    }),
    body: none,
    answer: { status: 200, description: 'Active staff by name.', schema: pageOf('people', person) },
    async handle({ deps, query }) {
      const people = await listPeople(deps.db, {
        ...(query.role === undefined ? {} : { role: query.role }),
        ...(query.school === undefined ? {} : { schoolUnit: query.school }),
      });
      return { status: 200, body: { people: people.map(personView), total: people.length } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/people/{id}',
    tag: 'people',
    access: { kind: 'action', action: 'people.read', on: 'nothing' },
    summary: 'One member of staff',
    params: z.object({ id: id('The member of staff.') }),
    query: none,
    body: none,
    answer: { status: 200, description: 'The person.', schema: person },
    async handle({ deps, params }) {
      const found = await findPerson(deps.db, params.id);
      if (found === null) throw new Problem('not-found', { field: 'path/id' });
      return { status: 200, body: personView(found) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/schools',
    tag: 'people',
    access: { kind: 'action', action: 'people.read', on: 'nothing' },
    summary: 'School units',
    params: none,
    query: none,
    body: none,
    answer: {
      status: 200,
      description: 'By name.',
      schema: pageOf(
        'schools',
        z
          .object({
            code: z.string(),
            name: z.string(),
            schoolForm: z.enum(schoolFormValues),
            authority: z.enum(['municipal', 'independent']),
          })
          .meta({ id: 'School' }),
      ),
    },
    async handle({ deps }) {
      const schools = await listSchools(deps.db);
      return { status: 200, body: { schools, total: schools.length } };
    },
  }),
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
      const pupils = found.pupils.map((pupil) => pupilView(pupil, pupil.securityMarking !== 'none'));
      return { status: 200, body: { pupils, total: found.total } };
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
      const masked = pupil.securityMarking !== 'none' && !isNamed(actor, relation);
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
