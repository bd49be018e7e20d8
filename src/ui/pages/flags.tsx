/** A case's flags: the question, its answer, and a button to close it. */
import { Press } from '../components/press.tsx';
import type { Ui } from '../ui.ts';
import { CaseFrame, type CaseHead } from './case/frame.tsx';

export type FlagLine = {
  key: string;
  note: string;
  asked: string;
  answer: { note: string; told: string } | null;
  /** Null while it is open. */
  closed: string | null;
  /** Where it is answered; null where the reader can't. */
  answerHref: string | null;
  /** What closes it; null where the reader can't. */
  closeAction: string | null;
};

/** An open flag on the team's page. */
export type TeamFlag = Omit<FlagLine, 'answerHref' | 'closeAction'> & { href: string; number: string };

export type FlagsView = {
  head: CaseHead;
  flags: readonly FlagLine[];
  /** Where the case is flagged; null where the reader can't. */
  newHref: string | null;
  sendKey: string;
};

export const FlagsPage = ({ ui, view }: { ui: Ui; view: FlagsView }) => (
  <CaseFrame ui={ui} head={view.head} title={ui.t('flag.title')}>
    <p class="hint">{ui.t('flag.intro')}</p>
    {view.newHref !== null && (
      <p>
        <a class="ds-button" href={view.newHref}>
          {ui.t('flag.new')}
        </a>
      </p>
    )}
    {view.flags.length === 0 && <p class="ds-paragraph">{ui.t('flag.none')}</p>}
    <ul class="duties">
      {view.flags.map((flag) => (
        <li key={flag.key}>
          <div class="duties__what">
            <FlagWords ui={ui} flag={flag} />
          </div>
          {flag.answerHref !== null && (
            <a class="ds-button" data-size="sm" href={flag.answerHref}>
              {ui.t('act.answerFlag')}
            </a>
          )}
          {flag.closeAction !== null && (
            <Press
              ui={ui}
              action={flag.closeAction}
              label={ui.t('flag.close')}
              about={ui.t('flag.of', { number: view.head.number })}
              sendKey={view.sendKey}
              size="sm"
            />
          )}
        </li>
      ))}
    </ul>
  </CaseFrame>
);

/** What was asked and answered, in the writers' own words. */
export const FlagWords = ({ ui, flag }: { ui: Ui; flag: Omit<FlagLine, 'answerHref' | 'closeAction'> }) => (
  <>
    <p class="quote">{flag.note}</p>
    <p class="hint">{flag.asked}</p>
    {flag.answer !== null && (
      <>
        <p class="quote">{flag.answer.note}</p>
        <p class="hint">{flag.answer.told}</p>
      </>
    )}
    <p>
      <strong>{flag.closed ?? ui.t(flag.answer === null ? 'flag.waiting' : 'flag.answeredShort')}</strong>
    </p>
  </>
);

/** The team's open flags, each with its case. */
export const TeamFlags = ({
  ui,
  flags,
  sendKey,
}: {
  ui: Ui;
  flags: readonly TeamFlag[];
  sendKey: string;
}) => (
  <section>
    <h2 class="ds-heading" data-size="sm">
      {ui.t('team.flags')} <span class="count">({flags.length})</span>
    </h2>
    {flags.length === 0 && <p class="ds-paragraph">{ui.t('team.flags.none')}</p>}
    <ul class="duties">
      {flags.map((flag) => (
        <li key={flag.key}>
          <div class="duties__what">
            <a class="ds-link" href={flag.href}>
              {ui.t('day.case', { number: flag.number })}
            </a>
            <FlagWords ui={ui} flag={flag} />
          </div>
          <Press
            ui={ui}
            action={`${flag.href}/${flag.key}/closing`}
            label={ui.t('flag.close')}
            about={ui.t('flag.of', { number: flag.number })}
            values={{ from: 'team' }}
            sendKey={sendKey}
            size="sm"
          />
        </li>
      ))}
    </ul>
  </section>
);
