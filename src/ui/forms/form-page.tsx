/** A form's pages: one step, or all the answers before they are sent; errors on top, each a link to its field. */
import { Hidden } from '../components/hidden.tsx';
import type { Ui } from '../ui.ts';
import { shown } from './decode.ts';
import { Fields } from './fields.tsx';
import {
  controlId,
  join,
  rowCount,
  type Field,
  type FormError,
  type FormSpec,
  type FormValues,
} from './spec.ts';

export type FormPageProps = {
  ui: Ui;
  spec: FormSpec;
  /** Where the form is sent to: its own address. */
  action: string;
  /** The place of the step in `spec.steps`; `check` shows the answers. */
  at: number | 'check';
  values: FormValues;
  errors: readonly FormError[];
  /** The key of this sending: the same one twice is one command. */
  sendKey: string;
  /** The revision of the case that the page shows. */
  revision: number | null;
  /** Back to what the form is about. */
  back: { href: string; label: string };
  /** Said when the draft was kept by the server earlier. */
  draftOf: string | null;
  /** Said above the answers before they are sent. */
  remark: string | null;
};

export const FormPage = (props: FormPageProps) => {
  const { ui, spec, action, at } = props;
  const several = spec.steps.length > 1;
  const step = at === 'check' ? null : spec.steps[at];
  return (
    <div class="form-page">
      <p>
        <a class="ds-link" href={props.back.href}>
          {props.back.label}
        </a>
      </p>
      <ErrorSummary ui={ui} errors={props.errors} hrefOf={(name) => hrefOf(props, name)} />
      <h1 class="ds-heading" data-size="lg">
        {spec.title}
      </h1>
      {several && (
        <p class="hint">
          {step === null || step === undefined
            ? ui.t('form.checkAnswers')
            : ui.t('form.stepOf', { no: Number(at) + 1, all: spec.steps.length, title: step.title })}
        </p>
      )}
      {props.draftOf !== null && <p class="hint">{ui.t('form.draftFound', { when: props.draftOf })}</p>}
      <form method="post" action={action} class="stack" noValidate>
        <Hidden name="_csrf" value={ui.csrf} />
        <Hidden name="_key" value={props.sendKey} />
        <Hidden name="_at" value={String(at)} />
        {props.revision !== null && <Hidden name="_revision" value={String(props.revision)} />}
        {/* A form's first button is what Enter in a field presses: never the one that takes away a row. */}
        <button type="submit" name="_go" value={several && at !== 'check' ? 'next' : 'send'} hidden />
        {step === null || step === undefined ? (
          <Answers {...props} />
        ) : (
          <>
            {several && (
              <h2 class="ds-heading" data-size="sm">
                {step.title}
              </h2>
            )}
            {step.intro !== undefined && <p class="ds-paragraph">{step.intro}</p>}
            <Fields ui={ui} fields={step.fields} values={props.values} errors={props.errors} />
          </>
        )}
        <Buttons {...props} />
        {step !== null && (
          <p
            class="hint"
            role="status"
            hx-post={action}
            hx-trigger="input delay:700ms from:closest form"
            hx-include="closest form"
            hx-vals='{"_go":"keep"}'
            hx-swap="innerHTML"
          />
        )}
      </form>
    </div>
  );
};

const Buttons = ({ ui, spec, at }: FormPageProps) => {
  const several = spec.steps.length > 1;
  const sends = !several || at === 'check';
  return (
    <div class="buttons">
      <button class="ds-button" type="submit" name="_go" value={sends ? 'send' : 'next'}>
        {sends ? spec.send : ui.t('form.next')}
      </button>
      {several && at !== 0 && (
        <button
          class="ds-button"
          data-variant="secondary"
          type="submit"
          name="_go"
          value="back"
          formNoValidate
        >
          {ui.t('form.back')}
        </button>
      )}
      <button class="ds-button" data-variant="tertiary" type="submit" name="_go" value="later" formNoValidate>
        {ui.t('form.later')}
      </button>
      <button
        class="ds-button"
        data-variant="tertiary"
        type="submit"
        name="_go"
        value="discard"
        formNoValidate
      >
        {ui.t('form.discard')}
      </button>
    </div>
  );
};

/** A link to the field on this page, or to the step on which it stands. */
function hrefOf({ spec, at, action }: FormPageProps, name: string): string {
  const step = stepOf(spec, name);
  if (step === -1) return '#main';
  const anchor = `#${controlId(name)}`;
  return step === at ? anchor : `${action}${action.includes('?') ? '&' : '?'}step=${step}${anchor}`;
}

/** The step on which a field stands; -1 where none asks for it. */
export function stepOf(spec: FormSpec, name: string): number {
  return spec.steps.findIndex((step) => step.fields.some((field) => holds(field, name)));
}

function holds(field: Field, name: string): boolean {
  if (field.kind === 'words' || field.kind === 'guide') return false;
  if (field.kind === 'group') {
    if (field.name === undefined) return field.fields.some((inner) => holds(inner, name));
    return name === field.name || name.startsWith(`${field.name}.`);
  }
  return name === field.name || name.startsWith(`${field.name}.`);
}

export const ErrorSummary = (props: {
  ui: Ui;
  errors: readonly FormError[];
  hrefOf: (name: string) => string;
}) =>
  props.errors.length === 0 ? null : (
    <div class="ds-error-summary" role="alert" aria-labelledby="errors-title" tabIndex={-1} id="errors">
      <h2 class="ds-heading" data-size="xs" id="errors-title">
        {props.ui.t('form.errors')}
      </h2>
      <ul class="ds-list">
        {props.errors.map((error, index) => (
          <li key={index}>
            {error.name === '' ? (
              error.text
            ) : (
              <a class="ds-link" href={props.hrefOf(error.name)}>
                {error.text}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );

const Answers = ({ ui, spec, values, action, remark }: FormPageProps) => (
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

/** The small word beside a form that what is typed is kept. */
export const DraftKept = ({ ui }: { ui: Ui }) => <>{ui.t('form.draftKept')}</>;
