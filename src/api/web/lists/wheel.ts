/** `/year-wheel`: a school year's tasks by day, done in one press; for editors also those that nobody does. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { may } from '../../../domain/permissions.ts';
import { localDate } from '../../../domain/time.ts';
import { schoolYearOf } from '../../../domain/year-wheel/task.ts';
import { listSchools } from '../../../records/schools.ts';
import { first } from '../../../ui/forms/spec.ts';
import { WheelPage, type WheelView } from '../../../ui/pages/wheel.tsx';
import { signedIn } from '../../granted.ts';
import { none } from '../../route.ts';
import { yearWheelAnswer } from '../../schemas/year-wheel.ts';
import { mayDoAt, mayEditTask } from '../../year-wheel.ts';
import { apiRoute, askBody, type Asking } from '../ask.ts';
import { withDone } from '../form.ts';
import { inWords } from '../forms/both.ts';
import { definePage } from '../page.ts';
import { definePress } from '../press.ts';

const read = apiRoute('get', '/year-wheel');

/** The wheel as the reader may see it; without a year that of today. */
export const wheelOf = async (asking: Asking, query: Record<string, string> = {}) =>
  yearWheelAnswer.parse(await askBody(asking, read, { query }));

type Occurrence = z.output<typeof yearWheelAnswer>['occurrences'][number];

const monthsOf = (all: readonly Occurrence[]): [string, Occurrence[]][] =>
  grouped(all, ({ due }) => due.slice(0, 7));

/** What one task asks of several schools stands together. */
const tasksIn = (all: readonly Occurrence[]): [string, Occurrence[]][] =>
  grouped(all, ({ taskId }) => taskId);

/** In the order in which each group's first comes. */
function grouped<T>(all: readonly T[], keyOf: (one: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups];
}

export const wheelPages = [
  definePage({
    path: '/year-wheel',
    access: read.access,
    params: none,
    query: z.looseObject({ year: z.coerce.number().int().min(2000).max(2190).optional().catch(undefined) }),
    async handle(call) {
      const { ui, deps, today, query } = call;
      const { actor } = signedIn(call);
      const asked = query.year === undefined ? {} : { year: String(query.year) };
      const [found, all] = await Promise.all([wheelOf(call, asked), listSchools(deps.db)]);
      const tasks = new Map(found.tasks.map((one) => [one.id, one]));
      const schools = new Map(all.map(({ code, name }) => [code, name]));
      const view: WheelView = {
        year: found.year,
        isThisYear: found.year === schoolYearOf(today),
        months: monthsOf(found.occurrences).map(([month, ofMonth]) => ({
          month: localDate(`${month}-01`),
          tasks: tasksIn(ofMonth).flatMap(([taskId, places]) => {
            const of = tasks.get(taskId);
            if (of === undefined) return [];
            return [
              {
                taskId,
                title: inWords(ui, of.title),
                description: inWords(ui, of.description),
                suggested: of.origin === 'shipped',
                mayEdit: mayEditTask(actor, of),
                places: places.map(({ schoolUnit, due, standing, done }) => ({
                  school: schoolUnit,
                  name: schoolUnit === null ? ui.t('wheel.municipality') : (schools.get(schoolUnit) ?? ''),
                  due: localDate(due),
                  standing,
                  done: done === null ? null : { on: localDate(done.on), by: done.by },
                  mayDo: mayDoAt(actor, schoolUnit),
                })),
              },
            ];
          }),
        })),
        retired: found.tasks
          .filter((one) => one.retired && mayEditTask(actor, one))
          .map((one) => ({ taskId: one.id, title: inWords(ui, one.title) })),
        mayAdd: call.mayOpen('/year-wheel/tasks/new'),
        mayAdopt: may(actor, 'yearWheel.edit') && found.tasks.some(({ origin }) => origin === 'shipped'),
        sendKey: randomUUID(),
      };
      const title = ui.t('wheel.title', { from: view.year, to: view.year + 1 });
      return { kind: 'page', title, body: h(WheelPage, { ui, view }) };
    },
  }),
  definePress({
    path: '/year-wheel/{id}/done',
    route: apiRoute('post', '/year-wheel/tasks/{id}/done'),
    json: ({ form, today }) => ({
      schoolUnit: first(form, 'school') || null,
      year: Number(first(form, 'year')),
      doneOn: today,
      note: null,
    }),
    to: ({ form }) => withDone(`/year-wheel?year=${first(form, 'year')}`, 'wheel'),
  }),
  definePress({
    path: '/year-wheel/adoption',
    route: apiRoute('post', '/year-wheel/adoption'),
    json: () => ({}),
    to: () => withDone('/year-wheel', 'wheelAdopted'),
  }),
];
