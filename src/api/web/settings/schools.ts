/** `/settings/schools`: which schools have taken up their side of the work. */
import { h } from 'preact';
import { z } from 'zod';
import { isLadderOn } from '../../../records/school-day/ladder-switch.ts';
import { listSchools } from '../../../records/schools.ts';
import { first } from '../../../ui/forms/spec.ts';
import { SchoolsPage } from '../../../ui/pages/settings/schools.tsx';
import { none } from '../../route.ts';
import { apiRoute } from '../ask.ts';
import { definePage } from '../page.ts';
import { definePress } from '../press.ts';

export const schoolSettings = [
  definePage({
    path: '/settings/schools',
    access: { kind: 'action', action: 'settings.read', on: 'nothing' },
    params: none,
    query: z.looseObject({}),
    async handle({ deps: { db }, ui }) {
      const schools = await Promise.all(
        (await listSchools(db)).map(async ({ code, name }) => ({
          code,
          name,
          on: (await isLadderOn(db, code)) ?? false,
        })),
      );
      return { kind: 'page', title: ui.t('settings.schools'), body: h(SchoolsPage, { ui, schools }) };
    },
  }),
  definePress({
    path: '/settings/schools/{id}/ladder',
    route: apiRoute('post', '/schools/{id}/ladder'),
    json: ({ form }) => ({ on: first(form, 'on') === 'yes' }),
    to: () => '/settings/schools?done=sideSwitched',
  }),
];
