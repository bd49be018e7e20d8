/** The calendar as a week (a list of days) or a month (a table), and the address to subscribe to it by. */
import type { LocalDate } from '../../domain/time.ts';
import { Press } from '../components/press.tsx';
import { Scroll } from '../components/scroll.tsx';
import type { Ui } from '../ui.ts';

export type CalendarLine = { key: string; words: string; href: string | null };
export type CalendarDay = {
  date: LocalDate;
  /** `måndag 23 november`. */
  name: string;
  /** `23`. */
  no: string;
  isToday: boolean;
  /** Of the month that is shown. */
  inside: boolean;
  lines: readonly CalendarLine[];
};

export type CalendarView = {
  view: 'week' | 'month';
  title: string;
  /** Monday first. */
  weeks: readonly { name: string; days: readonly CalendarDay[] }[];
  weekdays: readonly string[];
  links: { before: string; today: string; after: string; week: string; month: string };
  /** Since when there is an address to subscribe by. */
  feedSince: string | null;
};

type Props = { ui: Ui; calendar: CalendarView; sendKey: string };

export const CalendarPage = ({ ui, calendar, sendKey }: Props) => {
  const { links, view, title, weeks } = calendar;
  return (
    <>
      <h1 class="ds-heading" data-size="lg">
        {ui.t('calendar.title')}
      </h1>
      <ul class="tabs">
        <li>
          <a href={links.week} aria-current={view === 'week' ? 'page' : undefined}>
            {ui.t('calendar.asWeek')}
          </a>
        </li>
        <li>
          <a href={links.month} aria-current={view === 'month' ? 'page' : undefined}>
            {ui.t('calendar.asMonth')}
          </a>
        </li>
      </ul>
      <h2 class="ds-heading" data-size="sm">
        {title}
      </h2>
      <p class="buttons">
        <a class="ds-link" href={links.before}>
          {ui.t('calendar.before')}
        </a>
        <a class="ds-link" href={links.today}>
          {ui.t('calendar.today')}
        </a>
        <a class="ds-link" href={links.after}>
          {ui.t('calendar.after')}
        </a>
      </p>
      {view === 'week' ? (
        <Week ui={ui} days={weeks.flatMap(({ days }) => days)} />
      ) : (
        <Month ui={ui} calendar={calendar} />
      )}
      <Feed ui={ui} since={calendar.feedSince} sendKey={sendKey} />
    </>
  );
};

const Lines = ({ lines }: { lines: readonly CalendarLine[] }) => (
  <ul class="day-lines">
    {lines.map(({ key, words, href }) => (
      <li key={key}>
        {href === null ? (
          words
        ) : (
          <a class="ds-link" href={href}>
            {words}
          </a>
        )}
      </li>
    ))}
  </ul>
);

const Week = ({ ui, days }: { ui: Ui; days: readonly CalendarDay[] }) => (
  <dl class="answers">
    {days.map((day) => (
      <div key={day.date} class={day.isToday ? 'answers__row day--today' : 'answers__row'}>
        <dt>
          {day.name}
          {day.isToday && ` (${ui.t('calendar.today').toLowerCase()})`}
        </dt>
        <dd>{day.lines.length === 0 ? ui.t('calendar.nothing') : <Lines lines={day.lines} />}</dd>
      </div>
    ))}
  </dl>
);

const Month = ({ ui, calendar }: { ui: Ui; calendar: CalendarView }) => (
  <Scroll label={calendar.title}>
    <table class="ds-table month">
      <caption class="ds-sr-only">{calendar.title}</caption>
      <thead>
        <tr>
          <th scope="col">{ui.t('calendar.asWeek')}</th>
          {calendar.weekdays.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {calendar.weeks.map((week) => (
          <tr key={week.name}>
            <th scope="row">{week.name}</th>
            {week.days.map((day) => (
              <td key={day.date} class={day.isToday ? 'day--today' : undefined}>
                <span class={day.inside ? 'month__no' : 'month__no hint'}>
                  {day.no}
                  {day.isToday && ` (${ui.t('calendar.today').toLowerCase()})`}
                </span>
                {day.lines.length > 0 && <Lines lines={day.lines} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
);

const Feed = ({ ui, since, sendKey }: { ui: Ui; since: string | null; sendKey: string }) => (
  <section>
    <h2 class="ds-heading" data-size="sm">
      {ui.t('calendar.feed')}
    </h2>
    <p class="ds-paragraph">{ui.t('calendar.feed.about')}</p>
    {since !== null && <p class="hint">{ui.t('calendar.feed.since', { date: since })}</p>}
    <div class="buttons">
      <Press
        ui={ui}
        action="/calendar/address"
        label={ui.t(since === null ? 'calendar.feed.new' : 'calendar.feed.renew')}
        sendKey={sendKey}
      />
      {since !== null && (
        <Press
          ui={ui}
          action="/calendar/address/removal"
          label={ui.t('calendar.feed.revoke')}
          sendKey={`${sendKey}-removal`}
          variant="tertiary"
        />
      )}
    </div>
  </section>
);

/** The new address, this once. */
export const FeedPage = ({ ui, url }: { ui: Ui; url: string }) => (
  <>
    <p>
      <a class="ds-link" href="/calendar">
        {ui.t('calendar.back')}
      </a>
    </p>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('calendar.feed')}
    </h1>
    <div class="ds-field">
      <label class="ds-label" for="feed">
        {ui.t('calendar.feed.yours')}
      </label>
      <input class="ds-input" id="feed" type="text" readOnly value={url} />
    </div>
    <p class="ds-paragraph">{ui.t('calendar.feed.copy')}</p>
  </>
);
