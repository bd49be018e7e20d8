/** Parses what came in and says, field by field and in two languages, what isn't valid. */
import type { z } from 'zod';
import { fieldTexts, fill, type FieldCode } from '../texts/problems.ts';
import { schemaTexts } from '../texts/schema-problems.ts';
import { Problem, type FieldProblem } from './problem.ts';
import { openIssue, saidBy } from './schema-issue.ts';

/** At most so many fields are named in one answer. */
const mostErrors = 50;

const pointer = (path: PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const isFieldCode = (value: unknown): value is FieldCode => typeof value === 'string' && value in fieldTexts;

/** One issue may name several unknown keys: each is a field of its own. */
function fieldsOf(issue: z.core.$ZodIssue): FieldProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: pointer([...issue.path, key]),
      detail: fieldTexts['unknown-field'].sv,
      detail_en: fieldTexts['unknown-field'].en,
    }));
  }
  const field = pointer(issue.path);
  const code: unknown = issue.code === 'custom' ? issue.params?.['code'] : null;
  if (isFieldCode(code)) {
    return [{ field, detail: fieldTexts[code].sv, detail_en: fieldTexts[code].en }];
  }
  const said = saidBy(issue);
  const { sv, en } = schemaTexts[said.code];
  return [{ field, detail: fill(sv, said.params), detail_en: fill(en, said.params) }];
}

/**
 * The parsed value, or a 422 problem with `errors` naming each field as a JSON pointer.
 * `where` prefixes the pointers of what isn't the body: `query`, `path`.
 */
export function parseOrRefuse<T extends z.ZodType>(schema: T, value: unknown, where = ''): z.output<T> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const errors = result.error.issues
    .flatMap(openIssue)
    .flatMap(fieldsOf)
    .slice(0, mostErrors)
    .map((error) => ({ ...error, field: `${where}${error.field}` }));
  const first = errors[0];
  throw new Problem('invalid-request', { errors, ...(first === undefined ? {} : { field: first.field }) });
}

const unstorable = /\0|\p{Surrogate}/u;

/**
 * Refuses texts that Postgres cannot hold: NUL, and half a surrogate pair. Walks with a stack of its own, as a
 * body may nest deeper than the machine's.
 */
export function refuseUnstorable(value: unknown, where = ''): void {
  const open: { at: string; value: unknown }[] = [{ at: where, value }];
  const errors: FieldProblem[] = [];
  const found = (field: string) => {
    const { sv, en } = fieldTexts['forbidden-character'];
    errors.push({ field, detail: sv, detail_en: en });
  };
  for (let next = open.pop(); next !== undefined && errors.length < mostErrors; next = open.pop()) {
    if (typeof next.value === 'string') {
      if (unstorable.test(next.value)) found(next.at);
    } else if (typeof next.value === 'object' && next.value !== null) {
      for (const [key, inner] of Object.entries(next.value)) {
        if (unstorable.test(key)) found(next.at);
        else open.push({ at: `${next.at}${pointer([key])}`, value: inner });
      }
    }
  }
  const first = errors[0];
  if (first !== undefined) throw new Problem('invalid-request', { errors, field: first.field });
}
