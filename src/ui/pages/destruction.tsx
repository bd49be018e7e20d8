/** What would be destroyed, with the one button that decides it; and the certificate afterwards. */
import { Head } from '../components/head.tsx';
import { Press } from '../components/press.tsx';
import { Table } from '../components/table.tsx';
import type { Ui } from '../ui.ts';

export type TrialView = {
  cases: readonly {
    caseId: string;
    number: string;
    facts: readonly { label: string; value: string }[];
    register: string;
    counts: readonly { table: string; rows: number }[];
  }[];
  /** Of the cases and of what was shown. */
  values: Readonly<Record<string, string>>;
  sendKey: string;
};

const Facts = ({ facts }: { facts: readonly { label: string; value: string }[] }) => (
  <dl class="facts">
    {facts.map(({ label, value }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

export const DestructionTrialPage = ({ ui, view }: { ui: Ui; view: TrialView }) => (
  <>
    <Head back={{ href: '/retention', label: ui.t('retention.title') }} title={ui.t('destruction.title')} />
    <p class="ds-paragraph">{ui.t('destruction.trial.intro')}</p>
    {view.cases.map(({ caseId, number, facts, register, counts }) => (
      <section key={caseId}>
        <h2 class="ds-heading" data-size="sm">
          {ui.t('destruction.trial.case', { number })}
        </h2>
        <Facts facts={facts} />
        <p class="ds-paragraph">{register}</p>
        <Table
          caption={ui.t('destruction.trial.caption', { number })}
          columns={[ui.t('destruction.table'), ui.t('destruction.rows')]}
          rows={counts.map(({ table, rows }) => ({ key: table, head: table, cells: [rows] }))}
          narrow
        />
      </section>
    ))}
    <Press
      ui={ui}
      action="/retention/decision"
      label={ui.t('destruction.decide', { count: view.cases.length })}
      values={view.values}
      sendKey={view.sendKey}
      variant="primary"
    />
    <p>
      <a class="ds-link" href="/retention">
        {ui.t('destruction.back')}
      </a>
    </p>
  </>
);

export type CertificateView = {
  facts: readonly { label: string; value: string }[];
  /** Whether the certificate is as it was written; null while there is none. */
  unchanged: boolean | null;
  columns: readonly string[];
  cases: readonly { number: string; cells: readonly string[] }[];
  pdf: string;
};

export const CertificatePage = ({ ui, view }: { ui: Ui; view: CertificateView }) => (
  <>
    <Head
      back={{ href: '/retention', label: ui.t('retention.title') }}
      title={ui.t('destruction.certificate')}
    />
    <Facts facts={view.facts} />
    {view.unchanged === null && <p class="ds-paragraph">{ui.t('destruction.underWay')}</p>}
    {view.unchanged !== null && (
      <div
        class="ds-alert"
        data-color={view.unchanged ? 'info' : 'danger'}
        role={view.unchanged ? undefined : 'alert'}
      >
        <p class="ds-paragraph">{ui.t(view.unchanged ? 'destruction.unchanged' : 'destruction.changed')}</p>
      </div>
    )}
    <Table
      caption={ui.t('destruction.cases')}
      columns={view.columns}
      rows={view.cases.map(({ number, cells }) => ({ key: number, head: number, cells }))}
    />
    {view.unchanged !== null && (
      <p>
        <a class="ds-button" href={view.pdf}>
          {ui.t('destruction.pdf')}
        </a>
      </p>
    )}
  </>
);
