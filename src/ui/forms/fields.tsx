/** Each kind of field as HTML: a label, a hint, its error beside it, and the control. */
import type { ComponentChildren } from 'preact';
import { Hidden } from '../components/hidden.tsx';
import type { Ui } from '../ui.ts';
import {
  controlId,
  first,
  join,
  rowCount,
  type Field,
  type FormError,
  type FormGuide,
  type FormValues,
  type SimpleField,
} from './spec.ts';

type Drawn = { ui: Ui; values: FormValues; errors: readonly FormError[]; within?: string };

export const Fields = ({ fields, ...drawn }: Drawn & { fields: readonly Field[] }) => (
  <>
    {fields.map((field, index) => (
      <FieldOf key={index} field={field} {...drawn} />
    ))}
  </>
);

const FieldOf = ({ field, ...drawn }: Drawn & { field: Field }) => {
  switch (field.kind) {
    case 'words':
      return (
        <div class="ds-alert" data-color={field.tone ?? 'info'}>
          {field.text.split('\n').map((line, index) => (
            <p key={index} class="ds-paragraph">
              {line}
            </p>
          ))}
          {field.link !== undefined && (
            <a class="ds-link" href={field.link.href}>
              {field.link.label}
            </a>
          )}
        </div>
      );
    case 'guide':
      return <GuideOf guide={field.guide} />;
    case 'group':
      return (
        <Group legend={field.label} hint={field.hint} strong>
          <Fields {...drawn} fields={field.fields} within={join(drawn.within, field.name)} />
        </Group>
      );
    case 'rows':
      return <Rows field={field} {...drawn} />;
    case 'fixed':
      return null;
    case 'kept': {
      const name = join(drawn.within, field.name);
      return <Hidden name={name} value={first(drawn.values, name)} />;
    }
    default:
      return <Simple field={field} {...drawn} />;
  }
};

const GuideOf = ({ guide }: { guide: FormGuide }) => (
  <details class="guide" open={guide.closed !== true}>
    <summary>{guide.title}</summary>
    {guide.intro !== undefined && <p class="ds-paragraph">{guide.intro}</p>}
    {guide.parts.map(({ heading, points }) => (
      <div key={heading}>
        <p class="guide__heading">{heading}</p>
        <ul>
          {points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </div>
    ))}
    {guide.links !== undefined && guide.links.length > 0 && (
      <ul>
        {guide.links.map(({ href, label }) => (
          <li key={href}>
            <a class="ds-link" href={href}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    )}
  </details>
);

const Group = (props: {
  legend: string;
  hint?: string | undefined;
  strong?: boolean;
  id?: string;
  error?: string | undefined;
  children: ComponentChildren;
}) => (
  <fieldset
    class="ds-fieldset"
    id={props.id}
    tabIndex={props.id === undefined ? undefined : -1}
    aria-describedby={props.error === undefined || props.id === undefined ? undefined : `${props.id}-error`}
  >
    <legend class="ds-label" data-weight={props.strong === true ? 'semibold' : 'medium'}>
      {props.legend}
    </legend>
    {props.hint !== undefined && <p class="hint">{props.hint}</p>}
    {props.error !== undefined && (
      <p class="ds-validation-message" data-color="danger" id={`${props.id}-error`}>
        {props.error}
      </p>
    )}
    {props.children}
  </fieldset>
);

const Rows = ({ field, ...drawn }: Drawn & { field: Extract<Field, { kind: 'rows' }> }) => {
  const { ui, values } = drawn;
  const name = join(drawn.within, field.name);
  const typed = rowCount(values, name);
  const count = Math.max(typed, values[`_rows.${name}`] === undefined ? field.shown : 0);
  const error = drawn.errors.find((one) => one.name === name)?.text;
  return (
    <Group legend={field.label} hint={field.hint} strong id={controlId(name)} error={error}>
      <input type="hidden" name={`_rows.${name}`} value={String(count)} />
      {Array.from({ length: count }, (_, row) => (
        <fieldset class="ds-fieldset row" key={row}>
          <legend class="ds-label">{`${field.one} ${row + 1}`}</legend>
          <Fields {...drawn} fields={field.fields} within={join(name, row)} />
          <button
            class="ds-button"
            data-variant="tertiary"
            data-size="sm"
            type="submit"
            name="_go"
            value={`remove:${name}:${row}`}
            formNoValidate
          >
            {ui.t('form.removeRow', { one: `${field.one.toLowerCase()} ${row + 1}` })}
          </button>
        </fieldset>
      ))}
      {count < field.max && (
        <button
          class="ds-button"
          data-variant="secondary"
          data-size="sm"
          type="submit"
          name="_go"
          value={`add:${name}`}
          formNoValidate
        >
          {field.add}
        </button>
      )}
    </Group>
  );
};

type Asked = Exclude<SimpleField, { kind: 'fixed' | 'kept' }>;

const Simple = ({ field, ...drawn }: Drawn & { field: Asked }) => {
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
      <Control
        field={field}
        name={name}
        value={first(values, name)}
        attributes={{
          id,
          'aria-invalid': error === undefined ? undefined : true,
          'aria-describedby': describedBy(id, field.hint, error),
        }}
      />
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

type Attributes = { id: string; 'aria-invalid'?: true | undefined; 'aria-describedby'?: string | undefined };

const Control = (props: { field: Asked; name: string; value: string; attributes: Attributes }) => {
  const { field, name, value, attributes } = props;
  switch (field.kind) {
    case 'story':
      return (
        <textarea class="ds-input" name={name} rows={field.rows ?? 5} {...attributes}>
          {value}
        </textarea>
      );
    case 'choice':
      return (
        <select class="ds-input" name={name} {...attributes}>
          <option value="" />
          {field.options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.label}
            </option>
          ))}
        </select>
      );
    case 'number':
      return (
        <span class="with-unit">
          <input
            class="ds-input short"
            type="text"
            inputMode="decimal"
            name={name}
            value={value}
            {...attributes}
          />
          {field.unit !== undefined && <span>{field.unit}</span>}
        </span>
      );
    case 'date':
    case 'time':
      return <input class="ds-input short" type={field.kind} name={name} value={value} {...attributes} />;
    case 'line':
      return (
        <input
          class={field.width === 'short' ? 'ds-input short' : 'ds-input'}
          type="text"
          inputMode={field.inputMode}
          name={name}
          value={value}
          {...attributes}
        />
      );
    default:
      return null;
  }
};
