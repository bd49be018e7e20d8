/** One pupil's absence: how much of what, in which pattern, what was done; and what can be begun from here. */
import type { Ui } from '../ui.ts';
import { shortDayOf } from '../words.ts';
import { Figures, type FiguresView } from './pupil-figures.tsx';
import { Patterns, type PatternsView } from './pupil-patterns.tsx';
import type { LocalDate } from '../../domain/time.ts';

export type PupilView = FiguresView & {
  /** Null where the identity is protected and kept from the reader. */
  name: string | null;
  class: string | null;
  patterns: PatternsView;
  actions: readonly { href: string; label: string }[];
  calls: readonly {
    id: string;
    date: LocalDate;
    whom: 'guardian' | 'pupil';
    reached: boolean;
    notes: string | null;
  }[];
  /** The call that is owed or can be entered; null for who doesn't call. */
  call: { href: string; label: string; owed: boolean } | null;
};

export const PupilPage = ({ ui, view }: { ui: Ui; view: PupilView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {view.name ?? ui.t('pupil.protected')}
    </h1>
    {view.class !== null && <p class="hint">{ui.t('figures.class', { class: view.class })}</p>}
    {(view.actions.length > 0 || view.call?.owed === true) && (
      <section>
        <h2 class="ds-heading" data-size="sm">
          {ui.t('figures.do')}
        </h2>
        <div class="buttons">
          {view.call?.owed === true && (
            <a class="ds-button" href={view.call.href}>
              {view.call.label}
            </a>
          )}
          {view.actions.map(({ href, label }) => (
            <a key={href} class="ds-button" data-variant="secondary" href={href}>
              {label}
            </a>
          ))}
        </div>
      </section>
    )}
    <Figures ui={ui} view={view} />
    <Patterns ui={ui} view={view.patterns} />
    <section>
      <h2 class="ds-heading" data-size="sm">
        {ui.t('figures.calls')}
      </h2>
      {view.calls.length === 0 && <p class="ds-paragraph">{ui.t('figures.noCalls')}</p>}
      <ul class="ds-list">
        {view.calls.map((call) => (
          <li key={call.id}>
            {ui.t('figures.call', {
              date: shortDayOf(ui, call.date),
              whom: ui.t(`call.whom.${call.whom}`).toLowerCase(),
              reached: ui.t(call.reached ? 'figures.call.reached' : 'figures.call.notReached'),
            })}
            {call.notes !== null && <p class="quote">{call.notes}</p>}
          </li>
        ))}
      </ul>
      {view.call?.owed === false && (
        <p>
          <a class="ds-link" href={view.call.href}>
            {view.call.label}
          </a>
        </p>
      )}
    </section>
  </>
);
