/** One system that data is read from: its readings, and what one of them came to. */
import { Head } from '../../components/head.tsx';
import { Press } from '../../components/press.tsx';
import { Table } from '../../components/table.tsx';
import type { Ui } from '../../ui.ts';

export type SourceView = {
  name: string;
  address: string;
  /** Null for those who may only read. */
  readNow: { action: string; sendKey: string } | null;
  runs: readonly { href: string; begun: string; what: string; status: string; changed: string }[];
  /** The reading that is looked at; null before the first. */
  run: {
    begun: string;
    failure: string | null;
    notes: readonly { text: string; where: string }[];
    problems: readonly { key: string; id: string; field: string; text: string }[];
  } | null;
};

export const SourcePage = ({ ui, view }: { ui: Ui; view: SourceView }) => (
  <>
    <Head back={{ href: '/imports', label: ui.t('imports.title') }} title={view.name} />
    <p class="ds-paragraph">{ui.t('sources.address', { address: view.address })}</p>
    {view.readNow !== null && <Press ui={ui} {...view.readNow} label={ui.t('sources.readNow')} />}
    {view.runs.length === 0 ? (
      <p class="ds-paragraph">{ui.t('sources.never')}</p>
    ) : (
      <Table
        caption={ui.t('sources.runs')}
        columns={[
          ui.t('sources.run.begun'),
          ui.t('sources.run.what'),
          ui.t('sources.run.status'),
          ui.t('sources.run.changed'),
        ]}
        rows={view.runs.map(({ href, begun, what, status, changed }) => ({
          key: href,
          head: (
            <a class="ds-link" href={href}>
              {begun}
            </a>
          ),
          cells: [what, status, changed],
        }))}
      />
    )}
    {view.run !== null && <Run ui={ui} run={view.run} />}
  </>
);

const Run = ({ ui, run }: { ui: Ui; run: NonNullable<SourceView['run']> }) => (
  <section>
    <h2 class="ds-heading" data-size="sm">
      {ui.t('sources.report', { begun: run.begun })}
    </h2>
    {run.failure !== null && <p class="ds-paragraph">{run.failure}</p>}
    <h3 class="ds-heading" data-size="xs">
      {ui.t('sources.notes')}
    </h3>
    {run.notes.length === 0 ? (
      <p class="ds-paragraph">{ui.t('sources.notes.none')}</p>
    ) : (
      <ul class="ds-list">
        {run.notes.map(({ text, where }) => (
          <li key={`${text}/${where}`}>
            {text}
            <br />
            <span class="hint">{where}</span>
          </li>
        ))}
      </ul>
    )}
    {run.problems.length > 0 && (
      <Table
        caption={ui.t('sources.problems')}
        columns={[ui.t('sources.problem.id'), ui.t('import.column'), ui.t('import.wrong')]}
        rows={run.problems.map(({ key, id, field, text }) => ({ key, head: id, cells: [field, text] }))}
      />
    )}
  </section>
);
