/** The register as it is read: a year's entries, or a case's. */
import type { SecrecyTag } from '../../domain/documents/document.ts';
import {
  parseRegistryNumber,
  type RegistryDirection,
  type RegistryKind,
  type RegistryPaper,
} from '../../domain/registry/entry.ts';
import type { CaseId, ContentId, PersonId, PupilId } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/time.ts';
import type { Db } from '../connect.ts';
import { beginningWith, count } from '../sql.ts';

export type RegistryEntry = RegistryPaper & {
  year: number;
  running: number;
  caseId: CaseId;
  /** Null where the case has been destroyed. */
  caseNumber: string | null;
  pupilId: PupilId | null;
  registeredOn: LocalDate;
  registeredBy: PersonId | null;
  noteId: ContentId | null;
};

export type RegistryFilter = {
  caseId?: CaseId;
  year?: number;
  direction?: RegistryDirection;
  kind?: RegistryKind;
  secrecy?: SecrecyTag;
  /** An entry's number, or the beginning of a case's. */
  search?: string;
};

/** The newest first, `limit` (100) from `offset`; and how many there are. */
export async function listRegistry(
  db: Db,
  filter: RegistryFilter,
  page: { limit?: number; offset?: number } = {},
): Promise<{ entries: RegistryEntry[]; total: number }> {
  let query = db.selectFrom('registry_entry as entry').leftJoin('case_file', 'case_file.id', 'entry.case_id');
  if (filter.caseId !== undefined) query = query.where('entry.case_id', '=', filter.caseId);
  if (filter.year !== undefined) query = query.where('year', '=', filter.year);
  if (filter.direction !== undefined) query = query.where('direction', '=', filter.direction);
  if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
  if (filter.secrecy !== undefined) query = query.where('secrecy', '=', filter.secrecy);
  const { search = '' } = filter;
  const place = parseRegistryNumber(search);
  if (place !== null) {
    query = query.where('year', '=', place.year).where('running', '=', place.running);
  } else if (search !== '') {
    query = query.where('case_file.number', 'like', beginningWith(search.trim()));
  }
  const { total } = await query.select(count.as('total')).executeTakeFirstOrThrow();
  const entries = await query
    .select([
      'year',
      'running',
      'entry.case_id as caseId',
      'case_file.number as caseNumber',
      'case_file.pupil_id as pupilId',
      'direction',
      'kind',
      'party',
      'secrecy',
      'rule',
      'on_date as on',
      'registered_on as registeredOn',
      'registered_by as registeredBy',
      'note_id as noteId',
    ])
    .orderBy('year', 'desc')
    .orderBy('running', 'desc')
    .limit(page.limit ?? 100)
    .offset(page.offset ?? 0)
    .execute();
  return { entries, total };
}

/** The years that have a series, the newest first. */
export async function registryYears(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('registry_series').select('year').orderBy('year', 'desc').execute();
  return rows.map(({ year }) => year);
}
