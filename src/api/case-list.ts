/** The cases that somebody may see, narrowed by what they look for: never by diagnosis or by what a story says. */
import type { Asker } from '../domain/permissions.ts';
import type { Phase } from '../domain/case/state.ts';
import type { LocalDate } from '../domain/time.ts';
import { listCases, type CaseFilter, type CaseSummary } from '../records/cases.ts';
import type { Db } from '../records/connect.ts';
import { pupilsNamed } from '../records/pupils.ts';
import { visibleCases } from './visible.ts';

export type CaseSearch = {
  phase?: Phase | undefined;
  /** School unit code; a protected pupil is found by it by those alone who see that one school's cases. */
  school?: string | undefined;
  coordinator?: string | undefined;
  pupil?: string | undefined;
  /** Beginnings of words of the pupil's name; who is protected isn't found by it. */
  name?: string | undefined;
  /** The number or its beginning. */
  number?: string | undefined;
};

/** A name of which more pupils have the beginning is too short to look for. */
const namedAtMost = 1000;

const noCases = { cases: [], total: 0 };

/** Filters narrow what may be seen, never widen it. */
function narrowed<T>(
  visible: readonly T[] | undefined,
  asked: readonly T[] | undefined,
): readonly T[] | undefined {
  if (asked === undefined) return visible;
  return visible === undefined ? asked : asked.filter((one) => visible.includes(one));
}

const one = <T>(asked: T | undefined): T[] | undefined => (asked === undefined ? undefined : [asked]);

/** The newest first. */
export async function searchCases(
  db: Db,
  { actor, today }: { actor: Asker; today: LocalDate },
  search: CaseSearch,
  page: { limit: number; offset: number },
): Promise<{ cases: CaseSummary[]; total: number }> {
  const visible = await visibleCases(db, actor, today);
  if (visible === null) return noCases;
  const named = search.name === undefined ? undefined : await pupilsNamed(db, search.name, namedAtMost);
  const schoolUnits = narrowed(visible.schoolUnits, one(search.school));
  const pupilIds = narrowed(narrowed(visible.pupilIds, one(search.pupil)), named);
  // domain.md §3: a list never tells the school of who is protected, nor does a search by school.
  const tellsSchool = search.school !== undefined && visible.schoolUnits?.length !== 1;
  const filter: CaseFilter = {
    ...(tellsSchool ? { unprotected: true } : {}),
    ...(search.phase === undefined ? {} : { phases: [search.phase] }),
    ...(schoolUnits === undefined ? {} : { schoolUnits }),
    ...(pupilIds === undefined ? {} : { pupilIds }),
    ...(visible.workedBy === undefined ? {} : { workedBy: visible.workedBy }),
    ...(search.coordinator === undefined ? {} : { coordinatorId: search.coordinator }),
    ...(search.number === undefined ? {} : { number: search.number }),
  };
  return listCases(db, filter, page);
}
