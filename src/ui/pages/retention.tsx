/** The archivist's list: cases whose time is up, what holds each back, and what was decided. */
import { Head } from '../components/head.tsx';
import { Table } from '../components/table.tsx';
import type { Ui } from '../ui.ts';

export type RetentionView = {
  plan: string | null;
  mayPlan: boolean;
  /** Whether the reader may decide: then cases can be chosen. */
  mayDecide: boolean;
  cases: readonly {
    caseId: string;
    number: string;
    href: string | null;
    endedOn: string;
    from: string;
    by: string;
    /** Empty: it may be chosen. */
    heldBack: readonly string[];
    notes: string | null;
  }[];
  decisions: readonly { href: string; label: string; state: string }[];
};

export const RetentionPage = ({ ui, view }: { ui: Ui; view: RetentionView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('retention.title')}
    </h1>
    <p class="ds-paragraph">{ui.t('retention.intro')}</p>
    <p class="ds-paragraph">{view.plan ?? ui.t('retention.plan.none')}</p>
    {view.mayPlan && (
      <p>
        <a class="ds-button" data-variant="secondary" href="/retention/plan">
          {ui.t('retention.plan.show')}
        </a>
      </p>
    )}
    {view.cases.length === 0 ? (
      <p class="ds-paragraph">{ui.t('retention.none')}</p>
    ) : (
      <Chosen ui={ui} view={view} />
    )}
    <section>
      <h2 class="ds-heading" data-size="sm">
        {ui.t('retention.decisions')}
      </h2>
      {view.decisions.length === 0 && <p class="ds-paragraph">{ui.t('retention.decisions.none')}</p>}
      <ul class="ds-list">
        {view.decisions.map(({ href, label, state }) => (
          <li key={href}>
            <a class="ds-link" href={href}>
              {label}
            </a>{' '}
            ({state})
          </li>
        ))}
      </ul>
    </section>
  </>
);

const Chosen = ({ ui, view }: { ui: Ui; view: RetentionView }) => {
  const choosing = view.mayDecide && view.cases.some(({ heldBack }) => heldBack.length === 0);
  const table = <Cases ui={ui} view={view} choosing={choosing} />;
  if (!choosing) return table;
  return (
    <form method="get" action="/retention/decision">
      {table}
      <p>
        <button class="ds-button" type="submit">
          {ui.t('retention.try')}
        </button>
      </p>
    </form>
  );
};

const columns = ['number', 'endedOn', 'from', 'by', 'heldBack', 'notes'] as const;

const Cases = ({ ui, view, choosing }: { ui: Ui; view: RetentionView; choosing: boolean }) => (
  <Table
    caption={ui.t('retention.caption')}
    columns={[
      ...(choosing ? [ui.t('retention.choose')] : []),
      ...columns.map((one) => ui.t(`retention.${one}`)),
    ]}
    rows={view.cases.map((one) => ({
      key: one.caseId,
      cells: [
        ...(choosing ? [<Choose ui={ui} one={one} />] : []),
        one.href === null ? (
          one.number
        ) : (
          <a class="ds-link" href={one.href}>
            {one.number}
          </a>
        ),
        one.endedOn,
        one.from,
        one.by,
        one.heldBack.join('; ') || '–',
        one.notes === null ? (
          '–'
        ) : (
          <a class="ds-link" href={one.notes}>
            {ui.t('retention.notes')}
            <span class="ds-sr-only"> {ui.t('retention.number') + ' ' + one.number}</span>
          </a>
        ),
      ],
    }))}
  />
);

const Choose = ({ ui, one }: { ui: Ui; one: RetentionView['cases'][number] }) =>
  one.heldBack.length > 0 ? (
    <>–</>
  ) : (
    <input
      class="ds-input"
      type="checkbox"
      name="case"
      value={one.caseId}
      aria-label={ui.t('retention.choose.of', { number: one.number })}
    />
  );

export type NotesView = {
  back: { href: string; label: string };
  notes: readonly {
    id: string;
    what: string;
    by: string;
    on: string | null;
    reason: string;
    lifted: string | null;
    /** Null of one that was lifted. */
    lift: string | null;
  }[];
  add: string;
};

export const RetentionNotesPage = ({ ui, view }: { ui: Ui; view: NotesView }) => (
  <>
    <Head back={view.back} title={ui.t('retentionNote.page')} />
    {view.notes.length === 0 && <p class="ds-paragraph">{ui.t('retentionNote.none')}</p>}
    {view.notes.map((one) => (
      <section key={one.id}>
        <h2 class="ds-heading" data-size="sm">
          {one.what}
        </h2>
        <p class="hint">{one.by}</p>
        {one.on !== null && <p class="ds-paragraph">{one.on}</p>}
        <p class="ds-paragraph quote">{one.reason}</p>
        {one.lifted !== null && <p class="ds-paragraph">{one.lifted}</p>}
        {one.lift !== null && (
          <p>
            <a class="ds-link" href={one.lift}>
              {ui.t('retentionNote.lift')}
              <span class="ds-sr-only">
                {' '}
                {one.what}, {one.by}
              </span>
            </a>
          </p>
        )}
      </section>
    ))}
    <p>
      <a class="ds-button" href={view.add}>
        {ui.t('retentionNote.new')}
      </a>
    </p>
  </>
);
