/** The documents of a case: what was received, each to download. */
import type { Ui } from '../../ui.ts';
import { Scroll } from '../../components/scroll.tsx';
import { Table } from '../../components/table.tsx';
import { CaseFrame, type CaseHead } from './frame.tsx';

export type ReceivedRow = {
  key: string;
  what: string;
  about: string | null;
  dated: string;
  receivedOn: string;
  by: string;
  secrecy: string;
  file: string;
  href: string;
};

export type DocumentsView = {
  head: CaseHead;
  received: readonly ReceivedRow[];
  drawn: readonly { key: string; what: string; on: string; by: string; href: string }[];
  /** A form to print, and the whole file; null where the reader may not. */
  consentForm: string | null;
  wholeFile: string | null;
  /** The pupil is protected, and the reader isn't named: nothing received is shown. */
  hidden: boolean;
  add: string | null;
};

const columns = ['what', 'dated', 'receivedOn', 'by', 'secrecy', 'file'] as const;

export const DocumentsPage = ({ ui, view }: { ui: Ui; view: DocumentsView }) => (
  <CaseFrame ui={ui} head={view.head} title={ui.t('case.tab.documents')}>
    <section>
      <Drawn ui={ui} rows={view.drawn} />
      <ul class="ds-list">
        {view.wholeFile !== null && (
          <li>
            <a class="ds-link" href={view.wholeFile}>
              {ui.t('drawn.whole')}
            </a>
          </li>
        )}
        {view.consentForm !== null && (
          <li>
            <a class="ds-link" href={view.consentForm}>
              {ui.t('drawn.consentForm')}
            </a>
          </li>
        )}
      </ul>
    </section>
    <section>
      {view.received.length === 0 ? (
        <>
          <h2 class="ds-heading" data-size="sm">
            {ui.t('documents.received')}
          </h2>
          <p class="ds-paragraph">{ui.t(view.hidden ? 'documents.protected' : 'documents.received.none')}</p>
        </>
      ) : (
        <Received ui={ui} rows={view.received} />
      )}
      {view.add !== null && (
        <p>
          <a class="ds-button" data-variant="secondary" href={view.add}>
            {ui.t('documents.add')}
          </a>
        </p>
      )}
    </section>
  </CaseFrame>
);

const Drawn = ({ ui, rows }: { ui: Ui; rows: DocumentsView['drawn'] }) =>
  rows.length === 0 ? (
    <>
      <h2 class="ds-heading" data-size="sm">
        {ui.t('drawn.title')}
      </h2>
      <p class="ds-paragraph">{ui.t('drawn.none')}</p>
    </>
  ) : (
    <Table
      caption={ui.t('drawn.title')}
      columns={(['what', 'on', 'by', 'file'] as const).map((column) => ui.t(`drawn.${column}`))}
      rows={rows.map((row) => ({
        key: row.key,
        head: row.what,
        cells: [
          row.on,
          row.by,
          <a class="ds-link" href={row.href} aria-label={`${ui.t('drawn.print')}: ${row.what}, ${row.on}`}>
            {ui.t('drawn.print')}
          </a>,
        ],
      }))}
    />
  );

const Received = ({ ui, rows }: { ui: Ui; rows: readonly ReceivedRow[] }) => (
  <Scroll label={ui.t('documents.received')}>
    <table class="ds-table">
      <caption>{ui.t('documents.received')}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {ui.t(`documents.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              {row.what}
              {row.about !== null && <span class="hint">{row.about}</span>}
            </th>
            <td>{row.dated}</td>
            <td>{row.receivedOn}</td>
            <td>{row.by}</td>
            <td>{row.secrecy}</td>
            <td>
              <a class="ds-link" href={row.href} aria-label={`${ui.t('documents.open')}: ${row.what}`}>
                {ui.t('documents.open')}
              </a>{' '}
              {row.file}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
);
