/** Roles that no duty in a school's system tells: coordinator, team leader, registrar, attendance officer. */
import { z } from 'zod';
import { findPerson } from '../../records/people.ts';
import { type GivenRole, givenRoles } from '../../domain/given-roles.ts';
import { giveRole, takeRole } from '../../records/roles.ts';
import { signedIn } from '../granted.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { date, id, stageValues } from '../schemas/common.ts';
import { todayAt } from '../today.ts';
import { person, personView } from './people.ts';

/** As the sample's staff are titled. */
export const roleTitles: Record<GivenRole, string> = {
  coordinator: 'Insatskoordinator',
  teamLeader: 'Teamledare',
  registrar: 'Registrator',
  attendanceOfficer: 'Skolpliktshandläggare',
};

const role = z.enum(givenRoles).meta({ description: 'Held for the whole municipality.' });

export const peopleRoleRoutes = [
  defineRoute({
    method: 'post',
    path: '/people/{id}/roles',
    tag: 'people',
    access: { kind: 'action', action: 'people.giveRoles', on: 'nothing' },
    summary: 'Give someone a role',
    description: 'For roles that no duty in the school’s system tells. No import takes it away again.',
    params: z.object({ id: id('The member of staff.') }),
    query: none,
    body: z.strictObject({
      role,
      title: z.string().trim().min(1).max(60).optional(),
      stages: z
        .array(z.enum(stageValues))
        .default([])
        .meta({ description: "A coordinator's stages; none means all." }),
      until: date('The last day; left out it has none.').nullable().default(null),
    }),
    example: { role: 'coordinator', stages: ['7-9'] },
    answer: { status: 201, description: 'The person.', schema: person },
    async handle(call) {
      const { deps, params, body } = call;
      const today = todayAt(call.now);
      if (body.until !== null && body.until < today) throw new Problem('date-in-past', { field: '/until' });
      if ((await findPerson(deps.db, params.id)) === null)
        throw new Problem('not-found', { field: 'path/id' });
      const given = await giveRole(deps.db, params.id, {
        ...body,
        title: body.title ?? roleTitles[body.role],
        by: signedIn(call).personId,
        since: today,
      });
      if (given === 'last-team-leader') throw new Problem(given, { field: '/until' });
      const found = await findPerson(deps.db, params.id);
      if (found === null) throw new Problem('not-found', { field: 'path/id' });
      return { status: 201, body: personView(found) };
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/people/{id}/roles/{role}',
    tag: 'people',
    access: { kind: 'action', action: 'people.giveRoles', on: 'nothing' },
    summary: 'Take a role away',
    description: 'The last team leader stays: give somebody else the role first.',
    params: z.object({ id: id('The member of staff.'), role }),
    query: none,
    body: none,
    answer: { status: 204, description: 'Taken.' },
    async handle({ deps, params }) {
      const taken = await takeRole(deps.db, params.id, params.role);
      if (taken === 'not-held') throw new Problem('not-found', { field: 'path/role' });
      if (taken === 'last-team-leader') throw new Problem(taken);
      return { status: 204 };
    },
  }),
];
