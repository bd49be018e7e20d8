/** Says on every page that nothing here is real, and what time it is in the rehearsal. */
import type { Ui } from './ui.ts';
import { momentOf } from './words.ts';

export const RehearsalBanner = ({ ui }: { ui: Ui }) => (
  <aside class="rehearsal" aria-label={ui.t('rehearsal.name')}>
    <p id="rehearsal-now">
      <strong>{ui.t('rehearsal.name')}</strong> {momentOf(ui)}
    </p>
    <ul>
      <li>
        <a href={`/rehearsal?next=${encodeURIComponent(ui.here)}`}>{ui.t('rehearsal.clock')}</a>
      </li>
      {ui.readsMails && (
        <li>
          <a href="/rehearsal/inbox">{ui.t('rehearsal.inbox')}</a>
        </li>
      )}
      <li>
        <a href={`/sign-in?next=${encodeURIComponent(ui.here)}`}>{ui.t('rehearsal.changePerson')}</a>
      </li>
    </ul>
  </aside>
);
