/** `/year-wheel`, `/directory`, `/remit`: what everyone reads. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { localDate } from '../../../domain/time.ts';
import { listSchools } from '../../../records/schools.ts';
import { first } from '../../../ui/forms/spec.ts';
import { DirectoryPage, RemitPage, WheelPage } from '../../../ui/pages/common-lists.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { signedIn } from '../../granted.ts';
import { none } from '../../route.ts';
import { occurrence, task } from '../../schemas/year-wheel.ts';
import { mayDoAt } from '../../year-wheel.ts';
import { apiRoute, askBody } from '../ask.ts';
import { withDone } from '../form.ts';
import { definePage } from '../page.ts';
import { definePress } from '../press.ts';

const readWheel = apiRoute('get', '/year-wheel');
const readDirectory = apiRoute('get', '/directory');
const readRemit = apiRoute('get', '/remit');

const wheel = z.object({ year: z.int(), tasks: z.array(task), occurrences: z.array(occurrence) });
const both = z.object({ sv: z.string(), en: z.string().nullable() });
const directory = z.object({
  directory: z.array(
    z.object({
      id: z.string(),
      name: both,
      does: both,
      howToReach: both,
      selfReferral: both.nullable(),
      phone: z.string().nullable(),
      web: z.string().nullable(),
    }),
  ),
});
const remit = z.object({
  changedOn: z.string().nullable(),
  title: both,
  sections: z.array(z.object({ heading: both, text: both })),
});

/** In the reader's language, or else in Swedish. */
const inWords = (ui: Ui, { sv, en }: { sv: string; en: string | null }): string =>
  ui.lang === 'en' ? (en ?? sv) : sv;

export const commonListPages = [
  definePage({
    path: '/year-wheel',
    access: readWheel.access,
    params: none,
    query: z.looseObject({}),
    async handle(call) {
      const { ui, deps } = call;
      const { actor } = signedIn(call);
      const found = wheel.parse(await askBody(call, readWheel));
      const tasks = new Map(found.tasks.map((one) => [one.id, one]));
      const schools = new Map((await listSchools(deps.db)).map(({ code, name }) => [code, name]));
      const view = {
        year: found.year,
        tasks: found.occurrences.flatMap((one) => {
          const of = tasks.get(one.taskId);
          if (of === undefined) return [];
          const { schoolUnit } = one;
          return [
            {
              key: one.key,
              taskId: one.taskId,
              title: inWords(ui, of.title),
              description: inWords(ui, of.description),
              school: schoolUnit === null ? null : { code: schoolUnit, name: schools.get(schoolUnit) ?? '' },
              due: localDate(one.due),
              standing: one.standing,
              suggested: !one.reminded,
              done: one.done === null ? null : { on: localDate(one.done.on), by: one.done.by },
              mayDo: mayDoAt(actor, schoolUnit),
            },
          ];
        }),
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
    to: () => withDone('/year-wheel', 'wheel'),
  }),
  definePage({
    path: '/directory',
    access: readDirectory.access,
    params: none,
    query: z.looseObject({ search: z.string().max(100).catch('').default('') }),
    async handle(call) {
      const { ui, query } = call;
      const asked = query.search.trim() === '' ? {} : { search: query.search };
      const found = directory.parse(await askBody(call, readDirectory, { query: asked }));
      const places = found.directory.map((one) => ({
        ...one,
        name: inWords(ui, one.name),
        does: inWords(ui, one.does),
        howToReach: inWords(ui, one.howToReach),
        selfReferral: one.selfReferral === null ? null : inWords(ui, one.selfReferral),
      }));
      const view = { search: query.search, places };
      return { kind: 'page', title: ui.t('places.title'), body: h(DirectoryPage, { ui, view }) };
    },
  }),
  definePage({
    path: '/remit',
    access: readRemit.access,
    params: none,
    query: z.looseObject({}),
    async handle(call) {
      const { ui } = call;
      const found = remit.parse(await askBody(call, readRemit));
      const view = {
        title: inWords(ui, found.title),
        changedOn: found.changedOn === null ? null : localDate(found.changedOn),
        sections: found.sections.map(({ heading, text }) => ({
          heading: inWords(ui, heading),
          text: inWords(ui, text),
        })),
      };
      return { kind: 'page', title: ui.t('remit.title'), body: h(RemitPage, { ui, view }) };
    },
  }),
];
