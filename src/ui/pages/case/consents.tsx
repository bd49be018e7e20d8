/** A case's consents: a grid of receivers and givers with one thing to do in each cell; beneath it each in detail. */
import { Table } from '../../components/table.tsx';
import type { Ui } from '../../ui.ts';
import { CaseFrame, type CaseHead } from './frame.tsx';

type Cell = {
  words: string;
  tone: 'success' | 'danger' | 'warning' | 'neutral';
  action: { href: string; label: string } | null;
};

export type ConsentsView = {
  head: CaseHead;
  missing: string;
  give: string | null;
  givers: readonly string[];
  /** Each with a cell for each giver. */
  grid: readonly { receiver: string; cells: readonly Cell[] }[];
  rows: readonly {
    key: string;
    giver: string;
    receiver: string;
    purpose: string;
    kinds: string;
    standing: string;
    withdraw: string | null;
  }[];
};

export const ConsentsPage = ({ ui, view }: { ui: Ui; view: ConsentsView }) => (
  <CaseFrame ui={ui} head={view.head} title={ui.t('case.tab.consents')}>
    {view.missing !== '' && <p class="ds-paragraph">{ui.t('consents.missing', { who: view.missing })}</p>}
    <Grid ui={ui} view={view} />
    {view.give !== null && (
      <p>
        <a class="ds-button" href={view.give}>
          {ui.t('consents.give')}
        </a>
      </p>
    )}
    {view.rows.length === 0 ? (
      <p class="ds-paragraph">{ui.t('consents.none')}</p>
    ) : (
      <details class="ds-details">
        <summary>{ui.t('consents.all', { n: view.rows.length })}</summary>
        <Details ui={ui} view={view} />
      </details>
    )}
  </CaseFrame>
);

/** Roles are said in so many words: where the rows are drawn as lists, a browser would else forget the table. */
const Grid = ({ ui, view }: { ui: Ui; view: ConsentsView }) => (
  <table class="ds-table grid" role="table">
    <caption>{ui.t('consents.grid')}</caption>
    <thead role="rowgroup">
      <tr role="row">
        <th scope="col" role="columnheader">
          {ui.t('consents.receiver')}
        </th>
        {view.givers.map((giver) => (
          <th key={giver} scope="col" role="columnheader">
            {giver}
          </th>
        ))}
      </tr>
    </thead>
    <tbody role="rowgroup">
      {view.grid.map(({ receiver, cells }) => (
        <tr key={receiver} role="row">
          <th scope="row" role="rowheader">
            {receiver}
          </th>
          {cells.map((cell, index) => (
            <td key={view.givers[index]} role="cell">
              <span class="grid__who" aria-hidden="true">
                {view.givers[index]}
              </span>
              <span class="ds-tag" data-size="sm" data-color={cell.tone}>
                {cell.words}
              </span>{' '}
              {cell.action !== null && (
                <a class="ds-link" href={cell.action.href}>
                  {cell.action.label}
                  <span class="ds-sr-only">{` ${view.givers[index] ?? ''}, ${receiver}`}</span>
                </a>
              )}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

const Details = ({ ui, view }: { ui: Ui; view: ConsentsView }) => (
  <Table
    caption={ui.t('consents.table')}
    columns={(['giver', 'receiver', 'purpose', 'kinds', 'standing'] as const).map((column) =>
      ui.t(`consents.${column}`),
    )}
    rows={view.rows.map((row) => ({
      key: row.key,
      head: row.giver,
      cells: [
        row.receiver,
        row.purpose,
        row.kinds,
        <>
          {row.standing}{' '}
          {row.withdraw !== null && (
            <a
              class="ds-link"
              href={row.withdraw}
              aria-label={`${ui.t('consents.withdraw')}: ${row.giver}, ${row.receiver}`}
            >
              {ui.t('consents.withdraw')}
            </a>
          )}
        </>,
      ],
    }))}
  />
);
