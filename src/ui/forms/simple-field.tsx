/** One question: a label, a hint, its error beside it, and the control. */
import type { Ui } from '../ui.ts';
import { Control, type Asked, type Attributes } from './control.tsx';
import { FileControl } from './file-field.tsx';
import { Group } from './group.tsx';
import { controlId, first, join, type FormError, type FormValues, type SimpleField } from './spec.ts';

/** What fields are drawn from; `within` is the name around them. */
export type Drawn = { ui: Ui; values: FormValues; errors: readonly FormError[]; within?: string };

export const SimpleControl = ({ field, ...drawn }: Drawn & { field: Asked }) => {
  const { ui, values, errors } = drawn;
  const name = join(drawn.within, field.name);
  const id = controlId(name);
  const error = errors.find((one) => one.name === name)?.text;
  const label = field.optional === true ? `${field.label} (${ui.t('form.optional')})` : field.label;
  if (field.kind === 'choices' || field.kind === 'yesNo' || (field.kind === 'choice' && isRadios(field))) {
    return (
      <Group legend={label} hint={field.hint} id={id} error={error}>
        {optionsOf(field).map((option, index) => (
          <Check
            key={option.value}
            id={`${id}-${index}`}
            type={field.kind === 'choices' ? 'checkbox' : 'radio'}
            name={name}
            option={option}
            checked={(values[name] ?? []).includes(option.value)}
          />
        ))}
      </Group>
    );
  }
  const attributes: Attributes = {
    id,
    'aria-invalid': error === undefined ? undefined : true,
    'aria-describedby': describedBy(id, field.hint, error),
  };
  return (
    <div class="ds-field">
      <label class="ds-label" for={id}>
        {label}
      </label>
      {field.hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {field.hint}
        </p>
      )}
      {field.kind === 'file' ? (
        <FileControl ui={ui} field={field} name={name} values={values} attributes={attributes} />
      ) : (
        <Control field={field} name={name} value={first(values, name)} attributes={attributes} />
      )}
      {error !== undefined && (
        <p class="ds-validation-message" data-color="danger" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
};

const describedBy = (id: string, hint: string | undefined, error: string | undefined) =>
  [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].join(' ').trim() ||
  undefined;

const isRadios = (field: Extract<SimpleField, { kind: 'choice' }>) =>
  field.as === 'radios' || (field.as === undefined && field.options.length <= 7);

const optionsOf = (field: Extract<Asked, { kind: 'choices' | 'choice' | 'yesNo' }>) =>
  field.kind === 'yesNo'
    ? [
        { value: 'yes', label: field.yes },
        { value: 'no', label: field.no },
      ]
    : field.options;

const Check = (props: {
  id: string;
  type: 'radio' | 'checkbox';
  name: string;
  option: { value: string; label: string; hint?: string };
  checked: boolean;
}) => (
  <div class="ds-field">
    <input
      class="ds-input"
      type={props.type}
      id={props.id}
      name={props.name}
      value={props.option.value}
      checked={props.checked}
      aria-describedby={props.option.hint === undefined ? undefined : `${props.id}-hint`}
    />
    <label class="ds-label" data-weight="regular" for={props.id}>
      {props.option.label}
    </label>
    {props.option.hint !== undefined && (
      <p class="hint" id={`${props.id}-hint`}>
        {props.option.hint}
      </p>
    )}
  </div>
);
