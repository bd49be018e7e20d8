/** Each school's side of the work: on or off, by a press. */
import { Hidden } from '../../components/hidden.tsx';
import type { Ui } from '../../ui.ts';

type School = { code: string; name: string; on: boolean };

export const SchoolsPage = ({ ui, schools }: { ui: Ui; schools: readonly School[] }) => (
  <>
    <p>
      <a class="ds-link" href="/settings">
        {ui.t('settings.title')}
      </a>
    </p>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('settings.schools')}
    </h1>
    <p class="hint">{ui.t('settings.schools.hint')}</p>
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
          {schools.map((school) => (
            <Row key={school.code} ui={ui} school={school} />
          ))}
        </tbody>
      </table>
    </div>
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
