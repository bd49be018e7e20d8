/** `/settings`: the places where a municipality says how it works. */
import { h } from 'preact';
import { z } from 'zod';
import type { TextKey } from '../../../texts/text.ts';
import { SettingsPage } from '../../../ui/pages/settings.tsx';
import { none } from '../../route.ts';
import { definePage, type WebPage } from '../page.ts';
import { clientSettings } from '../settings/clients.ts';
import { calendarSettings } from '../settings/calendar.ts';
import { letterheadPages } from '../settings/letterhead.ts';
import { mailTextPages } from '../settings/mail-texts.ts';
import { policyPages } from '../settings/policies.ts';
import { schoolSettings } from '../settings/schools.ts';

type Place = TextKey extends infer K ? (K extends `settings.place.${infer P}.about` ? P : never) : never;

/** In the order in which they are shown, to those who may open them. */
const places: readonly { href: string; place: Place }[] = [
  { href: '/settings/policies', place: 'policies' },
  { href: '/settings/mail-texts/sv', place: 'mailTexts' },
  { href: '/settings/letterhead', place: 'letterhead' },
  { href: '/settings/schools', place: 'schools' },
  { href: '/settings/calendar', place: 'calendar' },
  { href: '/imports', place: 'imports' },
  { href: '/roles', place: 'roles' },
  { href: '/deputies', place: 'deputies' },
  { href: '/retention', place: 'retention' },
  { href: '/settings/clients', place: 'clients' },
  { href: '/year-wheel', place: 'wheel' },
  { href: '/directory', place: 'directory' },
  { href: '/surveys', place: 'surveys' },
  { href: '/remit', place: 'remit' },
  { href: '/statistics', place: 'lists' },
  { href: '/about', place: 'data' },
];

const indexPage = definePage({
  path: '/settings',
  access: { kind: 'action', action: 'settings.read', on: 'nothing' },
  params: none,
  query: z.looseObject({}),
  async handle({ ui, mayOpen }) {
    const shown = places
      .filter(({ href }) => mayOpen(href))
      .map(({ href, place }) => ({
        href,
        label: ui.t(`settings.place.${place}`),
        about: ui.t(`settings.place.${place}.about`),
      }));
    return { kind: 'page', title: ui.t('settings.title'), body: h(SettingsPage, { ui, places: shown }) };
  },
});

export const settingsPages: readonly WebPage[] = [
  indexPage,
  ...policyPages,
  ...mailTextPages,
  ...letterheadPages,
  ...schoolSettings,
  ...calendarSettings,
  ...clientSettings,
];
