/**
 * A file to choose, or a document that is there already. What was chosen and sent in stands among the latter, so that
 * it can be seen, kept or left out; a browser never fills in a file by itself.
 */
import type { Ui } from '../ui.ts';
import type { Attributes } from './control.tsx';
import { controlId, fileChoices, first, uploadName, type FormValues, type SimpleField } from './spec.ts';

const papers = '.pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg';

export const FileControl = (props: {
  ui: Ui;
  field: Extract<SimpleField, { kind: 'file' }>;
  name: string;
  values: FormValues;
  attributes: Attributes;
}) => {
  const { ui, field, name, values } = props;
  const choices = fileChoices(field, values, name);
  const chosen = values[`_file.${name}`] ?? [];
  const id = `${controlId(name)}-there`;
  return (
    <>
      <input
        class="ds-input"
        type="file"
        name={uploadName(name)}
        accept={field.accept ?? papers}
        {...props.attributes}
      />
      {chosen.map((one, index) => (
        <input key={index} type="hidden" name={`_file.${name}`} value={one} />
      ))}
      {choices.length > 0 && (
        <>
          <label class="ds-label" data-weight="regular" for={id}>
            {ui.t(chosen.length > 0 ? 'form.file.chosen' : 'form.file.there')}
          </label>
          <select class="ds-input" id={id} name={name}>
            <option value="">{ui.t('form.file.none')}</option>
            {choices.map(({ value, label }) => (
              <option key={value} value={value} selected={value === first(values, name)}>
                {label}
              </option>
            ))}
          </select>
        </>
      )}
    </>
  );
};
