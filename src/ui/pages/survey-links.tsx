/** Links to answer a survey by, shown once: to copy, or to print and cut apart. */
import type { LocalDate } from '../../domain/time.ts';
import type { Ui } from '../ui.ts';
import { dayOf } from '../words.ts';

export type LinksView = {
  urls: readonly string[];
  /** The last day on which they work. */
  until: LocalDate;
  repeatable: boolean;
  back: { href: string; label: string };
};

export const LinksPage = ({ ui, view }: { ui: Ui; view: LinksView }) => (
  <>
    <p>
      <a class="ds-link" href={view.back.href}>
        {view.back.label}
      </a>
    </p>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('links.title')}
    </h1>
    <div class="ds-alert" data-color="warning">
      <p class="ds-paragraph">{ui.t('links.once')}</p>
    </div>
    <p class="ds-paragraph">
      {ui.t(view.repeatable ? 'links.all' : 'links.each')}{' '}
      {ui.t('links.until', { date: dayOf(ui, view.until) })}
    </p>
    <ol class="ds-list">
      {view.urls.map((url) => (
        <li key={url} class="cut">
          <code>{url}</code>
        </li>
      ))}
    </ol>
  </>
);
