/** Who stands in for which coordinator: now, to come and before; and for whom one may be named. */
import { Links } from '../components/links.tsx';
import { Press } from '../components/press.tsx';
import { Table } from '../components/table.tsx';
import type { Ui } from '../ui.ts';

export type DeputiesView = {
  /** A way to name one, for each coordinator whom the reader may name for. */
  name: readonly { href: string; label: string }[];
  rows: readonly {
    key: string;
    coordinator: string;
    deputy: string;
    when: string;
    cases: string;
    standing: string;
    by: string;
    /** Null where it is over, or another's to end. */
    end: { action: string; about: string; sendKey: string } | null;
  }[];
};

export const DeputiesPage = ({ ui, view }: { ui: Ui; view: DeputiesView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('deputies.title')}
    </h1>
    <p class="hint">{ui.t('deputies.intro')}</p>
    <Links links={view.name} />
    {view.rows.length === 0 ? (
      <p class="ds-paragraph">{ui.t('deputies.none')}</p>
    ) : (
      <Table
        caption={ui.t('deputies.caption')}
        columns={[
          ui.t('deputies.coordinator'),
          ui.t('deputies.deputy'),
          ui.t('deputies.when'),
          ui.t('deputies.cases'),
          ui.t('deputies.standing'),
          ui.t('deputies.namedBy'),
          ui.t('deputies.end'),
        ]}
        rows={view.rows.map(({ key, coordinator, deputy, when, cases, standing, by, end }) => ({
          key,
          head: coordinator,
          cells: [
            deputy,
            when,
            cases,
            standing,
            by,
            end === null ? '–' : <Press ui={ui} {...end} label={ui.t('deputies.end')} size="sm" />,
          ],
        }))}
      />
    )}
  </>
);
