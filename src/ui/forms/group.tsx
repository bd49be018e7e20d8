/** Controls that belong together, under one legend, with their hint and error. */
import type { ComponentChildren } from 'preact';

export const Group = (props: {
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
