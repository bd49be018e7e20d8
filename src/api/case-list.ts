/** The cases that somebody may see, narrowed by what they look for: never by diagnosis or by what a story says. */
import type { Actor } from '../domain/case/parts.ts';
import type { Phase } from '../domain/case/state.ts';
import type { LocalDate } from '../domain/time.ts';
import { listCases, type CaseFilter, type CaseSummary } from '../records/cases.ts';
import type { Db } from '../records/connect.ts';
import { listPupils } from '../records/pupils.ts';
import { visibleCases } from './visible.ts';

export type CaseSearch = {
  phase?: Phase | undefined;
  /** School unit code. */
  school?: string | undefined;
  coordinator?: string | undefined;
  pupil?: string | undefined;
  /** Beginning of the pupil's given or family name; who is protected isn't found by it. */
  name?: string | undefined;
  /** The number or its beginning. */
  number?: string | undefined;
};

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
  { actor, today }: { actor: Actor; today: LocalDate },
  search: CaseSearch,
  page: { limit: number; offset: number },
): Promise<{ cases: CaseSummary[]; total: number }> {
  const visible = await visibleCases(db, actor, today);
  if (visible === null) return noCases;
  const { coordinatorId: own } = visible;
  if (own !== undefined && search.coordinator !== undefined && own !== search.coordinator) return noCases;
  const named = search.name === undefined ? undefined : await pupilsNamed(db, search.name);
  const schoolUnits = narrowed(visible.schoolUnits, one(search.school));
  const pupilIds = narrowed(narrowed(visible.pupilIds, one(search.pupil)), named);
  const coordinatorId = own ?? search.coordinator;
  const filter: CaseFilter = {
    ...(search.phase === undefined ? {} : { phases: [search.phase] }),
    ...(schoolUnits === undefined ? {} : { schoolUnits }),
    ...(pupilIds === undefined ? {} : { pupilIds }),
    ...(coordinatorId === undefined ? {} : { coordinatorId }),
    ...(search.number === undefined ? {} : { number: search.number }),
  };
  return listCases(db, filter, page);
}

async function pupilsNamed(db: Db, name: string): Promise<string[]> {
  const { pupils } = await listPupils(db, { schoolUnits: null, search: name }, { limit: 1000 });
  return pupils.map((pupil) => pupil.id);
}
