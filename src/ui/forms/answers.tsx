/** All that is typed in a form, before it is sent, with a way back to each step. */
import type { Ui } from '../ui.ts';
import { shown } from './decode.ts';
import { join, rowCount, type Field, type FormSpec, type FormValues } from './spec.ts';

type AnswersProps = {
  ui: Ui;
  spec: FormSpec;
  values: FormValues;
  action: string;
  /** Said above the answers before they are sent. */
  remark: string | null;
};

export const Answers = ({ ui, spec, values, action, remark }: AnswersProps) => (
  <>
    {remark !== null && (
      <div class="ds-alert" data-color="warning">
        {remark.split('\n').map((line, index) => (
          <p key={index} class="ds-paragraph">
            {line}
          </p>
        ))}
      </div>
    )}
    {spec.steps.map((step, index) => (
      <section key={step.id}>
        <h2 class="ds-heading" data-size="xs">
          {step.title}
        </h2>
        <dl class="answers">
          <AnswersOf ui={ui} fields={step.fields} values={values} within="" />
        </dl>
        <p>
          <a class="ds-link" href={`${action}${action.includes('?') ? '&' : '?'}step=${index}`}>
            {ui.t('form.change', { what: step.title.toLowerCase() })}
          </a>
        </p>
      </section>
    ))}
  </>
);

const AnswersOf = (props: { ui: Ui; fields: readonly Field[]; values: FormValues; within: string }) => (
  <>
    {props.fields.map((field, index) => {
      switch (field.kind) {
        case 'words':
        case 'guide':
        case 'fixed':
        case 'kept':
          return null;
        case 'group':
          return (
            <div key={index} class="answers__row">
              <dt>{field.label}</dt>
              <dd>
                <dl class="answers">
                  <AnswersOf {...props} fields={field.fields} within={join(props.within, field.name)} />
                </dl>
              </dd>
            </div>
          );
        case 'rows': {
          const name = join(props.within, field.name);
          return Array.from({ length: rowCount(props.values, name) }, (_, row) => (
            <div key={`${index}-${row}`} class="answers__row">
              <dt>{`${field.one} ${row + 1}`}</dt>
              <dd>
                <dl class="answers">
                  <AnswersOf {...props} fields={field.fields} within={join(name, row)} />
                </dl>
              </dd>
            </div>
          ));
        }
        default: {
          const words = shown(field, props.values, join(props.within, field.name));
          return (
            <div key={index} class="answers__row">
              <dt>{field.label}</dt>
              <dd>{words === '' ? props.ui.t('form.nothing') : words}</dd>
            </div>
          );
        }
      }
    })}
  </>
);
