/** `schools/{id}/ladder`: the school's side of the work, taken up school by school. */
import { z } from 'zod';
import { isLadderOn, switchLadder } from '../../records/school-day/ladder-switch.ts';
import { requireSchool } from '../class-access.ts';
import { signedIn } from '../granted.ts';
import { defineRoute, none } from '../route.ts';
import { id } from '../schemas/common.ts';
import { todayAt } from '../today.ts';

const params = z.object({ id: id('The school unit code.') });
const answer = z
  .object({ schoolUnit: z.string(), on: z.boolean() })
  .meta({ id: 'LadderSwitch', description: 'Whether absence begins cases, calls and weekly reviews here.' });

export const ladderSwitchRoutes = [
  defineRoute({
    method: 'get',
    path: '/schools/{id}/ladder',
    tag: 'schoolDay',
    access: { kind: 'action', action: 'ladder.read', on: 'body' },
    summary: "Whether a school's side of the work is on",
    params,
    query: none,
    body: none,
    answer: { status: 200, description: 'On or off.', schema: answer },
    async handle(call) {
      const { school } = await requireSchool(
        call.deps.db,
        signedIn(call).actor,
        'ladder.read',
        call.params.id,
      );
      const on = (await isLadderOn(call.deps.db, school.code)) ?? false;
      return { status: 200, body: { schoolUnit: school.code, on } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/schools/{id}/ladder',
    tag: 'schoolDay',
    access: { kind: 'action', action: 'ladder.switch', on: 'body' },
    summary: "Switch a school's side of the work on or off",
    description:
      'Off: no weekly reviews, no first-day calls, no cases begun by absence; what was owed by them lapses, cases go on. On again: pupils who are over the limit by then are noticed at the next look.',
    params,
    query: none,
    body: z.strictObject({ on: z.boolean().meta({ description: 'True: on.' }) }),
    example: { on: true },
    answer: { status: 200, description: 'Switched.', schema: answer },
    async handle(call) {
      const { deps, body, now } = call;
      const { school } = await requireSchool(deps.db, signedIn(call).actor, 'ladder.switch', call.params.id);
      await switchLadder(deps.db, school.code, body.on, todayAt(now));
      return { status: 200, body: { schoolUnit: school.code, on: body.on } };
    },
  }),
];
