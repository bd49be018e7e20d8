/** The parts of a case that are a table each: its history, its consents. */
import type { Ui } from '../../ui.ts';
import { Scroll } from '../../components/scroll.tsx';
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
      <Scroll label={ui.t('history.table')}>
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
      </Scroll>
    )}
  </CaseFrame>
);
