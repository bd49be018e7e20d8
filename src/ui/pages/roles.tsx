/** Who holds which role, and from whom it comes; and the search for whoever is to get one. */
import { Head } from '../components/head.tsx';
import { Press } from '../components/press.tsx';
import { Table } from '../components/table.tsx';
import type { Ui } from '../ui.ts';

export type RolesView = {
  /** The way back to the settings, for those who have them. */
  back: { href: string; label: string } | null;
  give: string;
  asked: { role: string; name: string };
  roles: readonly { value: string; label: string }[];
  rows: readonly {
    key: string;
    name: string;
    role: string;
    where: string;
    when: string;
    given: string;
    /** Null for what is changed in the school's data. */
    end: { action: string; about: string; sendKey: string } | null;
  }[];
  more: number;
};

export const RolesPage = ({ ui, view }: { ui: Ui; view: RolesView }) => (
  <>
    {view.back === null ? (
      <h1 class="ds-heading" data-size="lg">
        {ui.t('roles.title')}
      </h1>
    ) : (
      <Head back={view.back} title={ui.t('roles.title')} />
    )}
    <p class="hint">{ui.t('roles.intro')}</p>
    <p>
      <a class="ds-button" href={view.give}>
        {ui.t('roles.give')}
      </a>
    </p>
    <form method="get" action="/roles" class="filter">
      <div class="ds-field">
        <label class="ds-label" for="role">
          {ui.t('roles.role')}
        </label>
        <select class="ds-input" id="role" name="role">
          {view.roles.map(({ value, label }) => (
            <option key={value} value={value} selected={value === view.asked.role}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <NameField label={ui.t('roles.name')} value={view.asked.name} />
      <button class="ds-button" data-variant="secondary" type="submit">
        {ui.t('roles.show')}
      </button>
    </form>
    {view.rows.length === 0 ? (
      <p class="ds-paragraph">{ui.t('roles.none')}</p>
    ) : (
      <Table
        caption={ui.t('roles.caption')}
        columns={[
          ui.t('roles.name'),
          ui.t('roles.role'),
          ui.t('roles.where'),
          ui.t('roles.when'),
          ui.t('roles.given'),
          ui.t('roles.end'),
        ]}
        rows={view.rows.map(({ key, name, role, where, when, given, end }) => ({
          key,
          head: name,
          cells: [
            role,
            where,
            when,
            given,
            end === null ? '–' : <Press ui={ui} {...end} label={ui.t('roles.end')} size="sm" />,
          ],
        }))}
      />
    )}
    {view.more > 0 && <p class="hint">{ui.t('roles.more', { count: view.more })}</p>}
  </>
);

const NameField = ({ label, value, hint }: { label: string; value: string; hint?: string }) => (
  <div class="ds-field">
    <label class="ds-label" for="name">
      {label}
    </label>
    {hint !== undefined && (
      <p class="hint" id="name-hint">
        {hint}
      </p>
    )}
    <input
      class="ds-input"
      id="name"
      name="name"
      value={value}
      aria-describedby={hint === undefined ? undefined : 'name-hint'}
    />
  </div>
);

export type RoleSearchView = {
  name: string;
  /** Null before anything was asked. */
  found: readonly { href: string; name: string; titles: string }[] | null;
};

export const RoleSearchPage = ({ ui, view }: { ui: Ui; view: RoleSearchView }) => (
  <>
    <Head back={{ href: '/roles', label: ui.t('roles.title') }} title={ui.t('roles.give')} />
    <form method="get" action="/roles/new" class="filter">
      <NameField label={ui.t('roles.who')} hint={ui.t('roles.who.hint')} value={view.name} />
      <button class="ds-button" type="submit">
        {ui.t('roles.find')}
      </button>
    </form>
    {view.found?.length === 0 && <p class="ds-paragraph">{ui.t('roles.none')}</p>}
    {view.found !== null && view.found.length > 0 && (
      <>
        <h2 class="ds-heading" data-size="sm">
          {ui.t('roles.found')}
        </h2>
        <ul class="ds-list">
          {view.found.map(({ href, name, titles }) => (
            <li key={href}>
              <a class="ds-link" href={href}>
                {name}
              </a>
              <br />
              <span class="hint">{titles}</span>
            </li>
          ))}
        </ul>
      </>
    )}
  </>
);
