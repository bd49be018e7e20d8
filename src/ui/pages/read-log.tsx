/** «Who has read?» about one pupil; and a sample of the log to go through. */
import { Table } from '../components/table.tsx';
import type { Ui } from '../ui.ts';

export type ChainView = {
  words: string;
  broken: boolean;
  /** Where the whole log is looked through; null where that was done. */
  verify: string | null;
};

export type LookLine = { key: string; when: string; who: string; role: string; what: string; why: string };

export type ReadLogView = {
  title: string;
  looks: readonly LookLine[];
  total: number;
  chain: ChainView;
  csv: string;
  pdf: string;
  newer: string | null;
  older: string | null;
};

const Chain = ({ ui, chain }: { ui: Ui; chain: ChainView }) => (
  <div
    class="ds-alert"
    data-color={chain.broken ? 'danger' : 'info'}
    role={chain.broken ? 'alert' : undefined}
  >
    <p class="ds-paragraph">{chain.words}</p>
    {chain.verify !== null && (
      <p>
        <a class="ds-link" href={chain.verify}>
          {ui.t('readLog.verify')}
        </a>
      </p>
    )}
  </div>
);

const columns = ['when', 'who', 'role', 'what', 'why'] as const;

const cellsOf = ({ key, when, who, role, what, why }: LookLine) => ({
  key,
  head: when,
  cells: [who, role, what, why],
});

export const ReadLogPage = ({ ui, view }: { ui: Ui; view: ReadLogView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {view.title}
    </h1>
    <p class="ds-paragraph">{ui.t('readLog.intro')}</p>
    <p class="hint">{ui.t('readLog.family')}</p>
    <p class="buttons">
      <a class="ds-button" href={view.pdf}>
        {ui.t('readLog.pdf')}
      </a>
      <a class="ds-button" data-variant="secondary" href={view.csv}>
        {ui.t('readLog.csv')}
      </a>
    </p>
    <Chain ui={ui} chain={view.chain} />
    {view.looks.length === 0 ? (
      <p class="ds-paragraph">{ui.t('readLog.none')}</p>
    ) : (
      <Table
        caption={ui.t('readLog.caption', { shown: view.looks.length, total: view.total })}
        columns={columns.map((one) => ui.t(`readLog.${one}`))}
        rows={view.looks.map(cellsOf)}
      />
    )}
    <p class="buttons">
      {view.newer !== null && (
        <a class="ds-link" href={view.newer}>
          {ui.t('readLog.newer')}
        </a>
      )}
      {view.older !== null && (
        <a class="ds-link" href={view.older}>
          {ui.t('readLog.older')}
        </a>
      )}
    </p>
  </>
);

export type SampleView = {
  asked: Readonly<Record<'from' | 'to' | 'size' | 'seed', string>>;
  wrong: boolean;
  looks: readonly (LookLine & {
    number: string;
    href: string | null;
    reviews: readonly string[];
    review: string;
  })[];
  chain: ChainView | null;
};

const fields = ['from', 'to', 'size', 'seed'] as const;

export const SamplePage = ({ ui, view }: { ui: Ui; view: SampleView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('readLogSample.title')}
    </h1>
    <p class="ds-paragraph">{ui.t('readLogSample.intro')}</p>
    {view.wrong && (
      <div class="ds-alert" data-color="danger" role="alert">
        <p class="ds-paragraph">{ui.t('readLogSample.wrong')}</p>
      </div>
    )}
    <form method="get" action="/read-log" class="find">
      {fields.map((name) => {
        const control = { class: 'ds-input', id: `f-${name}`, name, value: view.asked[name] };
        const isDay = name === 'from' || name === 'to';
        return (
          <div key={name} class="ds-field">
            <label class="ds-label" for={control.id}>
              {ui.t(`readLogSample.${name}`)}
            </label>
            {isDay ? (
              <input type="date" {...control} />
            ) : (
              <input {...control} aria-describedby={name === 'seed' ? 'seed-hint' : undefined} />
            )}
          </div>
        );
      })}
      <button class="ds-button" type="submit">
        {ui.t('readLogSample.draw')}
      </button>
    </form>
    <p class="hint" id="seed-hint">
      {ui.t('readLogSample.seed.hint')}
    </p>
    {view.chain !== null && <Chain ui={ui} chain={view.chain} />}
    {view.looks.length === 0 ? (
      !view.wrong && <p class="ds-paragraph">{ui.t('readLogSample.none')}</p>
    ) : (
      <Table
        caption={ui.t('readLogSample.caption', { count: view.looks.length })}
        columns={[
          ...columns.map((one) => ui.t(`readLog.${one}`)),
          ui.t('readLogSample.case'),
          ui.t('readLogSample.reviewed'),
        ]}
        rows={view.looks.map((look) => ({
          key: look.key,
          head: look.when,
          cells: [
            look.who,
            look.role,
            look.what,
            look.why,
            <Number look={look} />,
            <Reviews ui={ui} look={look} />,
          ],
        }))}
      />
    )}
  </>
);

type Sampled = SampleView['looks'][number];

const Number = ({ look: { href, number } }: { look: Sampled }) =>
  href === null ? (
    <>{number}</>
  ) : (
    <a class="ds-link" href={href}>
      {number}
    </a>
  );

const Reviews = ({ ui, look }: { ui: Ui; look: Sampled }) => (
  <>
    {look.reviews.map((words) => (
      <p key={words} class="ds-paragraph">
        {words}
      </p>
    ))}
    <a class="ds-link" href={look.review}>
      {ui.t(look.reviews.length === 0 ? 'readLogSample.do' : 'readLogSample.again')}
      <span class="ds-sr-only"> {`${look.who}, ${look.when}`}</span>
    </a>
  </>
);
