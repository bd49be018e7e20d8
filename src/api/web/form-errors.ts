/** A problem of the API as errors beside the fields of a form, in the reader's language. */
import { first, join, rowCount, stepOf } from '../../ui/forms/spec.ts';
import type { Field, FormError, FormSpec, FormValues } from '../../ui/forms/spec.ts';
import type { Ui } from '../../ui/ui.ts';
import type { ProblemDocument } from '../problem.ts';
import { toldTo } from './told.ts';

/** One error for each field that the problem names; what no field asks for stands over the whole form. */
export function errorsOf(
  ui: Ui,
  spec: FormSpec,
  values: FormValues,
  problem: ProblemDocument,
  nameOf: (pointer: string) => string,
): FormError[] {
  const found = problem.errors?.map(({ field, ...said }) => ({
    field,
    told: ui.lang === 'sv' ? said.detail : said.detail_en,
  })) ?? [{ field: problem.field ?? '', told: toldTo(ui, problem).detail }];
  const seen = new Set<string>();
  return found.flatMap(({ field, told }) => {
    const asked = nearest(spec, values, field.startsWith('/') ? nameOf(field) : '');
    if (asked !== null && seen.has(asked.name)) return [];
    if (asked === null) return [{ name: '', text: told }];
    seen.add(asked.name);
    const blank = problem.errors !== undefined && isBlank(values, asked.name);
    const label = asked.label;
    return [{ name: asked.name, text: blank ? ui.t('form.missing', { label }) : `${label}: ${told}` }];
  });
}

const isBlank = (values: FormValues, name: string): boolean =>
  first(values, name).trim() === '' && rowCount(values, name) === 0;

type Named = { name: string; label: string };

/** The control that a name means: itself, or the nearest around it. */
function nearest(spec: FormSpec, values: FormValues, name: string): Named | null {
  if (name === '' || stepOf(spec, name) === -1) return null;
  const all = spec.steps.flatMap((step) => named(step.fields, values, ''));
  const parts = name.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const found = all.find((one) => one.name === parts.slice(0, length).join('.'));
    if (found !== undefined) return found;
  }
  return all.find((one) => one.name.startsWith(`${name}.`)) ?? null;
}

function named(fields: readonly Field[], values: FormValues, within: string): Named[] {
  return fields.flatMap((field): Named[] => {
    switch (field.kind) {
      case 'words':
      case 'guide':
      case 'fixed':
      case 'kept':
        return [];
      case 'group':
        // Several groups may ask the same: which one is said before it.
        return named(field.fields, values, join(within, field.name)).map(({ name, label }) => ({
          name,
          label: `${field.label} – ${label}`,
        }));
      case 'rows': {
        const name = join(within, field.name);
        const rows = Array.from({ length: rowCount(values, name) }, (_, row) => row);
        return [
          { name, label: field.label },
          // Which of them, where there are several.
          ...rows.flatMap((row) =>
            named(field.fields, values, join(name, row)).map((inner) => ({
              ...inner,
              label: rows.length > 1 ? `${field.one} ${row + 1} – ${inner.label}` : inner.label,
            })),
          ),
        ];
      }
      default:
        return [{ name: join(within, field.name), label: field.label }];
    }
  });
}
