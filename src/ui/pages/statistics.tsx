/** Statistics: a table of schools, and the phases as bars with their table. */
import { measures } from '../../domain/statistics/case-figures.ts';
import type { Ui } from '../ui.ts';

type Row = { name: string; figures: readonly string[] };

export type StatisticsView = {
  period: string;
  periods: readonly { key: string; name: string }[];
  /** Of the period that is shown. */
  name: string;
  all: Row;
  schools: readonly Row[];
  /** Null is hidden. */
  phases: readonly { name: string; cases: number | null }[];
};

export const StatisticsPage = ({ ui, view }: { ui: Ui; view: StatisticsView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('stats.title')}
    </h1>
    <p class="ds-paragraph">{ui.t('stats.what')}</p>
    <p class="hint">{ui.t('stats.patience')}</p>
    <form method="get" action="/statistics" class="filter">
      <div class="ds-field">
        <label class="ds-label" for="period">
          {ui.t('stats.period')}
        </label>
        <select class="ds-input" id="period" name="period">
          {view.periods.map(({ key, name }) => (
            <option key={key} value={key} selected={key === view.period}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <button class="ds-button" data-variant="secondary" type="submit">
        {ui.t('stats.show')}
      </button>
    </form>
    <section>
      <h2 class="ds-heading" data-size="sm">
        {ui.t('stats.bySchool')}
      </h2>
      <p class="hint">{ui.t('stats.median')}</p>
      <Schools ui={ui} view={view} />
      <p>
        <a class="ds-link" href={`/statistics/table.csv?period=${view.period}`}>
          {ui.t('stats.csv')}
        </a>
      </p>
    </section>
    <section>
      <h2 class="ds-heading" data-size="sm">
        {ui.t('stats.phases')}
      </h2>
      <Bars ui={ui} phases={view.phases} />
      <div class="scroll" tabIndex={0} role="group" aria-label={ui.t('stats.phases')}>
        <table class="ds-table narrow">
          <caption>{`${ui.t('stats.phases')}, ${view.name}`}</caption>
          <thead>
            <tr>
              <th scope="col">{ui.t('stats.phase')}</th>
              <th scope="col">{ui.t('stats.cases')}</th>
            </tr>
          </thead>
          <tbody>
            {view.phases.map(({ name, cases }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{cases ?? ui.t('stats.hidden')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  </>
);

const Schools = ({ ui, view }: { ui: Ui; view: StatisticsView }) => (
  <div class="scroll" tabIndex={0} role="group" aria-label={ui.t('stats.bySchool')}>
    <table class="ds-table">
      <caption>{`${ui.t('stats.bySchool')}, ${view.name}`}</caption>
      <thead>
        <tr>
          <th scope="col">{ui.t('stats.school')}</th>
          {measures.map((measure) => (
            <th key={measure} scope="col">
              {ui.t(`stats.${measure}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[view.all, ...view.schools].map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            {row.figures.map((figure, index) => (
              <td key={measures[index]}>{figure}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const barHeight = 28;
const width = 600;

/** Bars drawn on the server; hidden and empty ones have no length. */
const Bars = ({ ui, phases }: { ui: Ui; phases: StatisticsView['phases'] }) => {
  const most = Math.max(1, ...phases.map(({ cases }) => cases ?? 0));
  return (
    <svg
      class="bars"
      viewBox={`0 0 ${width} ${phases.length * barHeight}`}
      role="img"
      aria-label={ui.t('stats.chart')}
    >
      {phases.map(({ name, cases }, index) => (
        <g key={name} transform={`translate(0 ${index * barHeight})`}>
          <text x="0" y="19">
            {name}
          </text>
          <rect x="200" y="5" height="18" width={String(Math.round((340 * (cases ?? 0)) / most))} />
          <text x={String(208 + Math.round((340 * (cases ?? 0)) / most))} y="19">
            {cases ?? '–'}
          </text>
        </g>
      ))}
    </svg>
  );
};
