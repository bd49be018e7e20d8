/** A draft that can't be tried as it stands: what is to be put right, each a link to its field. */
import { ErrorSummary } from '../../forms/error-summary.tsx';
import { controlId, stepOf, type FormError, type FormSpec } from '../../forms/spec.ts';
import type { Ui } from '../../ui.ts';

export const DraftProblemPage = (props: {
  ui: Ui;
  spec: FormSpec;
  errors: readonly FormError[];
  /** The form's own address. */
  form: string;
}) => {
  const { ui, spec, errors, form } = props;
  return (
    <>
      <h1 class="ds-heading" data-size="lg">
        {ui.t('preview.title')}
      </h1>
      <p class="ds-paragraph">{ui.t('preview.notYet')}</p>
      <ErrorSummary
        ui={ui}
        errors={errors}
        hrefOf={(name) => `${form}?step=${Math.max(0, stepOf(spec, name))}#${controlId(name)}`}
      />
      <p>
        <a class="ds-link" href={form}>
          {ui.t('preview.back')}
        </a>
      </p>
    </>
  );
};
