/** The register of papers: a year's, what anybody may see of it, and a case's. */
import { Table } from '../components/table.tsx';
import type { Ui } from '../ui.ts';

const columns = ['number', 'date', 'direction', 'kind', 'party', 'case', 'secrecy', 'rule', 'note'] as const;
export type RegistryColumn = (typeof columns)[number];
export type RegistryLine = Readonly<Record<RegistryColumn, string>> & { href: string | null };

/** What each list shows of an entry. */
export const shownColumns = {
  year: ['number', 'date', 'direction', 'kind', 'party', 'case', 'secrecy', 'rule'],
  case: ['number', 'date', 'direction', 'kind', 'party', 'secrecy', 'rule', 'note'],
  public: ['number', 'date', 'direction', 'kind', 'party', 'case'],
} as const satisfies Readonly<Record<string, readonly RegistryColumn[]>>;

export type RegistryView = {
  list: keyof typeof shownColumns;
  title: string;
  intro: string;
  lines: readonly RegistryLine[];
  total: number;
  links: readonly { href: string; label: string; button?: true }[];
  /** Where the list is cut by what one asks for. */
  find: { action: string; fields: readonly FindField[] } | null;
};
export type FindField = {
  name: string;
  label: string;
  value: string;
  /** None: one types. */
  options: readonly { value: string; label: string }[] | null;
};

const Cell = ({ line, column }: { line: RegistryLine; column: RegistryColumn }) =>
  column === 'case' && line.href !== null ? (
    <a class="ds-link" href={line.href}>
      {line.case}
    </a>
  ) : (
    <>{line[column]}</>
  );

const Find = ({ ui, find }: { ui: Ui; find: NonNullable<RegistryView['find']> }) => (
  <form method="get" action={find.action} class="find">
    {find.fields.map(({ name, label, value, options }) => (
      <div key={name} class="ds-field">
        <label class="ds-label" for={`f-${name}`}>
          {label}
        </label>
        {options === null ? (
          <input class="ds-input" id={`f-${name}`} name={name} value={value} />
        ) : (
          <select class="ds-input" id={`f-${name}`} name={name}>
            {options.map((option) => (
              <option key={option.value} value={option.value} selected={option.value === value}>
                {option.label}
              </option>
            ))}
          </select>
        )}
      </div>
    ))}
    <button class="ds-button" type="submit">
      {ui.t('registry.find')}
    </button>
  </form>
);

export const RegistryPage = ({ ui, view }: { ui: Ui; view: RegistryView }) => {
  const [first, ...rest] = shownColumns[view.list];
  return (
    <>
      <h1 class="ds-heading" data-size="lg">
        {view.title}
      </h1>
      <p class="ds-paragraph">{view.intro}</p>
      {view.find !== null && <Find ui={ui} find={view.find} />}
      {view.lines.length === 0 ? (
        <p class="ds-paragraph">{ui.t('registry.none')}</p>
      ) : (
        <Table
          caption={ui.t('registry.caption', { shown: view.lines.length, total: view.total })}
          columns={[first, ...rest].map((column) => ui.t(`registry.${column}`))}
          rows={view.lines.map((line) => ({
            key: line.number,
            head: line.number,
            cells: rest.map((column) => <Cell line={line} column={column} />),
          }))}
        />
      )}
      <p class="buttons">
        {view.links.map(({ href, label, button }) => (
          <a key={href} class={button === true ? 'ds-button' : 'ds-link'} href={href}>
            {label}
          </a>
        ))}
      </p>
    </>
  );
};
