/** The rehearsal's clock: how far to move it, the wait, and what happened meanwhile. */
import { Hidden } from '../components/hidden.tsx';
import { Scroll } from '../components/scroll.tsx';
import type { Ui } from '../ui.ts';
import { momentOf } from '../words.ts';

export type Happened = { from: string; to: string; rows: readonly { what: string; count: number }[] };

export type ClockView = {
  moving: boolean;
  /** This page again, as it stands. */
  here: string;
  /** The page to go back to. */
  next: string | null;
  mayMove: boolean;
  problem: string | null;
  happened: Happened | null;
};

export const RehearsalPage = ({ ui, view }: { ui: Ui; view: ClockView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('clock.title')}
    </h1>
    {view.problem !== null && (
      <div class="ds-alert" data-color="danger" role="alert" id="errors" tabIndex={-1}>
        <p class="ds-paragraph">{view.problem}</p>
        <p class="ds-paragraph">{ui.t('clock.badDate')}</p>
      </div>
    )}
    <div id="clock" class="stack" {...(view.moving ? polling(view.here) : {})}>
      <p class="ds-paragraph">
        <strong>{ui.t('clock.now', { when: momentOf(ui) })}</strong>
      </p>
      {view.moving ? <Moving ui={ui} view={view} /> : <Standing ui={ui} view={view} />}
    </div>
  </>
);

/** With scripts the moving part is asked for again, without the rest of the page being read anew. */
const polling = (here: string) => ({
  'hx-get': here,
  'hx-trigger': 'load delay:1500ms',
  'hx-select': '#clock',
  'hx-select-oob': '#rehearsal-now',
  'hx-swap': 'outerHTML',
});

const Moving = ({ ui, view }: { ui: Ui; view: ClockView }) => (
  <>
    <p class="ds-paragraph" role="status">
      {ui.t('clock.moving')}
    </p>
    <p class="hint">{ui.t('clock.moving.hint')}</p>
    <p>
      <a class="ds-link" href={view.here}>
        {ui.t('clock.see')}
      </a>
    </p>
  </>
);

const Standing = ({ ui, view }: { ui: Ui; view: ClockView }) => (
  <>
    {view.happened !== null && <What ui={ui} happened={view.happened} />}
    {view.happened !== null && (
      <ul class="links">
        {view.next !== null && (
          <li>
            <a class="ds-link" href={view.next}>
              {ui.t('clock.back')}
            </a>
          </li>
        )}
        <li>
          <a class="ds-link" href="/">
            {ui.t('clock.toDay')}
          </a>
        </li>
        <li>
          <a class="ds-link" href="/rehearsal/inbox">
            {ui.t('clock.inbox')}
          </a>
        </li>
      </ul>
    )}
    {view.mayMove ? <Moves ui={ui} next={view.next} /> : <p class="hint">{ui.t('clock.staffOnly')}</p>}
  </>
);

const What = ({ ui, happened }: { ui: Ui; happened: Happened }) => (
  <section role="status">
    <h2 class="ds-heading" data-size="sm">
      {ui.t('clock.happened')}
    </h2>
    <p class="hint">{ui.t('clock.happened.since', { from: happened.from, to: happened.to })}</p>
    {happened.rows.length === 0 ? (
      <p class="ds-paragraph">{ui.t('clock.nothing')}</p>
    ) : (
      <Scroll label={ui.t('clock.table')}>
        <table class="ds-table narrow">
          <caption>{ui.t('clock.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{ui.t('clock.what.column')}</th>
              <th scope="col">{ui.t('clock.count.column')}</th>
            </tr>
          </thead>
          <tbody>
            {happened.rows.map(({ what, count }) => (
              <tr key={what}>
                <th scope="row">{what}</th>
                <td>{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    )}
  </section>
);

const Moves = ({ ui, next }: { ui: Ui; next: string | null }) => (
  <>
    <p class="hint">{ui.t('clock.what')}</p>
    <form method="post" action="/rehearsal">
      <Hidden name="_csrf" value={ui.csrf} />
      <Hidden name="next" value={next ?? ''} />
      <div class="buttons">
        <button class="ds-button" type="submit" name="go" value="day">
          {ui.t('clock.day')}
        </button>
        <button class="ds-button" type="submit" name="go" value="week">
          {ui.t('clock.week')}
        </button>
        <button class="ds-button" data-variant="secondary" type="submit" name="go" value="next">
          {ui.t('clock.next')}
        </button>
      </div>
      <p class="hint">{ui.t('clock.next.hint')}</p>
    </form>
    <form method="post" action="/rehearsal" class="stack" id="until-form">
      <Hidden name="_csrf" value={ui.csrf} />
      <Hidden name="next" value={next ?? ''} />
      <div class="ds-field short">
        <label class="ds-label" for="until">
          {ui.t('clock.until')}
        </label>
        <input class="ds-input" type="date" id="until" name="until" min={ui.today} />
      </div>
      <button class="ds-button" data-variant="secondary" type="submit" name="go" value="until">
        {ui.t('clock.until.go')}
      </button>
    </form>
  </>
);
