/** A guest's page: suggested times, and yes, if need be or no for each. It names the municipality and nobody. */
import { Hidden } from '../components/hidden.tsx';
import { ErrorSummary } from '../forms/error-summary.tsx';
import { Fields } from '../forms/fields.tsx';
import { controlId, type Field, type FormError, type FormValues } from '../forms/spec.ts';
import type { Ui } from '../ui.ts';

export type TimesView = {
  /** One choice for each time. */
  fields: readonly Field[];
  values: FormValues;
  errors: readonly FormError[];
  action: string;
  until: string;
  /** An answer of theirs is kept already. */
  answered: boolean;
};

export const TimesPage = ({ ui, view }: { ui: Ui; view: TimesView }) => (
  <div class="form-page">
    <ErrorSummary ui={ui} errors={view.errors} hrefOf={(name) => `#${controlId(name)}`} />
    <h1 class="ds-heading" data-size="lg">
      {ui.t('times.title')}
    </h1>
    {view.answered && (
      <div class="ds-alert" data-color="success" role="status">
        <p class="ds-paragraph">{ui.t('times.answered')}</p>
      </div>
    )}
    <p class="ds-paragraph">{ui.t('times.intro', { town: ui.municipality })}</p>
    <form method="post" action={view.action} class="stack" noValidate>
      <Hidden name="_csrf" value={ui.csrf} />
      <Fields ui={ui} fields={view.fields} values={view.values} errors={view.errors} />
      <p class="hint">{view.until}</p>
      <button class="ds-button" type="submit">
        {ui.t('times.send')}
      </button>
    </form>
  </div>
);

/** Nothing is told of what was chosen. */
export const TimesOverPage = ({ ui, why }: { ui: Ui; why: 'chosen' | 'closed' }) => (
  <div class="form-page">
    <h1 class="ds-heading" data-size="lg">
      {ui.t(`times.${why}.title`)}
    </h1>
    <p class="ds-paragraph">{ui.t(`times.${why}`)}</p>
  </div>
);
