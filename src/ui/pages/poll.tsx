/** Suggested times: each with what it has got and what stands in its way; below, person by person. */
import { Press } from '../components/press.tsx';
import { Table } from '../components/table.tsx';
import type { Ui } from '../ui.ts';
import { CaseFrame, type CaseHead } from './case/frame.tsx';

export type PollsView = {
  head: CaseHead;
  polls: readonly { href: string; title: string; standing: string }[];
  /** Null where no times can be suggested. */
  newHref: string | null;
};

export const PollsPage = ({ ui, view }: { ui: Ui; view: PollsView }) => (
  <CaseFrame ui={ui} head={view.head} title={ui.t('poll.title')}>
    <p class="ds-paragraph">{ui.t('poll.intro')}</p>
    {view.newHref !== null && (
      <p>
        <a class="ds-button" href={view.newHref}>
          {ui.t('poll.new')}
        </a>
      </p>
    )}
    {view.polls.length === 0 && <p class="hint">{ui.t('poll.none')}</p>}
    <ul class="duties">
      {view.polls.map(({ href, title, standing }) => (
        <li key={href}>
          <div class="duties__what">
            <a class="ds-link" href={href}>
              {title}
            </a>
            <br />
            <span>{standing}</span>
          </div>
        </li>
      ))}
    </ul>
  </CaseFrame>
);

type TimeLine = {
  /** Its place among the times. */
  key: string;
  when: string;
  tally: string;
  suitsMost: boolean;
  clashes: readonly string[];
  /** What chooses it; null where that's over. */
  choose: string | null;
};

type GuestLine = {
  key: string;
  name: string;
  /** In the order of the times. */
  answers: readonly string[];
  told: string;
  enter: string | null;
  revoke: string | null;
};

export type PollView = {
  head: CaseHead;
  title: string;
  standing: string;
  times: readonly TimeLine[];
  guests: readonly GuestLine[];
  close: string | null;
  sendKey: string;
};

export const PollPage = ({ ui, view }: { ui: Ui; view: PollView }) => (
  <CaseFrame ui={ui} head={view.head} title={ui.t('poll.title')}>
    <h2 class="ds-heading" data-size="sm">
      {view.title}
    </h2>
    <p class="hint">{view.standing}</p>
    <ul class="duties">
      {view.times.map((time) => (
        <Time key={time.key} ui={ui} time={time} sendKey={view.sendKey} />
      ))}
    </ul>
    <Grid ui={ui} view={view} />
    <ul class="duties">
      {view.guests.map((guest) => (
        <Guest key={guest.key} ui={ui} guest={guest} sendKey={view.sendKey} />
      ))}
    </ul>
    {view.close !== null && (
      <Press
        ui={ui}
        action={view.close}
        label={ui.t('poll.close')}
        sendKey={view.sendKey}
        variant="tertiary"
      />
    )}
  </CaseFrame>
);

const Time = ({ ui, time, sendKey }: { ui: Ui; time: TimeLine; sendKey: string }) => (
  <li>
    <div class="duties__what">
      <strong>{time.when}</strong>{' '}
      {time.suitsMost && (
        <span class="ds-tag" data-color="success">
          {ui.t('poll.suitsMost')}
        </span>
      )}
      <br />
      <span>{time.tally}</span>
      {time.clashes.map((words) => (
        <p key={words} class="ds-paragraph">
          <strong>{words}</strong>
        </p>
      ))}
    </div>
    {time.choose !== null && (
      <Press
        ui={ui}
        action={time.choose}
        label={ui.t('poll.choose')}
        about={time.when}
        values={{ time: time.key }}
        sendKey={sendKey}
        size="sm"
      />
    )}
  </li>
);

const Grid = ({ ui, view: { times, guests } }: { ui: Ui; view: PollView }) => (
  <Table
    caption={ui.t('poll.grid')}
    columns={[ui.t('poll.who'), ...times.map(({ when }) => when)]}
    rows={guests.map(({ key, name, answers }) => ({ key, head: name, cells: answers }))}
  />
);

const Guest = ({ ui, guest, sendKey }: { ui: Ui; guest: GuestLine; sendKey: string }) => (
  <li>
    <div class="duties__what">
      <strong>{guest.name}</strong>
      <br />
      <span>{guest.told}</span>
    </div>
    {guest.enter !== null && (
      <a class="ds-button" data-size="sm" data-variant="secondary" href={guest.enter}>
        {ui.t('poll.enter')}
        <span class="ds-sr-only"> {ui.t('poll.revoke.of', { name: guest.name })}</span>
      </a>
    )}
    {guest.revoke !== null && (
      <Press
        ui={ui}
        action={guest.revoke}
        label={ui.t('poll.revoke')}
        about={ui.t('poll.revoke.of', { name: guest.name })}
        sendKey={sendKey}
        variant="tertiary"
        size="sm"
      />
    )}
  </li>
);
