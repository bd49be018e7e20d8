/** The page's parts, each with how it is reckoned. */
import type { ComponentChildren } from 'preact';
import { Scroll } from '../../components/scroll.tsx';
import { Bars } from '../../components/bars.tsx';
import type { Ui } from '../../ui.ts';
import { MonthsChart } from './months-chart.tsx';
import type { FigureTable, Shown, Told } from './view-model.ts';

const Section = ({ ui, told, children }: { ui: Ui; told: Told; children: ComponentChildren }) => (
  <section>
    <h2 class="ds-heading" data-size="sm">
      {told.title}
    </h2>
    <p class="ds-paragraph">{told.about}</p>
    {children}
    <details class="ds-details">
      <summary>{ui.t('stats.how')}</summary>
      <dl class="means">
        {told.how.map(({ term, text }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </details>
  </section>
);

export const Absence = ({ ui, absence }: { ui: Ui; absence: Shown['absence'] }) => (
  <Section ui={ui} told={absence}>
    {absence.summary !== null && <p class="ds-paragraph">{absence.summary}</p>}
    {absence.freshness.map((one) => (
      <p key={one} class="hint">
        {one}
      </p>
    ))}
    {absence.summary !== null && (
      <Scroll label={absence.title}>
        <MonthsChart ui={ui} months={absence.months} most={absence.most} />
      </Scroll>
    )}
    <Scroll label={`${absence.title}, ${ui.t('stats.absence.month')}`}>
      <table class="ds-table narrow" data-size="sm">
        <caption class="ds-sr-only">{absence.title}</caption>
        <thead>
          <tr>
            <th scope="col">{ui.t('stats.absence.month')}</th>
            {(['total', 'valid', 'invalid'] as const).map((part) => (
              <th key={part} scope="col">
                {ui.t(`stats.absence.${part}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {absence.months.map((month) => (
            <tr key={month.key}>
              <th scope="row">{month.name}</th>
              {month.cells.map((cell, index) => (
                <td key={index}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
    {absence.groups.length > 1 && (
      <Bars
        ui={ui}
        caption={ui.t('stats.absence.byGroup')}
        first={ui.t('stats.group')}
        columns={[ui.t('stats.absence.total'), ui.t('stats.absence.valid'), ui.t('stats.absence.invalid')]}
        rows={absence.groups}
        most={absence.most}
      />
    )}
  </Section>
);

export const Figures = ({ ui, table }: { ui: Ui; table: FigureTable }) => (
  <Section ui={ui} told={table}>
    <Scroll label={table.title}>
      <table class="ds-table" data-size="sm">
        <caption class="ds-sr-only">{table.title}</caption>
        <thead>
          <tr>
            <th scope="col">{ui.t('stats.group')}</th>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              {row.cells.map(({ text, behind }, index) => (
                <td key={index}>
                  {text}
                  {behind !== null && <span class="hint behind">{behind}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
    {table.notes.map((note) => (
      <p key={note} class="hint">
        {note}
      </p>
    ))}
  </Section>
);

const barHeight = 28;
const width = 600;

/** Bars drawn on the server; hidden and empty ones have no length. The table after them says the same. */
export const Phases = ({ ui, phases }: { ui: Ui; phases: Shown['phases'] }) => {
  const most = Math.max(1, ...phases.map(({ cases }) => cases ?? 0));
  return (
    <section>
      <h2 class="ds-heading" data-size="sm">
        {ui.t('stats.phases')}
      </h2>
      <p class="ds-paragraph">{ui.t('stats.phases.how')}</p>
      <svg
        class="counts"
        viewBox={`0 0 ${width} ${phases.length * barHeight}`}
        role="img"
        aria-label={ui.t('stats.phases.chart')}
      >
        {phases.map(({ name, cases }, index) => {
          const length = Math.round((340 * (cases ?? 0)) / most);
          return (
            <g key={name} transform={`translate(0 ${index * barHeight})`}>
              <text x="0" y="19">
                {name}
              </text>
              <rect x="200" y="5" height="18" width={String(length)} />
              <text x={String(208 + length)} y="19">
                {cases ?? '–'}
              </text>
            </g>
          );
        })}
      </svg>
      <Scroll label={`${ui.t('stats.phases')}, ${ui.t('stats.cases')}`}>
        <table class="ds-table narrow" data-size="sm">
          <caption class="ds-sr-only">{ui.t('stats.phases')}</caption>
          <thead>
            <tr>
              <th scope="col">{ui.t('stats.phase')}</th>
              <th scope="col">{ui.t('stats.cases')}</th>
            </tr>
          </thead>
          <tbody>
            {phases.map(({ name, cases }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{cases ?? ui.t('stats.hidden')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
};
