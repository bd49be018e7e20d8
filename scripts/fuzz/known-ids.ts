/**
 * Real ids for the random requests: made-up ones alone would never get past the first look. Read from the API's own
 * answers, and offered in its document beside what each schema allows anyway.
 */
import type { Speaker } from '../../src/start/story/http.ts';

/** By the name of a key (`caseId`), or of the list that holds it (`cases`). */
export type KnownIds = Map<string, Set<string>>;

/** More of one kind reach nothing new. */
const mostOfAKind = 12;

const remember = (known: KnownIds, name: string, value: string) => {
  const kept = known.get(name) ?? new Set();
  if (kept.size < mostOfAKind) kept.add(value);
  known.set(name, kept);
};

const harvest = (known: KnownIds, value: unknown, name = ''): void => {
  if (Array.isArray(value)) {
    for (const one of value) harvest(known, one, name);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'string') {
      if (key === 'id') remember(known, name, inner);
      else if (/(Id|Unit|Key|^key|^classId)$/.test(key)) remember(known, key, inner);
    } else harvest(known, inner, key);
  }
};

/** What these may read of lists, and of a few cases and pupils. What one may not is passed over. */
export const readKnownIds = async (
  speakers: readonly Speaker[],
  getPaths: readonly string[],
): Promise<KnownIds> => {
  const known: KnownIds = new Map();
  const read = async (path: string) => {
    for (const as of speakers) {
      await as.get(path).then(
        (body) => harvest(known, body),
        () => undefined,
      );
    }
  };
  const paths = getPaths.map((path) => path.replace('/api/v1', ''));
  for (const path of paths.filter((one) => !one.includes('{'))) await read(path);
  for (const list of ['cases', 'pupils']) {
    for (const id of [...(known.get(list) ?? [])].slice(0, 4)) {
      const about = paths.filter((one) => one.startsWith(`/${list}/{id}`) && one.split('{').length === 2);
      for (const path of about) await read(path.replace('{id}', encodeURIComponent(id)));
    }
  }
  return known;
};

/** Lists that are called otherwise than the path above them. */
const listOf: Record<string, string> = { schools: 'schoolUnit', classes: 'classId' };

const camel = (words: string) => words.replaceAll(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The document once more, each schema of an id also offering real ones. */
export const withKnownIds = (document: unknown, known: KnownIds): unknown => {
  const offer = (schema: unknown, name: string): unknown => {
    const values = [...(known.get(name) ?? [])];
    return values.length === 0 ? schema : { anyOf: [{ enum: values }, schema] };
  };
  const walk = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => walk(one, path));
    if (!isObject(value)) return value;
    if (value['in'] === 'path' || value['in'] === 'query') {
      const name = String(value['name']);
      const list = camel(path.split('/{')[0]?.split('/').at(-1) ?? '');
      const pool = name === 'id' ? (listOf[list] ?? list) : name === 'school' ? 'schoolUnit' : name;
      return { ...value, schema: offer(value['schema'], pool) };
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        if (key === 'properties' && isObject(inner)) {
          const offered = Object.entries(inner).map(([name, one]) => [name, offer(walk(one, path), name)]);
          return [key, Object.fromEntries(offered)];
        }
        return [key, walk(inner, key.startsWith('/api/') ? key : path)];
      }),
    );
  };
  return walk(document, '');
};
