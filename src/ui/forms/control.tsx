/** The control of one question that is answered in one place: a line, a story, a date, a number, a select. */
import type { SimpleField } from './spec.ts';

/** The kinds of field that are asked, and not only carried along. */
export type Asked = Exclude<SimpleField, { kind: 'fixed' | 'kept' }>;

/** What ties a control to its label, hint and error. */
export type Attributes = {
  id: string;
  'aria-invalid'?: true | undefined;
  'aria-describedby'?: string | undefined;
};

export const Control = (props: { field: Asked; name: string; value: string; attributes: Attributes }) => {
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
