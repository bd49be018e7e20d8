/** One import: how far it has come or what it did, what is wrong row by row, and the step from trial to import. */
import { Head } from '../../components/head.tsx';
import { Links } from '../../components/links.tsx';
import { Press } from '../../components/press.tsx';
import { Table } from '../../components/table.tsx';
import type { Ui } from '../../ui.ts';

type Line = { row: number; field: string | null; text: string };

export type ImportView = {
  title: string;
  /** What it came to, in a sentence. */
  says: string;
  isTrial: boolean;
  /** Where the import of what was tried is begun; null where there is nothing to begin. */
  apply: { action: string; mode: 'all-or-nothing' | 'good-rows'; sendKey: string } | null;
  links: readonly { href: string; label: string }[];
  facts: readonly { label: string; value: string }[];
  problems: readonly Line[];
  /** Bad rows beyond those that are listed. */
  moreProblems: number;
  changes: readonly { row: number; what: 'added' | 'changed'; fields: readonly string[] }[];
  moreChanges: number;
};

export const ImportPage = ({ ui, view }: { ui: Ui; view: ImportView }) => (
  <>
    <Head back={{ href: '/imports', label: ui.t('imports.title') }} title={view.title} />
    <p class="ds-paragraph" role="status">
      {view.says}
    </p>
    {view.apply !== null && <Apply ui={ui} apply={view.apply} />}
    <Links links={view.links} />
    <h2 class="ds-heading" data-size="sm">
      {ui.t(view.isTrial ? 'import.would' : 'import.did')}
    </h2>
    <dl class="answers">
      {view.facts.map(({ label, value }) => (
        <div key={label} class="answers__row">
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
    <Problems ui={ui} view={view} />
    <Changes ui={ui} view={view} />
  </>
);

const Apply = ({ ui, apply }: { ui: Ui; apply: NonNullable<ImportView['apply']> }) => {
  const isWhole = apply.mode === 'all-or-nothing';
  return (
    <>
      {!isWhole && <p class="hint">{ui.t('import.applyGood.hint')}</p>}
      <Press
        ui={ui}
        action={apply.action}
        label={ui.t(isWhole ? 'import.apply' : 'import.applyGood')}
        values={{ mode: apply.mode }}
        sendKey={apply.sendKey}
        variant={isWhole ? 'primary' : 'secondary'}
      />
    </>
  );
};

const Problems = ({ ui, view: { problems, moreProblems } }: { ui: Ui; view: ImportView }) =>
  problems.length === 0 ? null : (
    <>
      <Table
        caption={ui.t('import.problems')}
        columns={[ui.t('import.row'), ui.t('import.column'), ui.t('import.wrong')]}
        rows={problems.map(({ row, field, text }, index) => ({
          key: String(index),
          head: row === 0 ? ui.t('import.wholeFile') : row,
          cells: [field ?? '–', text],
        }))}
      />
      <More ui={ui} count={moreProblems} />
      <p class="hint">{ui.t('import.problems.hint')}</p>
    </>
  );

const Changes = ({ ui, view: { changes, moreChanges } }: { ui: Ui; view: ImportView }) =>
  changes.length === 0 ? null : (
    <>
      <Table
        caption={ui.t('import.changes')}
        columns={[ui.t('import.row'), ui.t('import.change'), ui.t('import.columns')]}
        rows={changes.map(({ row, what, fields }) => ({
          key: String(row),
          head: row,
          cells: [ui.t(`import.change.${what}`), fields.join(', ') || '–'],
        }))}
      />
      <More ui={ui} count={moreChanges} />
    </>
  );

const More = ({ ui, count }: { ui: Ui; count: number }) =>
  count > 0 ? <p class="hint">{ui.t('import.more', { count })}</p> : null;
