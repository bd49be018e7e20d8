/** What was typed → the command's body, by the form's own description. The command's schema judges it. */
import { fileChoices, first, join, rowCount, type Field, type FormValues, type SimpleField } from './spec.ts';

type Json = string | number | boolean | Json[] | { [key: string]: Json };

/** Blank fields are left out: the schema says what is needed and what a default is. */
export function decode(fields: readonly Field[], values: FormValues): Record<string, Json> {
  const body: Record<string, Json> = {};
  fill(body, fields, values, '');
  return body;
}

function fill(
  into: Record<string, Json>,
  fields: readonly Field[],
  values: FormValues,
  within: string,
): void {
  for (const field of fields) {
    switch (field.kind) {
      case 'words':
      case 'guide':
        break;
      case 'group': {
        if (field.name === undefined) {
          fill(into, field.fields, values, within);
          break;
        }
        const inner: Record<string, Json> = {};
        fill(inner, field.fields, values, join(within, field.name));
        if (Object.keys(inner).length > 0) put(into, field.name, inner);
        break;
      }
      case 'rows': {
        const name = join(within, field.name);
        const rows = Array.from({ length: rowCount(values, name) }, (_, row) => {
          const inner: Record<string, Json> = {};
          fill(inner, field.fields, values, join(name, row));
          return inner;
        });
        put(into, field.name, rows);
        break;
      }
      default: {
        const value = valueOf(field, values[join(within, field.name)] ?? []);
        if (value !== undefined) put(into, field.name, value);
      }
    }
  }
}

/** `voice.pupil` stands in `{ voice: { pupil } }`. */
function put(into: Record<string, Json>, name: string, value: Json): void {
  const [head = name, ...rest] = name.split('.');
  if (rest.length === 0) {
    into[head] = value;
    return;
  }
  const there = into[head];
  const inner = typeof there === 'object' && !Array.isArray(there) ? there : {};
  into[head] = inner;
  put(inner, rest.join('.'), value);
}

function valueOf(field: SimpleField, typed: readonly string[]): Json | undefined {
  const words = (typed[0] ?? '').replaceAll('\r\n', '\n');
  switch (field.kind) {
    case 'fixed':
      return field.value;
    case 'choices': {
      const chosen = typed.filter((one) => one !== '');
      return chosen.length === 0 ? undefined : chosen;
    }
    case 'number':
      return words.trim() === '' ? undefined : numberOr(words);
    case 'yesNo':
      return words === '' ? undefined : words === 'yes';
    case 'choice':
      if (words === '') return undefined;
      return field.number === true ? numberOr(words) : words;
    case 'story':
      return words.trim() === '' ? undefined : words;
    default:
      return words.trim() === '' ? undefined : words.trim();
  }
}

/** A Swedish number; what isn't one stays as typed, for the schema to refuse. */
function numberOr(words: string): number | string {
  const number = Number(words.trim().replaceAll(/[\s ]/g, '').replace(',', '.'));
  return Number.isFinite(number) ? number : words;
}

/**
 * Rows that nobody filled in are taken out and the rest move up, so that a refusal's row is the row on the page.
 * A choice alone, which a row may begin with, doesn't fill it in.
 */
export function withoutEmptyRows(fields: readonly Field[], values: FormValues): FormValues {
  let left: FormValues = values;
  for (const field of fields) {
    if (field.kind !== 'rows') continue;
    // Of a later step: nothing is shown there yet.
    if (values[`_rows.${field.name}`] === undefined && rowCount(values, field.name) === 0) continue;
    const filled = Array.from({ length: rowCount(left, field.name) }, (_, row) => row).filter((row) =>
      isFilled(left, `${field.name}.${row}.`),
    );
    left = moveRows(left, field.name, filled);
  }
  return left;
}

/** The values with just these rows of a list, in this order. */
export function moveRows(values: FormValues, name: string, rows: readonly number[]): FormValues {
  const kept = Object.entries(values).filter(
    ([key]) => !key.startsWith(`${name}.`) && key !== `_rows.${name}`,
  );
  const moved = rows.flatMap((from, to) =>
    Object.entries(values)
      .filter(([key]) => key.startsWith(`${name}.${from}.`))
      .map(([key, typed]): [string, readonly string[]] => [
        `${name}.${to}.${key.slice(`${name}.${from}.`.length)}`,
        typed,
      ]),
  );
  return Object.fromEntries([...kept, ...moved, [`_rows.${name}`, [String(rows.length)]]]);
}

const isFilled = (values: FormValues, prefix: string): boolean =>
  Object.entries(values).some(
    ([key, typed]) => key.startsWith(prefix) && typed.some((one) => one.trim() !== ''),
  );

/** For the answers' page: what stands in a field, as words. */
export function shown(field: SimpleField, values: FormValues, name: string): string {
  const typed = values[name] ?? [];
  if (field.kind === 'choice' || field.kind === 'choices') {
    return field.options
      .filter((one) => typed.includes(one.value))
      .map((one) => one.label)
      .join(', ');
  }
  if (field.kind === 'yesNo') {
    const choice = first(values, name);
    return choice === 'yes' ? field.yes : choice === 'no' ? field.no : '';
  }
  if (field.kind === 'file') {
    return fileChoices(field, values, name).find(({ value }) => typed.includes(value))?.label ?? '';
  }
  return field.kind === 'fixed' || field.kind === 'kept' ? '' : (typed[0] ?? '');
}
