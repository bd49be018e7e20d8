/** `/calendar` and `/calendar/<token>.ics`: one's own meetings, due days and the school's closed days. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { addDays, addMonths, isoWeekKey, mondayOf, parseLocalDate, weekdayOf } from '../../../domain/time.ts';
import { instant, localDate, type LocalDate } from '../../../domain/time.ts';
import { personalCalendar, type CalendarEntry } from '../../../integrations/ics.ts';
import { feedSince, giveFeed, readerOfFeed, revokeFeed } from '../../../records/calendar-feeds.ts';
import { longDate } from '../../../texts/dates.ts';
import { text } from '../../../texts/text.ts';
import { CalendarPage, FeedPage, type CalendarDay, type CalendarView } from '../../../ui/pages/calendar.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { dayOf } from '../../../ui/words.ts';
import { signedIn } from '../../granted.ts';
import { Problem } from '../../problem.ts';
import { none } from '../../route.ts';
import { identify } from '../../session.ts';
import { newToken, tokenPattern } from '../../survey-tokens.ts';
import { todayAt } from '../../today.ts';
import { definePage } from '../page.ts';
import { entriesOf, wordsOf } from './entries.ts';

const access = { kind: 'action', action: 'case.list', on: 'nothing' } as const;
const anything = z.looseObject({});
const asked = z.looseObject({
  view: z.enum(['week', 'month']).catch('week').default('week'),
  date: z.string().max(10).optional(),
});

type Shown = { view: 'week' | 'month'; on: LocalDate };

/** Whole weeks, Monday first. */
const weeksOf = ({ view, on }: Shown): LocalDate[] => {
  if (view === 'week') return [mondayOf(on)];
  const first = localDate(`${on.slice(0, 7)}-01`);
  const weeks: LocalDate[] = [];
  for (let monday = mondayOf(first); monday < addMonths(first, 1); monday = addDays(monday, 7))
    weeks.push(monday);
  return weeks;
};

const isOn = (entry: CalendarEntry, date: LocalDate): boolean =>
  entry.kind === 'meeting' ? entry.time.date === date : entry.from <= date && date <= entry.to;

const weekNo = (monday: LocalDate): string => String(Number(isoWeekKey(monday).slice(6)));

const calendarPage = definePage({
  path: '/calendar',
  access,
  params: none,
  query: asked,
  async handle(call) {
    const { deps, ui, today, query } = call;
    const { personId, role, actor } = signedIn(call);
    const shown: Shown = { view: query.view, on: parseLocalDate(query.date ?? '') ?? today };
    const mondays = weeksOf(shown);
    const [first = today] = mondays;
    const span = { from: first, to: addDays(mondays.at(-1) ?? first, 6) };
    const [entries, since] = await Promise.all([
      entriesOf(deps.db, ui.lang, today, { whose: { personId, actor }, span }),
      feedSince(deps.db, { personId, role }),
    ]);
    const calendar: CalendarView = {
      view: shown.view,
      title: titleOf(ui, shown),
      weeks: mondays.map((monday) => ({
        name: weekNo(monday),
        days: [0, 1, 2, 3, 4, 5, 6].map((no) => dayView(ui, shown, addDays(monday, no), entries)),
      })),
      weekdays: [0, 1, 2, 3, 4, 5, 6].map(
        (no) => longDate(ui.lang, addDays(first, no)).split(/[ ,]/)[0] ?? '',
      ),
      links: linksOf(shown),
      feedSince: since === null ? null : dayOf(ui, todayAt(instant(since.getTime()))),
    };
    const body = h(CalendarPage, { ui, calendar, sendKey: randomUUID() });
    return { kind: 'page', title: `${ui.t('calendar.title')}: ${calendar.title}`, body };
  },
});

const linksOf = ({ view, on }: Shown): CalendarView['links'] => {
  const to = (date: LocalDate, as = view) => `/calendar?view=${as}&date=${date}`;
  const month = localDate(`${on.slice(0, 7)}-01`);
  return {
    before: to(view === 'week' ? addDays(on, -7) : addMonths(month, -1)),
    today: `/calendar?view=${view}`,
    after: to(view === 'week' ? addDays(on, 7) : addMonths(month, 1)),
    week: to(on, 'week'),
    month: to(on, 'month'),
  };
};

/** `Vecka 39` or `november 2026`. */
function titleOf(ui: Ui, { view, on }: Shown): string {
  if (view === 'week') return ui.t('calendar.week', { week: weekNo(mondayOf(on)) });
  return new Intl.DateTimeFormat(ui.lang === 'sv' ? 'sv-SE' : 'en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${on}T00:00:00Z`));
}

const dayView = (ui: Ui, { on }: Shown, date: LocalDate, entries: readonly CalendarEntry[]): CalendarDay => ({
  date,
  name: dayOf(ui, date),
  no: String(Number(date.slice(8))),
  isToday: date === ui.today,
  inside: date.slice(0, 7) === on.slice(0, 7),
  lines: entries
    .filter((entry) => isOn(entry, date))
    // A break's weekends say nothing.
    .filter((entry) => entry.url !== null || weekdayOf(date) <= 5)
    .map((entry) => ({ key: entry.uid, words: wordsOf(ui.lang, entry), href: entry.url })),
});

const newAddress = definePage({
  method: 'post',
  path: '/calendar/address',
  access,
  params: none,
  query: none,
  async handle(call) {
    const { deps, ui } = call;
    const token = newToken();
    await giveFeed(deps.db, signedIn(call), token);
    const url = `${deps.publicUrl}/calendar/${token}.ics`;
    return { kind: 'page', title: ui.t('calendar.feed'), body: h(FeedPage, { ui, url }) };
  },
});

const noAddress = definePage({
  method: 'post',
  path: '/calendar/address/removal',
  access,
  params: none,
  query: none,
  async handle(call) {
    await revokeFeed(call.deps.db, signedIn(call));
    return { kind: 'go', to: '/calendar?done=feedRevoked' };
  },
});

const daysBefore = 30;
const daysAfter = 180;

const file = definePage({
  path: '/calendar/{file}',
  access: { kind: 'open', why: 'A calendar program has no sign-in; the token of the address is the right.' },
  params: z.object({ file: z.string().max(100) }),
  query: anything,
  async handle({ deps, params, today, now }) {
    const token = params.file.replace(/\.ics$/, '');
    const found = tokenPattern.test(token) ? await readerOfFeed(deps.db, token) : null;
    // Whoever has left, or lost the role, reads no more.
    const who = found === null ? null : await identify(deps.db, found.personId, found.role);
    if (found === null || who === null) throw new Problem('not-found');
    const whose = { personId: found.personId, actor: who.actor };
    const span = { from: addDays(today, -daysBefore), to: addDays(today, daysAfter) };
    const entries = await entriesOf(deps.db, 'sv', today, { whose, span });
    const content = personalCalendar({
      name: text('sv', 'calendar.feed.name'),
      entries: entries.map((one) => ({
        ...one,
        url: one.url === null ? null : `${deps.publicUrl}${one.url}`,
      })),
      at: now,
    });
    return { kind: 'file', mediaType: 'text/calendar; charset=utf-8', content };
  },
});

export const calendarPages = [calendarPage, newAddress, noAddress, file];
