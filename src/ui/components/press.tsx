/** A button that does one thing at once. Its key makes a double press one deed. */
import { Hidden } from './hidden.tsx';
import type { Ui } from '../ui.ts';

export const Press = (props: {
  ui: Ui;
  action: string;
  label: string;
  /** Said after the label to those who hear the button without its row. */
  about?: string;
  values?: Readonly<Record<string, string>>;
  sendKey: string;
  variant?: 'primary' | 'secondary' | 'tertiary';
  size?: 'sm' | 'md';
}) => (
  <form method="post" action={props.action} class="press">
    <Hidden name="_csrf" value={props.ui.csrf} />
    <Hidden name="_key" value={props.sendKey} />
    {Object.entries(props.values ?? {}).map(([name, value]) => (
      <Hidden key={name} name={name} value={value} />
    ))}
    <button
      class="ds-button"
      type="submit"
      data-variant={props.variant ?? 'secondary'}
      data-size={props.size ?? 'md'}
    >
      {props.label}
      {props.about !== undefined && <span class="ds-sr-only"> {props.about}</span>}
    </button>
  </form>
);
