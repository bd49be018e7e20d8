/** The cases that the reader may see, and a search among them. */
import { Table } from '../components/table.tsx';
import type { Ui } from '../ui.ts';

export type CasesView = {
  asked: Readonly<Record<'name' | 'number' | ChoiceName, string>>;
  /** What one may choose among; of one or none there is no choice. */
  choices: readonly { name: ChoiceName; options: readonly { value: string; label: string }[] }[];
  /** Whether the search leaves out whose identity is protected. */
  hidesProtected: boolean;
  rows: readonly {
    href: string;
    number: string;
    pupil: string;
    /** Empty where the identity is protected. */
    school: string;
    phase: string;
    coordinators: string;
  }[];
  total: number;
  /** To open a colleague's case; null for whom there is no such way. */
  emergencyHref: string | null;
  previous: string | null;
  next: string | null;
};

type ChoiceName = 'phase' | 'school' | 'coordinator';

export const CasesPage = ({ ui, view }: { ui: Ui; view: CasesView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('cases.title')}
    </h1>
    <form method="get" action="/cases" class="find" role="search">
      {(['name', 'number'] as const).map((field) => (
        <div key={field} class="ds-field">
          <label class="ds-label" for={`f-${field}`}>
            {ui.t(`cases.${field}`)}
          </label>
          <input class="ds-input" id={`f-${field}`} name={field} value={view.asked[field]} maxLength={60} />
        </div>
      ))}
      {view.choices
        .filter(({ options }) => options.length > 1)
        .map(({ name, options }) => (
          <div key={name} class="ds-field">
            <label class="ds-label" for={`f-${name}`}>
              {ui.t(`cases.${name}`)}
            </label>
            <select class="ds-input" id={`f-${name}`} name={name}>
              <option value="">{ui.t('cases.any')}</option>
              {options.map(({ value, label }) => (
                <option key={value} value={value} selected={value === view.asked[name]}>
                  {label}
                </option>
              ))}
            </select>
          </div>
        ))}
      <button class="ds-button" type="submit">
        {ui.t('cases.search')}
      </button>
    </form>
    {view.hidesProtected && <p class="hint">{ui.t('cases.hidesProtected')}</p>}
    {view.rows.length === 0 ? (
      <p class="ds-paragraph">{ui.t('cases.none')}</p>
    ) : (
      <Table
        caption={ui.t('cases.found', { shown: view.rows.length, total: view.total })}
        columns={[
          ui.t('cases.number'),
          ui.t('cases.pupil'),
          ui.t('cases.school'),
          ui.t('cases.phase'),
          ui.t('case.coordinators'),
        ]}
        rows={view.rows.map(({ href, number, pupil, school, phase, coordinators }) => ({
          key: href,
          head: (
            <a class="ds-link" href={href}>
              {number}
            </a>
          ),
          cells: [pupil, school, phase, coordinators],
        }))}
      />
    )}
    <p class="buttons">
      {view.previous !== null && (
        <a class="ds-link" href={view.previous}>
          {ui.t('cases.previous')}
        </a>
      )}
      {view.next !== null && (
        <a class="ds-link" href={view.next}>
          {ui.t('cases.next')}
        </a>
      )}
    </p>
    {view.emergencyHref !== null && (
      <p>
        <a class="ds-link" href={view.emergencyHref}>
          {ui.t('emergency.link')}
        </a>
      </p>
    )}
  </>
);
