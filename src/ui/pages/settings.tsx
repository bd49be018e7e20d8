/** The municipality's settings. */
import { Hidden } from '../components/hidden.tsx';
import type { Ui } from '../ui.ts';

export type SettingsView = {
  policies: readonly { key: string; name: string; version: string; rules: readonly string[] }[];
  schools: readonly { code: string; name: string; on: boolean }[];
  periods: readonly { key: string; name: string; from: string; to: string }[];
};

export const SettingsPage = ({ ui, view }: { ui: Ui; view: SettingsView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('settings.title')}
    </h1>
    <Heading words={ui.t('settings.policies')} />
    {view.policies.length === 0 && <p class="ds-paragraph">{ui.t('settings.policies.none')}</p>}
    {view.policies.length > 0 && <p class="hint">{ui.t('settings.policies.hint')}</p>}
    {view.policies.map(({ key, name, version, rules }) => (
      <section key={key}>
        <h3 class="ds-heading" data-size="xs">{`${name}, ${version}`}</h3>
        <ul class="ds-list">
          {rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </section>
    ))}
    <Heading words={ui.t('settings.schools')} />
    <p class="hint">{ui.t('settings.schools.hint')}</p>
    <Schools ui={ui} schools={view.schools} />
    <Heading words={ui.t('settings.calendar')} />
    <Periods ui={ui} periods={view.periods} />
    <Heading words={ui.t('settings.lists')} />
    <ul class="ds-list">
      {lists.map(({ href, label }) => (
        <li key={href}>
          <a class="ds-link" href={href}>
            {ui.t(label)}
          </a>
        </li>
      ))}
    </ul>
    <Heading words={ui.t('settings.data')} />
    <p>
      <a class="ds-link" href="/about">
        {ui.t('settings.data.link')}
      </a>
    </p>
  </>
);

/** What the municipality writes itself, each on a page of its own. */
const lists = [
  { href: '/year-wheel', label: 'menu.wheel' },
  { href: '/directory', label: 'places.title' },
  { href: '/surveys', label: 'surveys.title' },
  { href: '/remit', label: 'remit.title' },
] as const;

const Heading = ({ words }: { words: string }) => (
  <h2 class="ds-heading" data-size="sm">
    {words}
  </h2>
);

const Schools = ({ ui, schools }: { ui: Ui; schools: SettingsView['schools'] }) => (
  <div class="scroll" tabIndex={0} role="group" aria-label={ui.t('settings.schools.caption')}>
    <table class="ds-table narrow">
      <caption>{ui.t('settings.schools.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{ui.t('settings.school')}</th>
          <th scope="col">{ui.t('settings.school.side')}</th>
          <th scope="col">{ui.t('settings.school.change')}</th>
        </tr>
      </thead>
      <tbody>
        {schools.map(({ code, name, on }) => (
          <tr key={code}>
            <th scope="row">{name}</th>
            <td>{ui.t(on ? 'settings.school.on' : 'settings.school.off')}</td>
            <td>
              <form
                method="post"
                action={`/settings/schools/${encodeURIComponent(code)}/ladder`}
                class="press"
              >
                <Hidden name="_csrf" value={ui.csrf} />
                <Hidden name="on" value={on ? 'no' : 'yes'} />
                <button class="ds-button" data-size="sm" data-variant="secondary" type="submit">
                  {ui.t(on ? 'settings.school.turnOff' : 'settings.school.turnOn')}
                  <span class="ds-sr-only"> {name}</span>
                </button>
              </form>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Periods = ({ ui, periods }: { ui: Ui; periods: SettingsView['periods'] }) =>
  periods.length === 0 ? (
    <p class="ds-paragraph">{ui.t('settings.calendar.none')}</p>
  ) : (
    <div class="scroll" tabIndex={0} role="group" aria-label={ui.t('settings.calendar.caption')}>
      <table class="ds-table narrow">
        <caption>{ui.t('settings.calendar.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{ui.t('settings.calendar.what')}</th>
            <th scope="col">{ui.t('settings.calendar.from')}</th>
            <th scope="col">{ui.t('settings.calendar.to')}</th>
          </tr>
        </thead>
        <tbody>
          {periods.map(({ key, name, from, to }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td>{from}</td>
              <td>{to}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
