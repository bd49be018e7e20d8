/** To whom a whole case is handed out, and what is masked. */
import type { Ui } from '../ui.ts';

type Choice = { value: string; label: string; hint?: string };
export type ExportView = {
  title: string;
  /** Where the ZIP is; null: it isn't this reader's to hand out. */
  action: string | null;
  receivers: readonly Choice[];
  guardians: readonly Choice[];
  tags: readonly Choice[];
};

const Choices = (props: {
  legend: string;
  hint?: string;
  name: string;
  type: 'radio' | 'checkbox';
  choices: readonly Choice[];
}) => (
  <fieldset class="ds-fieldset">
    <legend class="ds-label">{props.legend}</legend>
    {props.hint !== undefined && <p class="hint">{props.hint}</p>}
    {props.choices.map(({ value, label, hint }) => (
      <div key={value} class="ds-field">
        <input
          class="ds-input"
          type={props.type}
          id={`f-${props.name}-${value}`}
          name={props.name}
          value={value}
          required={props.type === 'radio'}
          aria-describedby={hint === undefined ? undefined : `h-${props.name}-${value}`}
        />
        <label class="ds-label" data-weight="regular" for={`f-${props.name}-${value}`}>
          {label}
        </label>
        {hint !== undefined && (
          <p class="hint" id={`h-${props.name}-${value}`}>
            {hint}
          </p>
        )}
      </div>
    ))}
  </fieldset>
);

export const ExportPage = ({ ui, view }: { ui: Ui; view: ExportView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {view.title}
    </h1>
    <p class="ds-paragraph">{ui.t(view.action === null ? 'export.protected' : 'export.intro')}</p>
    {view.action !== null && <Ask ui={ui} view={view} action={view.action} />}
  </>
);

const Ask = ({ ui, view, action }: { ui: Ui; view: ExportView; action: string }) => (
  <form method="get" action={action}>
    <Choices legend={ui.t('export.receiver')} name="receiver" type="radio" choices={view.receivers} />
    <div class="ds-field">
      <label class="ds-label" for="f-guardianId">
        {ui.t('export.guardian')}
      </label>
      <select class="ds-input" id="f-guardianId" name="guardianId">
        {view.guardians.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
    <Choices
      legend={ui.t('export.mask')}
      hint={ui.t('export.mask.hint')}
      name="mask"
      type="checkbox"
      choices={view.tags}
    />
    <button class="ds-button" type="submit">
      {ui.t('export.send')}
    </button>
  </form>
);
