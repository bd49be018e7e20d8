/** A person with an enrolment as a pupil's row, and whether they have left. Pure: the day is handed in. */
import { addDays, type LocalDate } from '../../domain/time.ts';
import type { Related } from '../../records/sources/related.ts';
import { factShapes, type Facts } from './facts.ts';
import type { Organisations } from './schools.ts';

type Person = Facts['person'];
type Enrolment = NonNullable<Person['enrolments']>[number];

/** What the municipality's own records say of the pupil already. */
export type KnownPupil = {
  civicNo: string;
  class: string;
  marking: 'none' | 'secrecy' | 'protectedRegistration';
  municipality: string;
};

/** What the source is silent of, and something else stands for. */
export type Lack = 'securityMarking' | 'class' | 'municipalityCode';

export type PupilSaid =
  | { is: 'pupil'; row: Record<string, string>; lacks: Lack[] }
  /** Every enrolment has ended; `on` is the first day without one. */
  | { is: 'left'; on: LocalDate }
  /** No pupil of a school form that the product follows, or the source says nothing of it. */
  | { is: 'none' };

const yearWords: Record<string, (year: number | null) => string> = {
  FS: () => 'förskola',
  FKLASS: () => 'F',
  GR: (year) => String(year ?? ''),
  SAM: (year) => String(year ?? ''),
  SP: (year) => String(year ?? ''),
  GRS: (year) => (year === null ? '' : `an${year}`),
  GRAN: (year) => (year === null ? '' : `an${year}`),
  GY: (year) => (year === null ? '' : `gy${year}`),
  GYS: (year) => (year === null ? '' : `gy${year}`),
  GYAN: (year) => (year === null ? '' : `gy${year}`),
};

const markingWords = {
  none: 'Ingen',
  secrecy: 'Sekretessmarkering',
  protectedRegistration: 'Skyddad folkbokföring',
} as const;

type Span = { from: LocalDate | null; to: LocalDate | null };

export const isOver = ({ to }: Span, today: LocalDate): boolean => to !== null && to < today;
const hasBegun = ({ from }: Span, today: LocalDate): boolean => from === null || from <= today;

/** Of what isn't over: what has begun before what is to come, then the latest begun or the soonest to come. */
export const mostCurrent = <T extends Span>(spans: readonly T[], today: LocalDate): T | null => {
  const running = spans.filter((span) => !isOver(span, today));
  const begun = running.filter((span) => hasBegun(span, today));
  const by = (a: T, b: T) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1);
  if (begun.length > 0) return begun.toSorted(by).at(-1) ?? null;
  return running.toSorted(by)[0] ?? null;
};

/** A class is a Klass, in preschool a department; pupils without either stand in their mentor's group. */
const classOf = (
  memberships: readonly Related[],
  unit: string | null,
  preschool: boolean,
  today: LocalDate,
) => {
  const groups = memberships.flatMap(({ facts, from, to }) => {
    const group = factShapes.group.safeParse(facts);
    if (!group.success || isOver(group.data, today)) return [];
    return [{ ...group.data, from: from ?? group.data.from, to: to ?? group.data.to }];
  });
  const order = preschool ? ['Avdelning', 'Klass', 'Mentor'] : ['Klass', 'Mentor'];
  for (const type of order) {
    const ofType = groups.filter((group) => group.type === type && group.name !== null);
    const here = ofType.filter((group) => group.at === unit);
    const found = mostCurrent(here.length > 0 ? here : ofType, today);
    if (found !== null) return found.name;
  }
  return null;
};

/** Marked stays marked: an unknown word, or a marking that a new pupil's source is silent of, is taken as secrecy. */
const markingOf = (person: Person, known: KnownPupil | null): { word: string; lacks: boolean } => {
  if (person.marking !== null) return { word: person.marking, lacks: false };
  if (person.markingUnknown && known?.marking !== 'protectedRegistration')
    return { word: markingWords.secrecy, lacks: false };
  return { word: markingWords[known?.marking ?? 'secrecy'], lacks: !person.markingUnknown };
};

/** `known` is what is on record of the pupil, null for a new one. */
export const pupilSaid = (
  person: Person,
  memberships: readonly Related[],
  organisations: Organisations,
  known: KnownPupil | null,
  today: LocalDate,
): PupilSaid => {
  if (person.enrolments === null) return { is: 'none' };
  const followed = person.enrolments.filter(({ type }) => type !== null && type in yearWords);
  const current = mostCurrent(followed, today);
  if (current === null || !person.alive) {
    if (known === null) return { is: 'none' };
    return { is: 'left', on: lastDayOf(followed, today) };
  }
  const unit = organisations.get(current.at);
  const marking = markingOf(person, known);
  const className = classOf(memberships, current.at, current.type === 'FS', today) ?? known?.class ?? null;
  // An address is withheld for protected identities: what is on record stays, else the school's municipality.
  const told = person.municipality ?? known?.municipality ?? organisations.municipalityOf(current.at);
  const row = {
    personnummer: person.civicNo ?? known?.civicNo ?? '',
    förnamn: person.givenName ?? '',
    efternamn: person.familyName ?? '',
    skolenhetskod: unit?.code ?? '',
    årskurs: yearWordOf(current),
    klass: className ?? '–',
    skyddsmarkering: marking.word,
    // Whoever goes to school here lives here, till somebody says otherwise.
    folkbokföringskommun: told ?? organisations.home ?? '',
  };
  const lacks: Lack[] = [
    ...(marking.lacks ? (['securityMarking'] as const) : []),
    ...(className === null ? (['class'] as const) : []),
    ...(told === null && organisations.home !== null ? (['municipalityCode'] as const) : []),
  ];
  return { is: 'pupil', row, lacks };
};

const yearWordOf = ({ type, year }: Enrolment): string => yearWords[type ?? '']?.(year) ?? '';

/** The day after the last enrolment's last day; today where the source gives none, or one to come. */
const lastDayOf = (enrolments: readonly Enrolment[], today: LocalDate): LocalDate => {
  const ends = enrolments.flatMap(({ to }) => (to === null || to >= today ? [] : [to]));
  const last = ends.toSorted().at(-1);
  return last === undefined ? today : addDays(last, 1);
};
