/** The parts of a case that are a table each: its history, its consents. */
import type { Ui } from '../../ui.ts';
import { CaseFrame, type CaseHead } from './frame.tsx';

export type HistoryView = {
  head: CaseHead;
  kind: string;
  kinds: readonly { value: string; label: string }[];
  rows: readonly { on: string; what: string; by: string }[];
};

export const HistoryPage = ({ ui, view }: { ui: Ui; view: HistoryView }) => (
  <CaseFrame ui={ui} head={view.head} title={ui.t('case.tab.history')}>
    <form method="get" class="find">
      <div class="ds-field">
        <label class="ds-label" for="f-kind">
          {ui.t('history.kind')}
        </label>
        <select class="ds-input" id="f-kind" name="kind">
          <option value="">{ui.t('history.all')}</option>
          {view.kinds.map(({ value, label }) => (
            <option key={value} value={value} selected={value === view.kind}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <button class="ds-button" data-variant="secondary" type="submit">
        {ui.t('history.show')}
      </button>
    </form>
    {view.rows.length === 0 ? (
      <p class="ds-paragraph">{ui.t('history.none')}</p>
    ) : (
      <div class="scroll" tabIndex={0} role="group" aria-label={ui.t('history.table')}>
        <table class="ds-table">
          <caption>{ui.t('history.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{ui.t('history.on')}</th>
              <th scope="col">{ui.t('history.what')}</th>
              <th scope="col">{ui.t('history.by')}</th>
            </tr>
          </thead>
          <tbody>
            {view.rows.map((row, index) => (
              <tr key={index}>
                <td>{row.on}</td>
                <td>{row.what}</td>
                <td>{row.by}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
  </CaseFrame>
);

export type ConsentsView = {
  head: CaseHead;
  missing: string;
  give: string | null;
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
    {view.rows.length === 0 ? (
      <p class="ds-paragraph">{ui.t('consents.none')}</p>
    ) : (
      <div class="scroll" tabIndex={0} role="group" aria-label={ui.t('consents.table')}>
        <table class="ds-table">
          <caption>{ui.t('consents.table')}</caption>
          <thead>
            <tr>
              {(['giver', 'receiver', 'purpose', 'kinds', 'standing'] as const).map((column) => (
                <th key={column} scope="col">
                  {ui.t(`consents.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.giver}</th>
                <td>{row.receiver}</td>
                <td>{row.purpose}</td>
                <td>{row.kinds}</td>
                <td>
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
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
    {view.give !== null && (
      <p>
        <a class="ds-button" href={view.give}>
          {ui.t('consents.give')}
        </a>
      </p>
    )}
  </CaseFrame>
);
