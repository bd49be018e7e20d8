/** Each kind of field as HTML, in its order; lists of rows with the buttons that add one and take one away. */
import { Hidden } from '../components/hidden.tsx';
import { Guide } from './guide.tsx';
import { Group } from './group.tsx';
import { SimpleControl, type Drawn } from './simple-field.tsx';
import { controlId, first, join, rowCount, type Field } from './spec.ts';

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
      return <Guide guide={field.guide} />;
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
      return <SimpleControl field={field} {...drawn} />;
  }
};

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
