/** Choosing the pupil whom an order is about: one list, searched by name or class. */
import type { Ui } from '../ui.ts';

export type PupilLine = {
  id: string;
  name: string;
  class: string;
  standing: string;
  action: { href: string; label: string };
};

export type OrderPupils = {
  search: string;
  class: string;
  classes: readonly string[];
  pupils: readonly PupilLine[];
  total: number;
};

export const OrderPupilsPage = ({ ui, view }: { ui: Ui; view: OrderPupils }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('orderPupil.title')}
    </h1>
    <p class="ds-paragraph">{ui.t('orderPupil.intro')}</p>
    <form method="get" action="/order" class="find">
      <div class="ds-field">
        <label class="ds-label" for="search">
          {ui.t('orderPupil.search')}
        </label>
        <input class="ds-input" type="search" id="search" name="search" value={view.search} />
      </div>
      <div class="ds-field">
        <label class="ds-label" for="class">
          {ui.t('orderPupil.class')}
        </label>
        <select class="ds-input" id="class" name="class">
          <option value="">{ui.t('orderPupil.everyClass')}</option>
          {view.classes.map((one) => (
            <option key={one} value={one} selected={one === view.class}>
              {one}
            </option>
          ))}
        </select>
      </div>
      <button class="ds-button" data-variant="secondary" type="submit">
        {ui.t('orderPupil.find')}
      </button>
    </form>
    {view.pupils.length === 0 ? (
      <p class="ds-paragraph">{ui.t('orderPupil.none')}</p>
    ) : (
      <Pupils ui={ui} view={view} />
    )}
    {view.pupils.length < view.total && <p class="hint">{ui.t('orderPupil.more')}</p>}
  </>
);

const Pupils = ({ ui, view }: { ui: Ui; view: OrderPupils }) => (
  <div class="scroll">
    <table class="ds-table">
      <caption>{ui.t('orderPupil.caption', { count: view.total })}</caption>
      <thead>
        <tr>
          <th scope="col">{ui.t('orderPupil.name')}</th>
          <th scope="col">{ui.t('orderPupil.class')}</th>
          <th scope="col">{ui.t('orderPupil.standing')}</th>
          <th scope="col">{ui.t('orderPupil.do')}</th>
        </tr>
      </thead>
      <tbody>
        {view.pupils.map((pupil) => (
          <tr key={pupil.id}>
            <th scope="row">{pupil.name}</th>
            <td>{pupil.class}</td>
            <td>{pupil.standing}</td>
            <td>
              <a class="ds-link" href={pupil.action.href} aria-label={`${pupil.action.label}: ${pupil.name}`}>
                {pupil.action.label}
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
