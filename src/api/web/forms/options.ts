/** The choices of an enumeration as a form shows them: each value's text stands under `<prefix>.<value>`. */
import { catalogue, type TextKey } from '../../../texts/text.ts';
import type { Option } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';

/** The values whose text is in the catalogue under this prefix: a value without a text doesn't compile. */
type ValueOf<P extends string> = TextKey extends infer K
  ? K extends `${P}.${infer V}`
    ? V extends `${string}.${string}`
      ? never
      : V
    : never
  : never;

export function optionsOf<P extends string, V extends ValueOf<P>>(
  ui: Ui,
  prefix: P,
  values: readonly V[],
): Option[] {
  const words: Readonly<Record<string, string>> = catalogue[ui.lang];
  return values.map((value) => {
    const hint = words[`${prefix}.${value}.hint`];
    return { value, label: words[`${prefix}.${value}`] ?? value, ...(hint === undefined ? {} : { hint }) };
  });
}
