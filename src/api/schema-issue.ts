/** What a schema's no means, as a code with values: the words stand in `texts/schema-problems.ts`. */
import type { z } from 'zod';
import type { SchemaCode } from '../texts/schema-problems.ts';

type Issue = z.core.$ZodIssue;
export type Said = { code: SchemaCode; params: Record<string, string | number> };

const plain = (code: SchemaCode): Said => ({ code, params: {} });

const wrongType: Readonly<Record<string, SchemaCode>> = {
  string: 'not-text',
  number: 'not-number',
  int: 'not-whole',
  boolean: 'not-yes-or-no',
  array: 'not-a-list',
  object: 'not-an-object',
  record: 'not-an-object',
};

const tooSmall = ({ origin, minimum, inclusive }: Extract<Issue, { code: 'too_small' }>): Said => {
  const params = { least: Number(minimum) };
  if (origin === 'string') return { code: 'too-short', params };
  if (origin === 'array') return { code: 'too-few', params };
  return { code: inclusive === false ? 'not-above' : 'too-small', params };
};

const tooBig = ({ origin, maximum, inclusive }: Extract<Issue, { code: 'too_big' }>): Said => {
  const params = { most: Number(maximum) };
  if (origin === 'string') return { code: 'too-long', params };
  if (origin === 'array') return { code: 'too-many', params };
  return { code: inclusive === false ? 'not-below' : 'too-big', params };
};

const hasNo = (input: unknown, key: PropertyKey | undefined): boolean =>
  typeof input === 'object' && input !== null && key !== undefined && !Object.hasOwn(input, key);

/** The names of the shapes that there are; null where what was sent names none because it isn't an object. */
const choicesOf = (issue: Extract<Issue, { code: 'invalid_union' }>): Said | null => {
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options : [];
  return options.length === 0
    ? null
    : { code: 'no-choice', params: { choices: options.map(String).join(', ') } };
};

/** `issue` as parsed with `reportInput`: what is absent is told from what has the wrong type. */
export const saidBy = (issue: Issue): Said => {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return plain('missing');
      return plain(wrongType[issue.expected] ?? 'invalid');
    case 'invalid_value':
      if (issue.input === undefined) return plain('missing');
      return { code: 'no-choice', params: { choices: issue.values.map(String).join(', ') } };
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      if (issue.format === 'email') return plain('no-email');
      return plain(issue.format === 'url' ? 'no-address' : 'wrong-form');
    case 'invalid_union':
      // No shape goes by that name, or none is named: the path ends with the field that names it.
      if (hasNo(issue.input, issue.path.at(-1))) return plain('missing');
      return choicesOf(issue) ?? plain('invalid');
    default:
      return plain('invalid');
  }
};

const isMissing = (issue: Issue): boolean => saidBy(issue).code === 'missing';
/** Those of the branch's own fields alone: deeper ones say that the branch was meant. */
const unknownKeys = (issues: readonly Issue[]): number =>
  issues.reduce(
    (n, issue) => n + (issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys.length : 0),
    0,
  );

/** How far what was sent is from a branch: fields that the branch doesn't know weigh most, then those that it lacks. */
const distance = (issues: readonly Issue[]): [number, number, number] => [
  unknownKeys(issues),
  issues.filter((issue) => issue.path.length <= 1 && isMissing(issue)).length,
  issues.length,
];

const isNearer = (a: readonly Issue[], b: readonly Issue[]): boolean => {
  const [mine, other] = [distance(a), distance(b)];
  const first = mine.findIndex((n, i) => n !== other[i]);
  return first >= 0 && (mine[first] ?? 0) < (other[first] ?? 0);
};

/**
 * The issues that people can do something about: where several shapes are allowed, those of the shape that is
 * nearest to what was sent, with their whole paths.
 */
export const openIssue = (issue: Issue): Issue[] => {
  if (issue.code !== 'invalid_union') return [issue];
  const [first, ...rest] = issue.errors;
  if (first === undefined) return [issue];
  const nearest = rest.reduce((best, one) => (isNearer(one, best) ? one : best), first);
  return nearest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(openIssue);
};
