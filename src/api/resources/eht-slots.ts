/** `eht/{id}/slots`: drop-in times that EHT opens and mentors take (seed 003 step 3). */
import { z } from 'zod';
import { mayCommand } from '../../domain/permissions.ts';
import { findCase } from '../../records/cases.ts';
import {
  findSlot,
  freeSlot,
  listSlots,
  openSlots,
  withdrawSlot,
  type Slot,
} from '../../records/eht-slots.ts';
import { requireSchool } from '../class-access.ts';
import { commandRequest } from '../command-request.ts';
import { answerOnce, type Outcome } from '../command.ts';
import type { Deps } from '../deps.ts';
import { idFrom } from '../draft.ts';
import { shownRows } from '../eht-rows.ts';
import { signedIn } from '../granted.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { commandHeaders } from '../schemas/answers.ts';
import { date, id, line, optional, time } from '../schemas/common.ts';
import { pageOf } from '../schemas/page.ts';
import type { Session } from '../session.ts';
import { todayAt } from '../today.ts';

const school = z.object({ id: id('The school unit.') });
const oneSlot = school.extend({ slotId: id('The slot.') });

export const ehtSlot = z
  .object({
    id: z.string(),
    date: z.string(),
    from: z.string(),
    minutes: z.int(),
    place: z.string().nullable(),
    free: z.boolean(),
    caseId: z.string().nullable().meta({ description: 'Whose it is, if you may see the case.' }),
    caseNumber: z.string().nullable(),
  })
  .meta({ id: 'EhtSlot' });

async function slotViews(db: Deps['db'], session: Session, slots: readonly Slot[]) {
  const taken = await Promise.all(
    slots.flatMap(({ takenBy }) => (takenBy === null ? [] : [findCase(db, takenBy)])),
  );
  const files = taken.flatMap((file) =>
    file === null
      ? []
      : [{ caseId: file.id, caseNumber: file.number, pupilId: file.pupilId, state: file.state }],
  );
  const shown = new Map(
    (await shownRows(db, session.actor, files)).map(({ head }) => [head.caseId, head.caseNumber]),
  );
  return slots.map(({ id, date, from, minutes, place, takenBy }) => {
    const caseNumber = takenBy === null ? null : (shown.get(takenBy) ?? null);
    return {
      id,
      date,
      from,
      minutes,
      place,
      free: takenBy === null,
      caseId: caseNumber === null ? null : takenBy,
      caseNumber,
    };
  });
}

/** The slot of the path, at the path's school. */
async function slotOfPath(db: Deps['db'], path: { id: string; slotId: string }): Promise<Slot> {
  const found = await findSlot(db, path.slotId);
  if (found === null || found.schoolUnit !== path.id)
    throw new Problem('not-found', { field: 'path/slotId' });
  return found;
}

export const ehtSlotRoutes = [
  defineRoute({
    method: 'get',
    path: '/eht/{id}/slots',
    tag: 'eht',
    access: { kind: 'action', action: 'ehtSlots.read', on: 'body' },
    summary: "EHT's drop-in times at a school",
    description: 'From today on unless `from` says another day. Take a free one with a report to EHT.',
    params: school,
    query: z.object({
      from: date('The first day.').optional(),
      free: z.enum(['true', 'false']).optional().meta({ description: '`true`: only those that nobody has.' }),
    }),
    body: none,
    answer: { status: 200, description: 'By time.', schema: pageOf('slots', ehtSlot) },
    async handle(call) {
      const session = signedIn(call);
      const { deps, params, query } = call;
      await requireSchool(deps.db, session.actor, 'ehtSlots.read', params.id);
      const found = await listSlots(deps.db, params.id, query.from ?? todayAt(call.now));
      const asked =
        query.free === undefined
          ? found
          : found.filter(({ takenBy }) => (takenBy === null) === (query.free === 'true'));
      return { status: 200, body: { slots: await slotViews(deps.db, session, asked), total: asked.length } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/eht/{id}/slots',
    tag: 'eht',
    access: { kind: 'action', action: 'eht.hold', on: 'body' },
    summary: 'Open drop-in times',
    description: 'A time that is open already stays as it is.',
    params: school,
    query: none,
    headers: commandHeaders,
    body: z
      .strictObject({
        slots: z
          .array(
            z.strictObject({
              date: date('The day.'),
              from: time('When it starts, on the wall in Sweden.'),
              minutes: z.int().min(5).max(240).default(20),
              place: optional(line('Where.', 'Kuratorns rum')),
            }),
          )
          .min(1)
          .max(100),
      })
      .meta({ id: 'EhtSlotsBody' }),
    example: { slots: [{ date: '2026-09-14', from: '14:00', minutes: 20, place: 'Kuratorns rum' }] },
    answer: {
      status: 201,
      description: 'The times that were opened now.',
      schema: z.object({ slotIds: z.array(z.string()) }).meta({ id: 'OpenedSlots' }),
    },
    async handle(call) {
      const session = signedIn(call);
      const { deps, params, body } = call;
      await requireSchool(deps.db, session.actor, 'eht.hold', params.id);
      const today = todayAt(call.now);
      const past = body.slots.findIndex((one) => one.date < today);
      if (past >= 0) throw new Problem('date-in-past', { field: `/slots/${past}/date` });
      const request = commandRequest(call, session, 'post', '/eht/{id}/slots');
      return answerOnce(deps, session, request, null, async (): Promise<Outcome> => {
        const wished = body.slots.map((one, index) => ({
          id: idFrom(request.commandId, 'slot', String(index)),
          schoolUnit: params.id,
          ...one,
        }));
        const slotIds = await openSlots(deps.db, wished, session.personId);
        return { status: 201, body: { slotIds } };
      });
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/eht/{id}/slots/{slotId}',
    tag: 'eht',
    access: { kind: 'action', action: 'eht.hold', on: 'body' },
    summary: 'Take a free time away again',
    description: 'One that is taken is freed first (`DELETE …/booking`).',
    params: oneSlot,
    query: none,
    body: none,
    answer: { status: 204, description: 'It is gone.' },
    async handle(call) {
      const { deps, params } = call;
      await requireSchool(deps.db, signedIn(call).actor, 'eht.hold', params.id);
      const found = await slotOfPath(deps.db, params);
      if (!(await withdrawSlot(deps.db, found.id))) throw new Problem('slot-taken', { field: 'path/slotId' });
      return { status: 204 };
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/eht/{id}/slots/{slotId}/booking',
    tag: 'eht',
    access: { kind: 'action', action: 'ehtSlots.read', on: 'body' },
    summary: 'Cancel a booking: the time is free again',
    description:
      'By whoever may report the pupil, or by EHT. The report itself stays: it waits for EHT as before.',
    params: oneSlot,
    query: none,
    body: none,
    answer: { status: 204, description: 'The time is free.' },
    async handle(call) {
      const { deps, params } = call;
      const { actor } = signedIn(call);
      await requireSchool(deps.db, actor, 'ehtSlots.read', params.id);
      const { id, takenBy } = await slotOfPath(deps.db, params);
      if (takenBy === null) return { status: 204 };
      const file = await findCase(deps.db, takenBy);
      if (file !== null && !mayCommand(actor, 'reportToEht', file.state)) throw new Problem('not-permitted');
      await freeSlot(deps.db, id);
      return { status: 204 };
    },
  }),
];
