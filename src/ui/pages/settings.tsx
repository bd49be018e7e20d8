/** The municipality's settings: each place with one sentence on what it is for. */
import type { Ui } from '../ui.ts';

export type SettingsPlace = { href: string; label: string; about: string };

export const SettingsPage = ({ ui, places }: { ui: Ui; places: readonly SettingsPlace[] }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('settings.title')}
    </h1>
    <ul class="ds-list">
      {places.map(({ href, label, about }) => (
        <li key={href}>
          <a class="ds-link" href={href}>
            {label}
          </a>
          <br />
          <span class="hint">{about}</span>
        </li>
      ))}
    </ul>
  </>
);
