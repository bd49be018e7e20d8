/** `/settings/calendar`: terms, breaks and study days of all schools or one, and how to change them. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { may } from '../../../domain/permissions.ts';
import { localDate } from '../../../domain/time.ts';
import { listSchools } from '../../../records/schools.ts';
import { CalendarSettingsPage, type CalendarSettingsView } from '../../../ui/pages/settings/calendar.tsx';
import { dayOf } from '../../../ui/words.ts';
import { signedIn } from '../../granted.ts';
import { none } from '../../route.ts';
import { apiRoute, askBody } from '../ask.ts';
import { defineForm, withDone } from '../form.ts';
import { oneStep } from '../forms/one-step.ts';
import { definePage, type WebPage } from '../page.ts';
import { definePress } from '../press.ts';

const readRoute = apiRoute('get', '/school-calendar');
const saveRoute = apiRoute('post', '/school-calendar');

const savedReply = z.looseObject({ dutiesWithin: z.number() });

const read = z.object({
  periods: z.array(
    z.object({
      id: z.number(),
      schoolUnit: z.string().nullable(),
      name: z.string(),
      kind: z.enum(['term', 'lov', 'studyDay']),
      from: z.string(),
      to: z.string(),
    }),
  ),
});

const page = definePage({
  path: '/settings/calendar',
  access: { kind: 'action', action: 'settings.read', on: 'nothing' },
  params: none,
  query: z.looseObject({
    school: z.string().max(20).optional(),
    within: z.coerce.number().int().min(0).max(1_000_000).optional().catch(undefined),
  }),
  async handle(call) {
    const { deps, ui, query } = call;
    const schools = await listSchools(deps.db);
    const school = schools.find(({ code }) => code === query.school);
    const asked = school === undefined ? {} : { school: school.code };
    const { periods } = read.parse(await askBody(call, readRoute, { query: asked }));
    const view: CalendarSettingsView = {
      within: query.within === undefined ? null : ui.t('calendarSettings.within', { count: query.within }),
      school: school?.code ?? '',
      schools: schools.map(({ code, name }) => ({ code, name })),
      mayEdit: may(signedIn(call).actor, 'calendar.edit'),
      periods: periods.map(({ id, name, kind, from, to, schoolUnit }) => ({
        id,
        name,
        kind: ui.t(`calendarSettings.kind.${kind}`),
        days:
          from === to
            ? dayOf(ui, localDate(from))
            : `${dayOf(ui, localDate(from))} – ${dayOf(ui, localDate(to))}`,
        whose: ui.t(schoolUnit === null ? 'calendarSettings.all' : 'calendarSettings.own'),
        sendKey: randomUUID(),
      })),
    };
    return {
      kind: 'page',
      title: ui.t('calendarSettings.title'),
      body: h(CalendarSettingsPage, { ui, view }),
    };
  },
});

const forms = defineForm({
  path: '/settings/calendar/new',
  route: saveRoute,
  async spec({ deps, ui }) {
    return oneStep(
      ui.t('calendarSettings.new'),
      ui.t('calendarSettings.save'),
      [
        {
          kind: 'choice',
          name: 'kind',
          label: ui.t('calendarSettings.what'),
          as: 'radios',
          options: (['lov', 'studyDay', 'term'] as const).map((kind) => ({
            value: kind,
            label: ui.t(`calendarSettings.kind.${kind}`),
            hint: ui.t(`calendarSettings.effect.${kind}`),
          })),
        },
        { kind: 'line', name: 'name', label: ui.t('calendarSettings.name') },
        { kind: 'date', name: 'from', label: ui.t('settings.calendar.from') },
        { kind: 'date', name: 'to', label: ui.t('settings.calendar.to') },
        {
          kind: 'choice',
          name: 'schoolUnit',
          label: ui.t('calendarSettings.school'),
          hint: ui.t('calendarSettings.school.hint'),
          optional: true,
          as: 'select',
          options: (await listSchools(deps.db)).map(({ code, name }) => ({ value: code, label: name })),
        },
      ],
      ui.t('calendarSettings.intro'),
    );
  },
  back: ({ ui }) => ({ href: '/settings/calendar', label: ui.t('calendarSettings.title') }),
  done: (_, reply) =>
    withDone(`/settings/calendar?within=${savedReply.parse(reply.body).dutiesWithin}`, 'periodSaved'),
});

export const calendarSettings: readonly WebPage[] = [
  page,
  ...forms,
  definePress({
    path: '/settings/calendar/{id}/removal',
    route: apiRoute('delete', '/school-calendar/{id}'),
    to: () => '/settings/calendar?done=periodRemoved',
  }),
];
