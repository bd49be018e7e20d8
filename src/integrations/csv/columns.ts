/** The columns of each kind of file, as data, and how a header is recognised. */
import type { ImportKind, ImportProblemCode } from '../../domain/import-rows.ts';

type Column = { name: string; required: boolean; aliases: readonly string[] };

const column = (name: string, ...aliases: string[]): Column => ({ name, required: true, aliases });
const optional = (name: string, ...aliases: string[]): Column => ({ name, required: false, aliases });

/** Column names as our own files spell them; aliases are spellings met in exports of other systems. */
export const columnsOf: Record<ImportKind, readonly Column[]> = {
  schoolUnits: [
    column('skolenhetskod', 'enhetskod'),
    column('namn', 'skolenhet', 'skolenhetsnamn'),
    column('skolform'),
    column('huvudman', 'huvudmannatyp'),
  ],
  calendar: [
    column('skolenhetskod', 'enhetskod'),
    column('namn', 'period'),
    column('från', 'från och med', 'startdatum'),
    column('till', 'till och med', 'slutdatum'),
  ],
  offeredTime: [column('årskurs', 'åk'), column('minuter_per_dag', 'minuter om dagen')],
  staff: [
    column('id', 'person-id'),
    column('förnamn', 'tilltalsnamn'),
    column('efternamn'),
    optional('epost', 'e-postadress', 'mejl', 'email'),
    column('roll', 'befattning', 'titel'),
    column('skolenhetskod', 'enhetskod'),
    column('klass', 'grupp', 'avdelning'),
  ],
  pupils: [
    column('personnummer', 'personnr', 'pnr'),
    column('förnamn', 'tilltalsnamn'),
    column('efternamn'),
    column('skolenhetskod', 'enhetskod'),
    column('årskurs', 'åk'),
    column('klass', 'grupp', 'avdelning'),
    column('skyddsmarkering', 'sekretess'),
    column('folkbokföringskommun', 'kommunkod', 'hemkommun'),
  ],
  guardians: [
    column('elev', 'elevens personnummer'),
    column('vårdnadshavare', 'vårdnadshavarens personnummer'),
    column('förnamn', 'tilltalsnamn'),
    column('efternamn'),
    optional('epost', 'e-postadress', 'mejl', 'email'),
    optional('mobil', 'mobiltelefon', 'mobilnummer', 'telefon'),
    column('relation', 'relationstyp'),
  ],
  absence: [
    column('personnummer', 'personnr', 'pnr'),
    column('datum'),
    optional('lektion', 'lektionsnummer'),
    optional('ämne', 'kurs'),
    column('minuter', 'frånvarominuter'),
    column('typ', 'frånvarotyp'),
    optional('orsak', 'frånvaroorsak'),
  ],
};

/** `Förnamn `, `fornamn` and `FÖR-NAMN` are one word. */
export const plain = (heading: string): string =>
  heading
    .normalize('NFD')
    .replace(/[\u0300-\u036F]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** For each place in the header, the column that stands there; null for a column that we don't use. */
export type Layout = { kind: ImportKind; columns: (string | null)[] };

export type HeaderProblem = { code: ImportProblemCode; field: string | null; params: Record<string, string> };

type Matched = { columns: (string | null)[]; missing: string[]; repeated: string | null; hits: number };

const match = (kind: ImportKind, headings: readonly string[]): Matched => {
  const names = new Map<string, string>();
  for (const { name, aliases } of columnsOf[kind]) {
    for (const spelling of [name, ...aliases]) names.set(plain(spelling), name);
  }
  const columns = headings.map((heading) => names.get(plain(heading)) ?? null);
  const found = columns.filter((name) => name !== null);
  return {
    columns,
    missing: columnsOf[kind]
      .filter(({ name, required }) => required && !found.includes(name))
      .map((c) => c.name),
    repeated: found.find((name, at) => found.indexOf(name) !== at) ?? null,
    hits: new Set(found).size,
  };
};

/** The kind whose columns are all there; of several, the one that more of the header speaks for. */
const recognise = (headings: readonly string[], kinds: readonly ImportKind[]): ImportKind | null => {
  let best: { kind: ImportKind; hits: number } | null = null;
  for (const kind of kinds) {
    const { missing, hits } = match(kind, headings);
    if (missing.length === 0 && hits > (best?.hits ?? 0)) best = { kind, hits };
  }
  return best?.kind ?? null;
};

/** A header that lacks so many of a kind's columns, or more, could be of anything. */
const mostMissing = 2;

/**
 * The kind that a header must have been meant for, though a column of it is missing: most of its columns stand there,
 * and more than of any other kind.
 */
const meantKind = (headings: readonly string[], kinds: readonly ImportKind[]): ImportKind | null => {
  const near = kinds
    .map((kind) => ({ kind, ...match(kind, headings) }))
    .filter(({ missing, hits }) => missing.length <= mostMissing && hits > missing.length)
    .sort((a, b) => b.hits - a.hits);
  const [best, next] = near;
  return best === undefined || best.hits === next?.hits ? null : best.kind;
};

/**
 * Reads the header. `wanted` is the kind that the sender named, if any: a header of another kind is then refused
 * rather than loaded as something else.
 */
export const readHeader = (
  headings: readonly string[],
  wanted: ImportKind | null,
  kinds: readonly ImportKind[],
): { ok: true; layout: Layout } | { ok: false; problem: HeaderProblem } => {
  const refuse = (code: ImportProblemCode, field: string | null, params: Record<string, string> = {}) =>
    ({ ok: false, problem: { code, field, params } }) as const;
  const recognised = recognise(headings, kinds);
  if (
    wanted !== null &&
    recognised !== null &&
    recognised !== wanted &&
    match(wanted, headings).missing.length > 0
  ) {
    return refuse('wrong-kind', null, { found: recognised, wanted });
  }
  const kind = wanted ?? recognised ?? meantKind(headings, kinds);
  if (kind === null) return refuse('unknown-header', null);
  const { columns, missing, repeated } = match(kind, headings);
  const [firstMissing] = missing;
  if (firstMissing !== undefined)
    return refuse('missing-column', firstMissing, { columns: missing.join(', ') });
  if (repeated !== null) return refuse('repeated-column', repeated);
  return { ok: true, layout: { kind, columns } };
};
