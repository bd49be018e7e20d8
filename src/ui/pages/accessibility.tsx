/** The accessibility statement (lag 2018:1937), the way to give feedback, and what came of it. */
import { Hidden } from '../components/hidden.tsx';
import type { Ui } from '../ui.ts';

export type Received = {
  id: string;
  about: string;
  note: string;
  contact: string | null;
  when: string;
  /** Null: nobody has read it. */
  read: string | null;
};

export type AccessibilityView = {
  typed: { about: string; note: string; contact: string };
  missing: boolean;
  sendKey: string;
  /** Null: not the reader's to see. */
  received: readonly Received[] | null;
};

export const AccessibilityPage = ({ ui, view }: { ui: Ui; view: AccessibilityView }) => (
  <div class="form-page">
    {view.missing && (
      <div class="ds-alert" data-color="danger" role="alert" id="errors" tabIndex={-1}>
        <p class="ds-paragraph">
          <a class="ds-link" href="#note">
            {ui.t('a11y.missing')}
          </a>
        </p>
      </div>
    )}
    <h1 class="ds-heading" data-size="lg">
      {ui.t('a11y.title')}
    </h1>
    <p class="ds-paragraph">{ui.t('a11y.law', { town: ui.municipality })}</p>
    <Heading words={ui.t('a11y.met')} />
    <p class="ds-paragraph">{ui.t('a11y.met.text')}</p>
    <ul class="ds-list">
      {(['noScript', 'narrow', 'tables', 'colour'] as const).map((one) => (
        <li key={one}>{ui.t(`a11y.met.${one}`)}</li>
      ))}
    </ul>
    <Heading words={ui.t('a11y.not')} />
    <ul class="ds-list">
      {(['people', 'uploads'] as const).map((one) => (
        <li key={one}>{ui.t(`a11y.not.${one}`)}</li>
      ))}
    </ul>
    <Heading words={ui.t('a11y.how')} />
    <p class="ds-paragraph">{ui.t('a11y.how.text')}</p>
    <Heading words={ui.t('a11y.tell')} />
    <FeedbackForm ui={ui} view={view} />
    <Heading words={ui.t('a11y.authority')} />
    <p class="ds-paragraph">{ui.t('a11y.authority.text')}</p>
    <p>
      <a class="ds-link" href="https://www.digg.se/tdosanmalan" rel="noreferrer">
        {ui.t('a11y.authority.link')}
      </a>
    </p>
    {view.received !== null && <ReceivedList ui={ui} received={view.received} />}
  </div>
);

const Heading = ({ words }: { words: string }) => (
  <h2 class="ds-heading" data-size="sm">
    {words}
  </h2>
);

const FeedbackForm = ({ ui, view: { typed, missing, sendKey } }: { ui: Ui; view: AccessibilityView }) => (
  <form method="post" action="/accessibility" class="stack" noValidate>
    <Hidden name="_csrf" value={ui.csrf} />
    <Hidden name="_key" value={sendKey} />
    <p class="hint">{ui.t('a11y.tell.text')}</p>
    <div class="ds-field">
      <label class="ds-label" for="about">
        {ui.t('a11y.about')}
      </label>
      <input class="ds-input" type="text" id="about" name="about" maxLength={500} value={typed.about} />
    </div>
    <div class="ds-field">
      <label class="ds-label" for="note">
        {ui.t('a11y.note')}
      </label>
      <textarea
        class="ds-input"
        id="note"
        name="note"
        rows={4}
        maxLength={4000}
        aria-invalid={missing ? 'true' : undefined}
      >
        {typed.note}
      </textarea>
    </div>
    <div class="ds-field">
      <label class="ds-label" for="contact">
        {ui.t('a11y.contact')} ({ui.t('form.optional')})
      </label>
      <input class="ds-input" type="text" id="contact" name="contact" maxLength={200} value={typed.contact} />
    </div>
    <button class="ds-button" type="submit">
      {ui.t('a11y.send')}
    </button>
  </form>
);

const ReceivedList = ({ ui, received }: { ui: Ui; received: readonly Received[] }) => (
  <section>
    <h2 class="ds-heading" data-size="sm">
      {ui.t('a11y.received')}
    </h2>
    {received.length === 0 && <p class="ds-paragraph">{ui.t('a11y.received.none')}</p>}
    <ul class="duties">
      {received.map((one) => (
        <li key={one.id}>
          <div class="duties__what">
            <strong>{one.about}</strong>
            <p class="quote">{one.note}</p>
            {one.contact !== null && (
              <p class="hint">{ui.t('a11y.received.contact', { contact: one.contact })}</p>
            )}
            <p class="hint">{one.read === null ? one.when : `${one.when}, ${one.read}`}</p>
          </div>
          {one.read === null && (
            <form method="post" action={`/accessibility/feedback/${one.id}`} class="press">
              <Hidden name="_csrf" value={ui.csrf} />
              <button class="ds-button" data-size="sm" data-variant="secondary" type="submit">
                {ui.t('a11y.received.markRead')}
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  </section>
);
