/**
 * A form as data: what is asked, in which order, under which names. The names are those of the command's body
 * (`measures.0.note` for `/measures/0/note`), so that a refusal's field finds its control by itself. Labels and
 * hints are finished texts in the reader's language.
 */
export type Option = { value: string; label: string; hint?: string };

type Asked = {
  name: string;
  label: string;
  hint?: string;
  /** Said after the label; the command itself decides what is needed. */
  optional?: true;
};

export type SimpleField =
  | (Asked & { kind: 'line'; width?: 'short' | 'full'; inputMode?: 'numeric' | 'email' })
  | (Asked & { kind: 'story'; rows?: number })
  | (Asked & { kind: 'date' })
  | (Asked & { kind: 'time' })
  /** A Swedish number: decimal comma or point. */
  | (Asked & { kind: 'number'; unit?: string })
  | (Asked & { kind: 'yesNo'; yes: string; no: string })
  /** One of several: radio buttons up to seven, else a select. */
  | (Asked & { kind: 'choice'; options: Option[]; as?: 'radios' | 'select'; number?: true })
  /** Any of several; a list in the body. */
  | (Asked & { kind: 'choices'; options: Option[] })
  /** A file to choose, or one of those that are there; its id in the body. `accept`: other kinds than scans and papers. */
  | (Asked & { kind: 'file'; there?: Option[]; accept?: string })
  /** Always sent; never asked. */
  | { kind: 'fixed'; name: string; value: string }
  /** Carried along as it was filled in at first, such as a row's id; never asked. */
  | { kind: 'kept'; name: string };

export type Field =
  | SimpleField
  /** Fields that belong together, under a heading; `name` puts them into an object of that name. */
  | { kind: 'group'; name?: string; label: string; hint?: string; fields: SimpleField[] }
  /** A list of such groups; `one` names one of them, `add` the button. At most `max`. */
  | {
      kind: 'rows';
      name: string;
      label: string;
      hint?: string;
      one: string;
      add: string;
      fields: (SimpleField | GroupInRow)[];
      /** Rows shown before anything is filled in. */
      shown: number;
      max: number;
    }
  /** Words among the fields: a guide, a warning, with the place where it is put right. */
  | { kind: 'words'; text: string; tone?: 'warning'; link?: { href: string; label: string } }
  /** A checklist to have beside the fields, and what to open with it; `closed` until asked for. */
  | { kind: 'guide'; guide: FormGuide };

export type FormGuide = {
  title: string;
  intro?: string;
  parts: readonly { heading: string; points: readonly string[] }[];
  links?: readonly { href: string; label: string }[];
  closed?: true;
};

export type GroupInRow = {
  kind: 'group';
  name?: string;
  label: string;
  hint?: string;
  fields: SimpleField[];
};

export type Step = { id: string; title: string; intro?: string; fields: Field[] };

export type FormSpec = {
  title: string;
  /** The button that sends it. */
  send: string;
  /** One: asked and sent on one page. Several: one at a time, and all of it shown before it's sent. */
  steps: Step[];
};

/** What was typed, by the controls' names. */
export type FormValues = Readonly<Record<string, readonly string[]>>;

/** A field's problem, by its control's name; an empty name is the whole form's. */
export type FormError = { name: string; text: string };

/** `/measures/0/note` → `measures.0.note`. */
export const nameOfPointer = (pointer: string): string =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');

export const join = (...parts: (string | number | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join('.');

export const first = (values: FormValues, name: string): string => values[name]?.[0] ?? '';

/** The id of a field's control, to link to. */
export const controlId = (name: string): string => `f-${name.replaceAll('.', '-')}`;

/** How many rows of a list have been typed in, or are shown. */
export function rowCount(values: FormValues, name: string): number {
  let count = Number(first(values, `_rows.${name}`)) || 0;
  for (const key of Object.keys(values)) {
    if (!key.startsWith(`${name}.`)) continue;
    const index = Number(key.slice(name.length + 1).split('.')[0]);
    if (Number.isInteger(index) && index >= count) count = index + 1;
  }
  return Math.min(count, 100);
}

/** Every control's name in a step, as far as rows have been typed in. */
export function namesIn(fields: readonly Field[], values: FormValues, within = ''): string[] {
  return fields.flatMap((field): string[] => {
    switch (field.kind) {
      case 'words':
      case 'guide':
        return [];
      case 'group':
        return namesIn(field.fields, values, join(within, field.name));
      case 'rows': {
        const name = join(within, field.name);
        const rows = Array.from({ length: rowCount(values, name) }, (_, index) => index);
        return [`_rows.${name}`, ...rows.flatMap((row) => namesIn(field.fields, values, join(name, row)))];
      }
      case 'file': {
        const name = join(within, field.name);
        return [name, `_file.${name}`];
      }
      default:
        return [join(within, field.name)];
    }
  });
}

/** The name of the control by which a file is chosen; the field's own name holds the id that it got. */
export const uploadName = (name: string): string => `_upload.${name}`;

type FileField = Extract<SimpleField, { kind: 'file' }>;

/** What can stand in a file's field: the one that was chosen in the form, and those that were there before. */
export function fileChoices({ there = [] }: FileField, values: FormValues, name: string): Option[] {
  const [value = '', label = ''] = values[`_file.${name}`] ?? [];
  return value === '' || there.some((one) => one.value === value) ? there : [{ value, label }, ...there];
}

/** The fields for files, by their controls' names, as far as rows have been typed in. */
export function filesIn(
  fields: readonly Field[],
  values: FormValues,
  within = '',
): { name: string; label: string }[] {
  return fields.flatMap((field): { name: string; label: string }[] => {
    switch (field.kind) {
      case 'group':
        return filesIn(field.fields, values, join(within, field.name));
      case 'rows': {
        const name = join(within, field.name);
        const rows = Array.from({ length: rowCount(values, name) }, (_, index) => index);
        return rows.flatMap((row) => filesIn(field.fields, values, join(name, row)));
      }
      case 'file':
        return [{ name: join(within, field.name), label: field.label }];
      default:
        return [];
    }
  });
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
