/** Says on every page that nothing here is real, and what time it is in the rehearsal. */
import { clockTime, longDate } from '../texts/dates.ts';
import { localTime } from '../domain/time.ts';
import type { Ui } from './ui.ts';

export const RehearsalBanner = ({ ui }: { ui: Ui }) => (
  <aside class="rehearsal" aria-label={ui.t('rehearsal.name')}>
    <p>
      <strong>{ui.t('rehearsal.name')}</strong> {longDate(ui.lang, ui.today)} {clockTime(ui.lang, timeOf(ui))}
    </p>
    <ul>
      <li>
        <a href={`/rehearsal?next=${encodeURIComponent(ui.here)}`}>{ui.t('rehearsal.clock')}</a>
      </li>
      <li>
        <a href="/rehearsal/inbox">{ui.t('rehearsal.inbox')}</a>
      </li>
      <li>
        <a href={`/sign-in?next=${encodeURIComponent(ui.here)}`}>{ui.t('rehearsal.changePerson')}</a>
      </li>
    </ul>
  </aside>
);

const timeFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  hour: '2-digit',
  minute: '2-digit',
});

const timeOf = (ui: Ui) => localTime(timeFormat.format(ui.now));
