/** The words of mails: the kinds, one kind with who wrote what when, and a mail as its receiver would see it. */
import { Press } from '../../components/press.tsx';
import type { Ui } from '../../ui.ts';
import { SettingsHead } from './head.tsx';

export type MailTextsView = {
  /** The same list in the other language of the mails. */
  other: { href: string; label: string };
  groups: readonly {
    title: string;
    mails: readonly { href: string; name: string; subject: string; own: boolean }[];
  }[];
};

export const MailTextsPage = ({ ui, view }: { ui: Ui; view: MailTextsView }) => (
  <>
    <SettingsHead ui={ui} title={ui.t('mailTexts.title')} />
    <p class="hint">{ui.t('mailTexts.intro', { brace: '{caseNumber}' })}</p>
    <p>
      <a class="ds-link" href={view.other.href}>
        {view.other.label}
      </a>
    </p>
    {view.groups.map(({ title, mails }) => (
      <section key={title}>
        <h2 class="ds-heading" data-size="sm">
          {title}
        </h2>
        <ul class="ds-list">
          {mails.map(({ href, name, subject, own }) => (
            <li key={href}>
              <a class="ds-link" href={href}>
                {name}
              </a>
              {own && <strong> ({ui.t('mailTexts.own')})</strong>}
              <br />
              <span class="hint">{subject}</span>
            </li>
          ))}
        </ul>
      </section>
    ))}
  </>
);

export type MailTextView = {
  href: string;
  list: string;
  name: string;
  own: boolean;
  texts: readonly { key: string; label: string; now: string; standard: string | null }[];
  versions: readonly { key: string; what: string; text: string; who: string }[];
  sendKey: string;
};

export const MailTextPage = ({ ui, view }: { ui: Ui; view: MailTextView }) => (
  <>
    <p>
      <a class="ds-link" href={view.list}>
        {ui.t('mailTexts.title')}
      </a>
    </p>
    <h1 class="ds-heading" data-size="lg">
      {view.name}
    </h1>
    <dl class="answers">
      {view.texts.map(({ key, label, now, standard }) => (
        <div key={key} class="answers__row">
          <dt>{label}</dt>
          <dd>
            {now}
            {standard !== null && (
              <>
                <br />
                <span class="hint">{ui.t('mailTexts.standard', { text: standard })}</span>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
    <div class="buttons">
      <a class="ds-button" href={`${view.href}/change`}>
        {ui.t('mailTexts.change')}
      </a>
      <a class="ds-button" data-variant="secondary" href={`${view.href}/preview`}>
        {ui.t('mailTexts.preview')}
      </a>
      {view.own && (
        <Press
          ui={ui}
          action={`${view.href}/reset`}
          label={ui.t('mailTexts.reset')}
          sendKey={view.sendKey}
          variant="tertiary"
        />
      )}
    </div>
    <h2 class="ds-heading" data-size="sm">
      {ui.t('mailTexts.versions')}
    </h2>
    {view.versions.length === 0 ? (
      <p class="ds-paragraph">{ui.t('mailTexts.versions.none')}</p>
    ) : (
      <ul class="ds-list">
        {view.versions.map(({ key, what, text, who }) => (
          <li key={key}>
            {what}: {text}
            <br />
            <span class="hint">{who}</span>
          </li>
        ))}
      </ul>
    )}
  </>
);

export const MailPreviewPage = (props: { ui: Ui; back: string; subject: string; text: string }) => (
  <>
    <p>
      <a class="ds-link" href={props.back}>
        {props.ui.t('mailTexts.preview.back')}
      </a>
    </p>
    <h1 class="ds-heading" data-size="md">
      {props.subject}
    </h1>
    <p class="hint">{props.ui.t('mailTexts.preview.hint')}</p>
    <div class="letter">{props.text}</div>
  </>
);
