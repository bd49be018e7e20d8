/** What was answered, round by round: a table for each question, the groups as rows, what is hidden said in words. */
import type { LocalDate } from '../../domain/time.ts';
import { Table } from '../components/table.tsx';
import type { Ui } from '../ui.ts';
import { dayOf } from '../words.ts';

type Row = { name: string; cells: readonly string[] };

export type ResultsView = {
  title: string;
  home: string;
  by: 'school' | 'class' | 'period';
  /** Smaller groups are hidden. */
  least: number;
  rounds: readonly {
    id: string;
    name: string;
    moment: string;
    from: LocalDate;
    to: LocalDate;
    /** Takes answers still: nothing is shown. */
    open: boolean;
    /** How many answered, and the same group's absence. */
    absence: readonly Row[];
    questions: readonly {
      id: string;
      text: string;
      /** What the ends of a scale mean. */
      ends: string | null;
      /** None where people answered in their own words. */
      columns: readonly string[];
      rows: readonly Row[];
      texts: readonly { name: string; lines: readonly string[] }[];
    }[];
  }[];
};

export const ResultsPage = ({ ui, view }: { ui: Ui; view: ResultsView }) => (
  <>
    <p>
      <a class="ds-link" href={view.home}>
        {ui.t('survey.back')}
      </a>
    </p>
    <h1 class="ds-heading" data-size="lg">
      {view.title}
    </h1>
    <p class="hint">{ui.t('results.least', { least: view.least })}</p>
    <form method="get" action={`${view.home}/results`} class="filter">
      <div class="ds-field">
        <label class="ds-label" for="by">
          {ui.t('results.by')}
        </label>
        <select class="ds-input" id="by" name="by">
          {(['school', 'class', 'period'] as const).map((by) => (
            <option key={by} value={by} selected={by === view.by}>
              {ui.t(`results.by.${by}`)}
            </option>
          ))}
        </select>
      </div>
      <button class="ds-button" data-variant="secondary" type="submit">
        {ui.t('stats.show')}
      </button>
    </form>
    {view.rounds.length === 0 && <p class="ds-paragraph">{ui.t('survey.rounds.none')}</p>}
    {view.rounds.map((round) => (
      <section key={round.id}>
        <h2 class="ds-heading" data-size="md">
          {round.name}
        </h2>
        <p class="hint">
          {`${round.moment}. ${ui.t('round.when', { from: dayOf(ui, round.from), to: dayOf(ui, round.to) })}`}
        </p>
        <Round ui={ui} round={round} />
      </section>
    ))}
    {view.rounds.some(({ open }) => !open) && (
      <p>
        <a class="ds-link" href={`${view.home}/results.csv?by=${view.by}`}>
          {ui.t('stats.csv')}
        </a>
      </p>
    )}
  </>
);

const rowsOf = (rows: readonly Row[]) => rows.map(({ name, cells }) => ({ key: name, head: name, cells }));

const Round = ({ ui, round }: { ui: Ui; round: ResultsView['rounds'][number] }) => {
  if (round.open) return <p class="ds-paragraph">{ui.t('results.open')}</p>;
  if (round.absence.length === 0) return <p class="ds-paragraph">{ui.t('results.none')}</p>;
  return (
    <>
      <Table
        caption={ui.t('results.whole', { name: round.name })}
        columns={[ui.t('results.group'), ui.t('results.answers'), ui.t('results.absence')]}
        rows={rowsOf(round.absence)}
        narrow
      />
      {round.questions.map((question) => (
        <section key={question.id}>
          {question.columns.length > 0 && (
            <Table
              caption={question.text}
              columns={[ui.t('results.group'), ...question.columns]}
              rows={rowsOf(question.rows)}
            />
          )}
          {question.ends !== null && <p class="hint">{question.ends}</p>}
          {question.columns.length === 0 && (
            <h3 class="ds-heading" data-size="xs">
              {question.text}
            </h3>
          )}
          {question.columns.length === 0 && question.texts.length === 0 && (
            <p class="ds-paragraph">{ui.t('results.noTexts')}</p>
          )}
          {question.texts.map(({ name, lines }) => (
            <div key={name}>
              <p class="ds-paragraph">{name}:</p>
              <ul class="ds-list">
                {lines.map((line, index) => (
                  <li key={index} class="quote">
                    {line}
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </section>
      ))}
    </>
  );
};
