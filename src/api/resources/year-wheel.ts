/** `year-wheel`: recurring tasks of elevhälsan by month (elevhälsohjul, årshjul), with what is done of them. */
import { z } from 'zod';
import type { Instant } from '../../domain/time.ts';
import { isDoneAt, occurrenceKey, occurrencesIn } from '../../domain/year-wheel/occurrences.ts';
import { isMunicipal, schoolYearOf, type WheelTask } from '../../domain/year-wheel/task.ts';
import { doneInYear, markDone } from '../../records/others-part/year-wheel.ts';
import { findPeople } from '../../records/people.ts';
import { finishSchoolDuties } from '../../records/school-day/duties.ts';
import type { Deps } from '../deps.ts';
import { itemOf, readList, saveItem } from '../editable-list.ts';
import { signedIn } from '../granted.ts';
import { keyHeader, newId } from '../new-id.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { date, id, note, optional } from '../schemas/common.ts';
import { schoolCode, task, taskExample, taskFields, yearWheelAnswer } from '../schemas/year-wheel.ts';
import { fullName } from '../session.ts';
import { fieldProblem } from '../survey-group.ts';
import { todayAt } from '../today.ts';
import { mayDoAt, placesAt, replan, requireMayEdit, seesPlace, yearWheel } from '../year-wheel.ts';

const schoolYear = z.coerce.number().int().min(2000).max(2190);

export const yearWheelRoutes = [
  defineRoute({
    method: 'get',
    path: '/year-wheel',
    tag: 'others',
    access: { kind: 'action', action: 'yearWheel.read', on: 'nothing' },
    summary: "A läsår's wheel: the tasks, when each is due where, and what is done",
    description: 'Of your own schools and the municipality; who works for the municipality sees all.',
    params: none,
    query: z.object({
      year: schoolYear
        .optional()
        .meta({ description: '2026 is the läsår 2026/2027; left out: the current one.' }),
    }),
    body: none,
    answer: {
      status: 200,
      description: 'The wheel.',
      schema: yearWheelAnswer,
    },
    async handle(call) {
      const { deps, query, now } = call;
      const { actor } = signedIn(call);
      const today = todayAt(now);
      const year = query.year ?? schoolYearOf(today);
      const tasks = await readList(deps.db, yearWheel);
      const places = (await placesAt(deps.db, today)).filter((place) => seesPlace(actor, place.schoolUnit));
      const done = new Map(
        (await doneInYear(deps.db, year)).map((one) => [
          occurrenceKey(one.taskId, one.schoolUnit, year),
          one,
        ]),
      );
      const people = await findPeople(
        deps.db,
        [...done.values()].map((one) => one.by),
      );
      const nameOf = new Map(people.map((person) => [person.id, fullName(person)]));
      const suggested = new Set(tasks.filter(({ origin }) => origin === 'shipped').map((one) => one.id));
      const occurrences = occurrencesIn(year, tasks, places).map((one) => {
        const mark = done.get(one.key);
        const ahead = one.due === today ? ('due' as const) : ('coming' as const);
        return {
          ...one,
          month: Number(one.due.slice(5, 7)),
          reminded: !suggested.has(one.taskId),
          standing: mark === undefined ? (one.due < today ? ('overdue' as const) : ahead) : ('done' as const),
          done: mark === undefined ? null : { on: mark.on, by: nameOf.get(mark.by) ?? '', note: mark.note },
        };
      });
      return { status: 200, body: { year, tasks, occurrences } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/year-wheel',
    tag: 'others',
    access: { kind: 'action', action: 'yearWheel.edit', on: 'body' },
    summary: "Add a task to the year's wheel",
    description:
      'Rector and pupil health for their own schools; the municipality’s and every school’s by team leaders.',
    params: none,
    query: none,
    headers: keyHeader,
    body: z.strictObject(taskFields).meta({ id: 'YearWheelTaskBody' }),
    example: taskExample,
    answer: { status: 201, description: 'Added; who does it is reminded from now on.', schema: task },
    async handle(call) {
      const session = signedIn(call);
      const { db } = call.deps;
      requireMayEdit(session.actor, call.body);
      const item: WheelTask = { id: newId(call, session, 'yearWheel'), retired: false, ...call.body };
      await requirePlaces(call, item);
      const saved = await saveItem(db, yearWheel, item, session);
      await replan(db, todayAt(call.now));
      return { status: 201, body: saved };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/year-wheel/adoption',
    tag: 'others',
    access: { kind: 'action', action: 'yearWheel.edit', on: 'nothing' },
    summary: 'Take up suggested tasks as they are',
    description: 'By team leaders. From now on those who do them are reminded.',
    params: none,
    query: none,
    body: z.strictObject({
      taskIds: z
        .array(id('A suggested task.'))
        .max(100)
        .optional()
        .meta({ description: 'Left out: all that are suggested.' }),
    }),
    example: { taskIds: ['healthProgramme', 'figuresAutumn'] },
    answer: {
      status: 200,
      description: 'Taken up.',
      schema: z.object({ taskIds: z.array(z.string()) }).meta({ id: 'YearWheelAdoption' }),
    },
    async handle(call) {
      const session = signedIn(call);
      const { db } = call.deps;
      const tasks = await readList(db, yearWheel);
      const { taskIds } = call.body;
      const unknown = (taskIds ?? []).findIndex((one) => !tasks.some((known) => known.id === one));
      if (unknown >= 0) throw new Problem('unknown-id', { field: `/taskIds/${unknown}` });
      const chosen = tasks.filter(
        (one) => one.origin === 'shipped' && (taskIds === undefined || taskIds.includes(one.id)),
      );
      for (const { origin: _, ...one } of chosen) await saveItem(db, yearWheel, one, session);
      await replan(db, todayAt(call.now));
      return { status: 200, body: { taskIds: chosen.map((one) => one.id) } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/year-wheel/tasks/{id}',
    tag: 'others',
    access: { kind: 'action', action: 'yearWheel.edit', on: 'body' },
    summary: 'Change or retire a task',
    description: 'The whole of it, in place of what was.',
    params: z.object({ id: id('The task.') }),
    query: none,
    body: z.strictObject({ ...taskFields, retired: z.boolean().default(false) }),
    example: { ...taskExample, retired: false },
    answer: { status: 200, description: 'As it is now.', schema: task },
    async handle(call) {
      const session = signedIn(call);
      const { db } = call.deps;
      const before = await itemOf(db, yearWheel, call.params.id);
      requireMayEdit(session.actor, before);
      requireMayEdit(session.actor, call.body);
      const item: WheelTask = { id: before.id, ...call.body };
      await requirePlaces(call, item);
      const saved = await saveItem(db, yearWheel, item, session);
      await replan(db, todayAt(call.now));
      return { status: 200, body: saved };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/year-wheel/tasks/{id}/done',
    tag: 'others',
    access: { kind: 'action', action: 'yearWheel.do', on: 'body' },
    summary: 'Mark a task as done for a läsår',
    params: z.object({ id: id('The task.') }),
    query: none,
    body: z.strictObject({
      schoolUnit: optional(schoolCode).meta({ description: 'Where; null for a task of the municipality.' }),
      year: schoolYear.optional().meta({ description: 'The läsår’s first year; left out: the current one.' }),
      doneOn: date('The day on which it was done.'),
      note: optional(note('What came of it. No names of pupils.')),
    }),
    example: { schoolUnit: '98000001', doneOn: '2026-09-21', note: null },
    answer: {
      status: 200,
      description: 'Done.',
      schema: z.object({ key: z.string(), doneOn: z.string() }).meta({ id: 'YearWheelDone' }),
    },
    async handle(call) {
      const { deps, body, now } = call;
      const session = signedIn(call);
      const today = todayAt(now);
      const found = await itemOf(deps.db, yearWheel, call.params.id);
      const { schoolUnit, doneOn } = body;
      const places = await placesAt(deps.db, today);
      const known = places.some((place) => place.schoolUnit === schoolUnit) && isDoneAt(found, schoolUnit);
      if (!known) throw fieldProblem('/schoolUnit', 'no-such-school');
      if (!mayDoAt(session.actor, schoolUnit)) throw new Problem('not-permitted');
      if (doneOn > today) throw new Problem('date-in-future', { field: '/doneOn' });
      const year = body.year ?? schoolYearOf(today);
      const done = { taskId: found.id, schoolUnit, year, on: doneOn, by: session.personId, note: body.note };
      if (!(await markDone(deps.db, done))) throw new Problem('already-done');
      const key = occurrenceKey(found.id, schoolUnit, year);
      await finishSchoolDuties(deps.db, [key], { on: doneOn, by: session.personId });
      return { status: 200, body: { key, doneOn } };
    },
  }),
];

/** Each school that a task names must be there, and once. */
async function requirePlaces(
  { deps, now }: { deps: Pick<Deps, 'db'>; now: Instant },
  { schoolUnits, owner }: WheelTask,
): Promise<void> {
  if (schoolUnits === null) return;
  if (isMunicipal(owner)) throw fieldProblem('/schoolUnits', 'only-schools');
  const known = new Set((await placesAt(deps.db, todayAt(now))).map((place) => place.schoolUnit));
  const lost = schoolUnits.findIndex((unit) => !known.has(unit));
  if (lost >= 0) throw fieldProblem(`/schoolUnits/${lost}`, 'no-such-school');
}
