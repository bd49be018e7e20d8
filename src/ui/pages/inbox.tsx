/** A rehearsal's mails: the list, and one of them as text. */
import { Hidden } from '../components/hidden.tsx';
import type { Ui, UiRole } from '../ui.ts';

type Row = { key: string; href: string; when: string; to: string; subject: string; status: string };

export type InboxView = {
  to: string;
  rows: readonly Row[];
  total: number;
  newer: string | null;
  older: string | null;
};

export const InboxPage = ({ ui, view }: { ui: Ui; view: InboxView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('inbox.title')}
    </h1>
    <p class="hint">{ui.t('inbox.what')}</p>
    <form method="get" action="/rehearsal/inbox" class="filter" role="search">
      <div class="ds-field">
        <label class="ds-label" for="to">
          {ui.t('inbox.to')}
        </label>
        <p class="hint" id="to-hint">
          {ui.t('inbox.to.hint')}
        </p>
        <input
          class="ds-input"
          type="text"
          id="to"
          name="to"
          value={view.to}
          aria-describedby="to-hint"
          autocomplete="off"
        />
      </div>
      <button class="ds-button" type="submit">
        {ui.t('inbox.show')}
      </button>
      {view.to !== '' && (
        <a class="ds-link" href="/rehearsal/inbox">
          {ui.t('inbox.all')}
        </a>
      )}
    </form>
    {view.rows.length === 0 ? (
      <p class="ds-paragraph">{ui.t('inbox.none')}</p>
    ) : (
      <>
        <p class="hint">{ui.t('inbox.shown', { shown: view.rows.length, total: view.total })}</p>
        <ul class="duties">
          {view.rows.map((row) => (
            <li key={row.key}>
              <div class="duties__what">
                <a class="ds-link" href={row.href}>
                  {row.subject}
                </a>
                <br />
                <span>{row.to}</span>
                <br />
                <span class="hint">{`${row.when}, ${row.status}`}</span>
              </div>
            </li>
          ))}
        </ul>
      </>
    )}
    <ul class="links">
      {view.newer !== null && (
        <li>
          <a class="ds-link" href={view.newer}>
            {ui.t('inbox.newer')}
          </a>
        </li>
      )}
      {view.older !== null && (
        <li>
          <a class="ds-link" href={view.older}>
            {ui.t('inbox.older')}
          </a>
        </li>
      )}
    </ul>
  </>
);

/** A stretch of words, or a link within this product. */
export type Piece = { text: string; href?: string };

export type MailView = {
  subject: string;
  when: string;
  to: string;
  status: string;
  pieces: readonly Piece[];
  /** The receiver to be in one click; null for a guest. */
  signIn: { personId: string; role: UiRole | '' } | null;
  /** Where the mail leads. */
  next: string;
  calendar: { what: string; summary: string; time: string; place: readonly Piece[]; href: string } | null;
};

export const MailPage = ({ ui, view }: { ui: Ui; view: MailView }) => (
  <>
    <p>
      <a class="ds-link" href="/rehearsal/inbox">
        {ui.t('inbox.back')}
      </a>
    </p>
    <h1 class="ds-heading" data-size="md">
      {view.subject}
    </h1>
    <dl class="facts">
      <div>
        <dt>{ui.t('inbox.to')}</dt>
        <dd>{view.to}</dd>
      </div>
      <div>
        <dt>{ui.t('inbox.when')}</dt>
        <dd>{`${view.when}, ${view.status}`}</dd>
      </div>
    </dl>
    <div class="letter">
      <Pieces pieces={view.pieces} />
    </div>
    {view.calendar !== null && (
      <section>
        <h2 class="ds-heading" data-size="sm">
          {ui.t('inbox.calendar')}
        </h2>
        <p class="hint">{view.calendar.what}</p>
        <dl class="answers">
          <div class="answers__row">
            <dt>{ui.t('inbox.calendar.what')}</dt>
            <dd>{view.calendar.summary}</dd>
          </div>
          <div class="answers__row">
            <dt>{ui.t('inbox.calendar.time')}</dt>
            <dd>{view.calendar.time}</dd>
          </div>
          <div class="answers__row">
            <dt>{ui.t('inbox.calendar.place')}</dt>
            <dd>
              <Pieces pieces={view.calendar.place} />
            </dd>
          </div>
        </dl>
        <p>
          <a class="ds-link" href={view.calendar.href}>
            {ui.t('inbox.calendar.save')}
          </a>
        </p>
      </section>
    )}
    {view.signIn !== null && (
      <form method="post" action="/sign-in">
        <Hidden name="_csrf" value={ui.csrf} />
        <Hidden name="personId" value={view.signIn.personId} />
        <Hidden name="role" value={view.signIn.role} />
        <Hidden name="next" value={view.next} />
        <button class="ds-button" data-variant="secondary" type="submit">
          {ui.t('inbox.signInAs')}
        </button>
      </form>
    )}
  </>
);

const Pieces = ({ pieces }: { pieces: readonly Piece[] }) => (
  <>
    {pieces.map(({ text, href }, index) =>
      href === undefined ? (
        text
      ) : (
        <a key={index} class="ds-link" href={href}>
          {text}
        </a>
      ),
    )}
  </>
);
