/** The field's words that a page uses, a sentence each, folded in until somebody asks. */
import type { Term } from '../../texts/terms.ts';
import type { Ui } from '../ui.ts';

export const Terms = ({ ui, terms }: { ui: Ui; terms: readonly Term[] }) => (
  <aside class="terms" aria-label={ui.t('terms.title')}>
    <details>
      <summary>{ui.t('terms.title')}</summary>
      <dl>
        {terms.map((term) => (
          <div key={term}>
            <dt>{ui.t(`term.${term}`)}</dt>
            <dd>{ui.t(`term.${term}.says`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  </aside>
);
