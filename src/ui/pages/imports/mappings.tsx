/** How other systems' files are read: the saved mappings, each with the way to change it. */
import { Head } from '../../components/head.tsx';
import { Table } from '../../components/table.tsx';
import type { Ui } from '../../ui.ts';

export type MappingsView = {
  /** Null for those who may only read. */
  add: string | null;
  mappings: readonly { href: string; name: string; kind: string; pattern: string; saved: string }[];
};

export const MappingsPage = ({ ui, view }: { ui: Ui; view: MappingsView }) => (
  <>
    <Head back={{ href: '/imports', label: ui.t('imports.title') }} title={ui.t('mappings.title')} />
    <p class="hint">{ui.t('mappings.intro')}</p>
    {view.add !== null && (
      <p>
        <a class="ds-button" data-variant="secondary" href={view.add}>
          {ui.t('mappings.new')}
        </a>
      </p>
    )}
    {view.mappings.length === 0 ? (
      <p class="ds-paragraph">{ui.t('mappings.none')}</p>
    ) : (
      <Table
        caption={ui.t('mappings.title')}
        columns={[
          ui.t('mappings.name'),
          ui.t('mappings.kind'),
          ui.t('mappings.pattern'),
          ui.t('mappings.saved'),
        ]}
        rows={view.mappings.map(({ href, name, kind, pattern, saved }) => ({
          key: href,
          head: (
            <a class="ds-link" href={href}>
              {name}
            </a>
          ),
          cells: [kind, pattern, saved],
        }))}
      />
    )}
  </>
);
