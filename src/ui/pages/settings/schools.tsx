/** Each school's side of the work: on or off, by a press. */
import { Hidden } from '../../components/hidden.tsx';
import { Scroll } from '../../components/scroll.tsx';
import type { Ui } from '../../ui.ts';
import { SettingsHead } from './head.tsx';

type School = { code: string; name: string; on: boolean };

export const SchoolsPage = ({ ui, schools }: { ui: Ui; schools: readonly School[] }) => (
  <>
    <SettingsHead ui={ui} title={ui.t('settings.schools')} />
    <p class="hint">{ui.t('settings.schools.hint')}</p>
    <Scroll label={ui.t('settings.schools.caption')}>
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
          {schools.map((school) => (
            <Row key={school.code} ui={ui} school={school} />
          ))}
        </tbody>
      </table>
    </Scroll>
  </>
);

const Row = ({ ui, school: { code, name, on } }: { ui: Ui; school: School }) => (
  <tr>
    <th scope="row">{name}</th>
    <td>{ui.t(on ? 'settings.school.on' : 'settings.school.off')}</td>
    <td>
      <form method="post" action={`/settings/schools/${encodeURIComponent(code)}/ladder`} class="press">
        <Hidden name="_csrf" value={ui.csrf} />
        <Hidden name="on" value={on ? 'no' : 'yes'} />
        <button class="ds-button" data-size="sm" data-variant="secondary" type="submit">
          {ui.t(on ? 'settings.school.turnOff' : 'settings.school.turnOn')}
          <span class="ds-sr-only"> {name}</span>
        </button>
      </form>
    </td>
  </tr>
);
