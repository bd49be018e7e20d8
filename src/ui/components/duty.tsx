/** A duty on one line: what, by when and whose, why it is asked for, and the one thing to do about it. */
import type { ComponentChildren } from 'preact';
import type { Ui } from '../ui.ts';

export const Duty = (props: {
  ui: Ui;
  what: string;
  /** What must be seen first: that it is overdue. */
  tag?: ComponentChildren;
  /** By when, of which case, by whom. */
  told: ComponentChildren;
  /** Words of whoever asks. */
  note?: string | null;
  rule: string;
  source: string;
  /** What else stands behind "why". */
  more?: ComponentChildren;
  /** Null where the reader can't do it. */
  action: { href: string; label: string } | null;
}) => (
  <li>
    <div class="duties__what">
      <strong>{props.what}</strong> {props.tag}
      <br />
      <span>{props.told}</span>
      {typeof props.note === 'string' && <p class="quote">{props.note}</p>}
      <details class="why">
        <summary>{props.ui.t('day.why')}</summary>
        <p class="hint">{props.rule}</p>
        <p class="hint">{props.ui.t('day.source', { source: props.source })}</p>
        {props.more}
      </details>
    </div>
    {props.action !== null && (
      <a class="ds-button" data-size="sm" data-variant="secondary" href={props.action.href}>
        {props.action.label}
      </a>
    )}
  </li>
);
