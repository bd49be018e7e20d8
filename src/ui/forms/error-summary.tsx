/** All of a form's errors on top, each a link to its field. */
import type { Ui } from '../ui.ts';
import type { FormError } from './spec.ts';

export const ErrorSummary = (props: {
  ui: Ui;
  errors: readonly FormError[];
  hrefOf: (name: string) => string;
}) =>
  props.errors.length === 0 ? null : (
    <div class="ds-error-summary" role="alert" aria-labelledby="errors-title" tabIndex={-1} id="errors">
      <h2 class="ds-heading" data-size="xs" id="errors-title">
        {props.ui.t('form.errors')}
      </h2>
      <ul class="ds-list">
        {props.errors.map((error, index) => (
          <li key={index}>
            {error.name === '' ? (
              error.text
            ) : (
              <a class="ds-link" href={props.hrefOf(error.name)}>
                {error.text}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
