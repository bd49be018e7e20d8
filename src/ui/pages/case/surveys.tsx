/** A case's own surveys: those handed out, and what was answered, before and after side by side. */
import { Press } from '../../components/press.tsx';
import { Table } from '../../components/table.tsx';
import type { Ui } from '../../ui.ts';
import { CaseFrame, type CaseHead } from './frame.tsx';

export type CaseSurveysView = {
  head: CaseHead;
  /** Where one is handed out; null where the reader may not, or the case has ended. */
  newHref: string | null;
  handed: readonly {
    key: string;
    title: string;
    /** Title and who answers: what its button is about. */
    about: string;
    told: readonly string[];
    /** Whom its secrecy lets read it. */
    secrecy: string;
    /** Null where nothing more is answered. */
    paperHref: string | null;
    printHref: string;
    withdrawAction: string | null;
  }[];
  /** A survey that was answered: each answer a column, the first row the absence before it. */
  results: readonly {
    key: string;
    title: string;
    columns: readonly string[];
    rows: readonly { key: string; head: string; cells: readonly string[] }[];
  }[];
  sendKey: string;
};

export const CaseSurveysPage = ({ ui, view }: { ui: Ui; view: CaseSurveysView }) => (
  <CaseFrame ui={ui} head={view.head} title={ui.t('caseSurvey.title')}>
    <p class="hint">{ui.t('caseSurvey.intro')}</p>
    {view.newHref !== null && (
      <p>
        <a class="ds-button" href={view.newHref}>
          {ui.t('caseSurvey.new')}
        </a>
      </p>
    )}
    {view.results.length > 0 && (
      <section>
        <h2 class="ds-heading" data-size="sm">
          {ui.t('caseSurvey.results')}
        </h2>
        {view.results.map(({ key, title, columns, rows }) => (
          <Table key={key} caption={title} columns={[ui.t('caseSurvey.question'), ...columns]} rows={rows} />
        ))}
      </section>
    )}
    <section>
      <h2 class="ds-heading" data-size="sm">
        {ui.t('caseSurvey.handed')}
      </h2>
      {view.handed.length === 0 && <p class="ds-paragraph">{ui.t('caseSurvey.none')}</p>}
      {view.handed.map((one) => (
        <article key={one.key} class="entry">
          <h3 class="ds-heading" data-size="xs">
            {one.title}
          </h3>
          <p class="ds-paragraph">{one.told.join(' ')}</p>
          <p class="hint">{one.secrecy}</p>
          <p class="buttons">
            {one.paperHref !== null && (
              <a class="ds-link" href={one.paperHref}>
                {ui.t('caseSurvey.paper')}
              </a>
            )}
            <a class="ds-link" href={one.printHref}>
              {ui.t('caseSurvey.print')}
            </a>
          </p>
          {one.withdrawAction !== null && (
            <Press
              ui={ui}
              action={one.withdrawAction}
              label={ui.t('caseSurvey.withdraw')}
              about={one.about}
              sendKey={view.sendKey}
              size="sm"
            />
          )}
        </article>
      ))}
    </section>
  </CaseFrame>
);
