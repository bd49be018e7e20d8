/** The coordinator's remit, to read. */
import type { LocalDate } from '../../domain/time.ts';
import type { Ui } from '../ui.ts';
import { dayOf } from '../words.ts';

export type RemitView = {
  title: string;
  /** Null: as it comes with the product. */
  changedOn: LocalDate | null;
  sections: readonly { heading: string; text: string }[];
  mayEdit: boolean;
};

export const RemitPage = ({ ui, view }: { ui: Ui; view: RemitView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {view.title}
    </h1>
    <p class="hint">
      {view.changedOn === null
        ? ui.t('remit.shipped')
        : ui.t('remit.changed', { date: dayOf(ui, view.changedOn) })}
    </p>
    {view.mayEdit && (
      <p>
        <a class="ds-button" data-variant="secondary" href="/remit/change">
          {ui.t('remit.change')}
        </a>
      </p>
    )}
    {view.sections.map(({ heading, text }) => (
      <section key={heading}>
        <h2 class="ds-heading" data-size="sm">
          {heading}
        </h2>
        <p class="ds-paragraph quote">{text}</p>
      </section>
    ))}
  </>
);
