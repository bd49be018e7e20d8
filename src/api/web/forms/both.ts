/** Fields of a text in Swedish and, by choice, English: the names are those of the wire (`name.sv`, `name.en`). */
import type { Both } from '../../../domain/both.ts';
import { nameOfPointer, type FormValues, type SimpleField } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';

export type BothText = {
  name: string;
  label: string;
  hint?: string;
  kind: 'line' | 'story';
  optional?: true;
};

/** The Swedish field. */
export const swedish = ({ name, kind, ...asked }: BothText): SimpleField => ({
  ...asked,
  name: `${name}.sv`,
  kind,
  ...(kind === 'story' ? { rows: 3 } : {}),
});

/** The English field, which may be left blank. */
export const english = (ui: Ui, { name, label, kind }: BothText): SimpleField => ({
  name: `${name}.en`,
  label: ui.t('form.inEnglish', { label }),
  kind,
  optional: true,
  ...(kind === 'story' ? { rows: 3 } : {}),
});

/** What stands in both at first. */
export const bothValues = (name: string, text: Both | null): FormValues => ({
  [`${name}.sv`]: [text?.sv ?? ''],
  [`${name}.en`]: [text?.en ?? ''],
});

/** The municipality's text in the reader's language, or else in Swedish. */
export const inWords = (ui: Ui, { sv, en }: Both): string => (ui.lang === 'en' ? (en ?? sv) : sv);

/** A missing text is asked for where its Swedish is typed; `names` are those of such texts. */
export const bothNameOf =
  (...names: string[]) =>
  (pointer: string): string => {
    const name = nameOfPointer(pointer);
    return names.includes(name.split('.').at(-1) ?? '') ? `${name}.sv` : name;
  };
