/** Statistics: choose time, school and stage; then the absence, where the cases are, how long it took, how it went. */
import type { Ui } from '../../ui.ts';
import { Absence, Figures, Phases } from './sections.tsx';
import type { Shown as ShownView, StatisticsView } from './view-model.ts';

export const StatisticsPage = ({ ui, view }: { ui: Ui; view: StatisticsView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('stats.title')}
    </h1>
    <p class="ds-paragraph">{ui.t('stats.what')}</p>
    <p class="hint">{ui.t('stats.patience')}</p>
    {view.refused !== null && (
      <div class="ds-alert" data-color="danger" role="alert" id="errors" tabIndex={-1}>
        <strong>{ui.t('stats.refused')}.</strong> {view.refused}
      </div>
    )}
    <Choose ui={ui} choices={view.choices} />
    {view.shown !== null && <Shown ui={ui} shown={view.shown} />}
  </>
);

const Choose = ({ ui, choices }: { ui: Ui; choices: StatisticsView['choices'] }) => (
  <form method="get" action="/statistics" class="filter" aria-label={ui.t('stats.choose')}>
    {choices.map(({ name, label, chosen, options }) => (
      <div key={name} class="ds-field">
        <label class="ds-label" for={name}>
          {label}
        </label>
        <select class="ds-input" id={name} name={name}>
          {options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === chosen}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
    ))}
    <button class="ds-button" data-variant="secondary" type="submit">
      {ui.t('stats.show')}
    </button>
  </form>
);

const Shown = ({ ui, shown }: { ui: Ui; shown: ShownView }) => (
  <>
    <p>
      <a class="ds-link" href={shown.file}>
        {ui.t('stats.csv')}
      </a>
    </p>
    <Absence ui={ui} absence={shown.absence} />
    <Phases ui={ui} phases={shown.phases} />
    <Figures ui={ui} table={shown.work} />
    <Figures ui={ui} table={shown.results} />
  </>
);
