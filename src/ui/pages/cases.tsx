/** The cases that the reader may see, and a search among them. */
import type { Ui } from '../ui.ts';

export type CasesView = {
  asked: { name: string; number: string; phase: string };
  phases: readonly { value: string; label: string }[];
  rows: readonly { href: string; number: string; pupil: string; phase: string; coordinators: string }[];
  total: number;
  previous: string | null;
  next: string | null;
};

export const CasesPage = ({ ui, view }: { ui: Ui; view: CasesView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('cases.title')}
    </h1>
    <form method="get" action="/cases" class="find" role="search">
      {(['name', 'number'] as const).map((field) => (
        <div key={field} class="ds-field">
          <label class="ds-label" for={`f-${field}`}>
            {ui.t(`cases.${field}`)}
          </label>
          <input class="ds-input" id={`f-${field}`} name={field} value={view.asked[field]} maxLength={60} />
        </div>
      ))}
      <div class="ds-field">
        <label class="ds-label" for="f-phase">
          {ui.t('cases.phase')}
        </label>
        <select class="ds-input" id="f-phase" name="phase">
          <option value="">{ui.t('cases.anyPhase')}</option>
          {view.phases.map(({ value, label }) => (
            <option key={value} value={value} selected={value === view.asked.phase}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <button class="ds-button" type="submit">
        {ui.t('cases.search')}
      </button>
    </form>
    {view.rows.length === 0 ? (
      <p class="ds-paragraph">{ui.t('cases.none')}</p>
    ) : (
      <div class="scroll" tabIndex={0} role="group" aria-label={ui.t('cases.title')}>
        <table class="ds-table">
          <caption>{ui.t('cases.found', { shown: view.rows.length, total: view.total })}</caption>
          <thead>
            <tr>
              <th scope="col">{ui.t('cases.number')}</th>
              <th scope="col">{ui.t('cases.pupil')}</th>
              <th scope="col">{ui.t('cases.phase')}</th>
              <th scope="col">{ui.t('case.coordinators')}</th>
            </tr>
          </thead>
          <tbody>
            {view.rows.map((row) => (
              <tr key={row.href}>
                <th scope="row">
                  <a class="ds-link" href={row.href}>
                    {row.number}
                  </a>
                </th>
                <td>{row.pupil}</td>
                <td>{row.phase}</td>
                <td>{row.coordinators}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
    <p class="buttons">
      {view.previous !== null && (
        <a class="ds-link" href={view.previous}>
          {ui.t('cases.previous')}
        </a>
      )}
      {view.next !== null && (
        <a class="ds-link" href={view.next}>
          {ui.t('cases.next')}
        </a>
      )}
    </p>
  </>
);
