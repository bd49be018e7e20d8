/** What a guest sees behind a survey's link: the questions and nobody's name, a thank-you, or why it can't be answered. */
import { ErrorSummary } from '../forms/error-summary.tsx';
import { Fields } from '../forms/fields.tsx';
import { controlId, type FormError, type FormValues, type SimpleField } from '../forms/spec.ts';
import type { Ui } from '../ui.ts';

export type AnswerView = {
  title: string;
  intro: string;
  anonymous: boolean;
  fields: readonly SimpleField[];
  /** What was filled in before and refused. */
  values: FormValues;
  errors: readonly FormError[];
  /** Where the form goes, and the same in the other language. */
  action: string;
  otherLanguage: string;
};

export const AnswerPage = ({ ui, view }: { ui: Ui; view: AnswerView }) => {
  const other = ui.lang === 'sv' ? 'en' : 'sv';
  return (
    <div class="form-page">
      <ErrorSummary ui={ui} errors={view.errors} hrefOf={(name) => `#${controlId(name)}`} />
      <h1 class="ds-heading" data-size="lg">
        {view.title}
      </h1>
      <p>
        <a class="ds-link" href={view.otherLanguage} lang={other} hreflang={other}>
          {ui.t('answer.other')}
        </a>
      </p>
      <p class="ds-paragraph">{view.intro}</p>
      <p class="hint">{ui.t(view.anonymous ? 'answer.anonymous' : 'answer.inCase')}</p>
      <form method="post" action={view.action} class="stack" noValidate>
        <Fields ui={ui} fields={view.fields} values={view.values} errors={view.errors} />
        <div class="buttons">
          <button class="ds-button" type="submit">
            {ui.t('answer.send')}
          </button>
        </div>
      </form>
    </div>
  );
};

export const AnswerNote = ({ title, words }: { title: string; words: string }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {title}
    </h1>
    <p class="ds-paragraph">{words}</p>
  </>
);
