/** A form's pages: one step, or all the answers before they are sent; errors on top, each a link to its field. */
import { Hidden } from '../components/hidden.tsx';
import type { Ui } from '../ui.ts';
import { Answers } from './answers.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { Fields } from './fields.tsx';
import {
  controlId,
  filesIn,
  stepOf,
  type FormError,
  type FormSpec,
  type FormValues,
  type Step,
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
  /** How far the case had come when this was begun: by revision, and by version. Null where it is about none. */
  seen: { revision: number; version: number } | null;
  /** Back to what the form is about. */
  back: { href: string; label: string };
  /** It was begun earlier, and kept. */
  isDraft: boolean;
  /** Said above the answers before they are sent. */
  remark: string | null;
};

export const FormPage = (props: FormPageProps) => {
  const { ui, spec, action, at } = props;
  const several = spec.steps.length > 1;
  const step = at === 'check' ? null : spec.steps[at];
  const hasFiles = filesIn(step?.fields ?? [], props.values).length > 0;
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
            : ui.t('form.stepOf', { no: Number(at) + 1, all: spec.steps.length })}
        </p>
      )}
      {props.isDraft && <p class="hint">{ui.t('form.draftFound')}</p>}
      <form
        method="post"
        action={action}
        class="stack"
        encType={hasFiles ? 'multipart/form-data' : undefined}
        noValidate
      >
        <Hidden name="_csrf" value={ui.csrf} />
        <Hidden name="_key" value={props.sendKey} />
        <Hidden name="_at" value={String(at)} />
        {props.seen !== null && (
          <>
            <Hidden name="_revision" value={String(props.seen.revision)} />
            <Hidden name="_version" value={String(props.seen.version)} />
          </>
        )}
        {/* A form's first button is what Enter in a field presses: never the one that takes away a row. */}
        <button type="submit" name="_go" value={several && at !== 'check' ? 'next' : 'send'} hidden />
        {step === null || step === undefined ? (
          <Answers {...props} />
        ) : (
          <>
            {several && !namesItself(step) && (
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

/** Its only list is called what the step is called: said once. */
const namesItself = ({ title, fields }: Step): boolean =>
  fields.some((field) => field.kind === 'rows' && field.label === title);

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

/** The small word beside a form that what is typed is kept. */
export const DraftKept = ({ ui }: { ui: Ui }) => <>{ui.t('form.draftKept')}</>;
