/** What came in by files and from systems: the way to bring a file in, the latest of each, and how it went. */
import { Links } from '../../components/links.tsx';
import { Table } from '../../components/table.tsx';
import type { Ui } from '../../ui.ts';

export type ImportsView = {
  /** Null for those who may only read. */
  actions: readonly { href: string; label: string }[];
  sources: readonly { href: string; name: string; latest: string }[];
  imports: readonly {
    id: string;
    when: string;
    kind: string;
    fileName: string;
    by: string;
    outcome: string;
  }[];
  /** To what is newer and older than this page. */
  pages: readonly { href: string; label: string }[];
};

export const ImportsPage = ({ ui, view }: { ui: Ui; view: ImportsView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('imports.title')}
    </h1>
    <p class="hint">{ui.t('imports.intro')}</p>
    <Links links={view.actions} />
    {view.sources.length === 0 ? (
      <Nothing heading={ui.t('sources.title')} says={ui.t('sources.none')} />
    ) : (
      <Table
        caption={ui.t('sources.title')}
        columns={[ui.t('sources.name'), ui.t('sources.latest')]}
        narrow
        rows={view.sources.map(({ href, name, latest }) => ({
          key: href,
          head: (
            <a class="ds-link" href={href}>
              {name}
            </a>
          ),
          cells: [latest],
        }))}
      />
    )}
    {view.imports.length === 0 ? (
      <Nothing heading={ui.t('imports.list')} says={ui.t('imports.none')} />
    ) : (
      <Table
        caption={ui.t('imports.list')}
        columns={[
          ui.t('imports.file'),
          ui.t('imports.what'),
          ui.t('imports.outcome'),
          ui.t('imports.when'),
          ui.t('imports.by'),
        ]}
        rows={view.imports.map(({ id, fileName, kind, outcome, when, by }) => ({
          key: id,
          head: (
            <a class="ds-link" href={`/imports/${id}`}>
              {fileName}
            </a>
          ),
          cells: [kind, outcome, when, by],
        }))}
      />
    )}
    <Links links={view.pages} />
  </>
);

/** A table has its caption for a heading; what has no row yet gets one. */
const Nothing = ({ heading, says }: { heading: string; says: string }) => (
  <>
    <h2 class="ds-heading" data-size="sm">
      {heading}
    </h2>
    <p class="ds-paragraph">{says}</p>
  </>
);
