/** Which days a week's review is about, and the weeks beside it. */
import type { LocalDate } from '../../domain/time.ts';
import type { Ui } from '../ui.ts';
import { dayOf, shortDayOf } from '../words.ts';

export type WeekView = {
  /** The page's own path. */
  path: string;
  week: string;
  weekNo: number;
  on: LocalDate | null;
  about: { from: LocalDate; to: LocalDate } | null;
  due: LocalDate | null;
  /** The last day of which the school's data tells, where it has stopped. */
  silentSince: LocalDate | null;
  earlier: string;
  /** Null for the newest. */
  later: string | null;
};

export const WeekHead = ({ ui, view, path }: { ui: Ui; view: WeekView; path: string }) => (
  <>
    <p class="ds-paragraph">
      {view.about === null || view.due === null
        ? ui.t('week.none')
        : ui.t('week.about', {
            from: shortDayOf(ui, view.about.from),
            to: shortDayOf(ui, view.about.to),
            due: shortDayOf(ui, view.due),
          })}
    </p>
    {view.silentSince !== null && (
      <div class="ds-alert" data-color="warning">
        <p class="ds-paragraph">{ui.t('week.silent', { date: dayOf(ui, view.silentSince) })}</p>
      </div>
    )}
    <nav aria-label={ui.t('week.weeks')} class="buttons">
      <a class="ds-link" href={`${path}?week=${view.earlier}`} rel="prev">
        {ui.t('week.earlier')}
      </a>
      {view.later !== null && (
        <a class="ds-link" href={`${path}?week=${view.later}`} rel="next">
          {ui.t('week.later')}
        </a>
      )}
    </nav>
  </>
);
