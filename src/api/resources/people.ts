/** `people`, `schools`: who works with the cases, and where. */
import { z } from 'zod';
import { findPerson, listPeople, type Person } from '../../records/people.ts';
import { listSchools } from '../../records/schools.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { id, schoolFormValues, staffRoleValues, stageValues } from '../schemas/common.ts';
import { pageOf } from '../schemas/page.ts';
import { fullName } from '../session.ts';

export const person = z
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
        byHand: z.boolean().meta({ description: 'Given in the product: no import takes it away.' }),
        since: z.string().nullable(),
        until: z.string().nullable().meta({ description: 'The last day; null has none.' }),
      }),
    ),
  })
  .meta({ id: 'Person' });

export const personView = ({ id, email, roles, ...who }: Person) => ({
  id,
  name: fullName(who),
  email,
  roles,
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
      name: z.string().max(100).optional().meta({ description: 'Words of a name, in any order.' }),
    }),
    body: none,
    answer: { status: 200, description: 'Active staff by name.', schema: pageOf('people', person) },
    async handle({ deps, query }) {
      const people = await listPeople(deps.db, {
        ...(query.role === undefined ? {} : { role: query.role }),
        ...(query.school === undefined ? {} : { schoolUnit: query.school }),
        ...(query.name === undefined ? {} : { name: query.name }),
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
];
