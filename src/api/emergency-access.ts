/** Opening a case in an emergency, and accesses with their reasons and names. */
import type { Actor } from '../domain/case/parts.ts';
import { canBeOpened } from '../domain/emergency-access.ts';
import { coordinatorIdsOf, may } from '../domain/permissions.ts';
import { parseCivicNumber } from '../integrations/csv/civic-number.ts';
import { type CaseFile, type CaseSummary, findCase, listCases, newestCaseOf } from '../records/cases.ts';
import type { Db } from '../records/connect.ts';
import { readContents } from '../records/contents.ts';
import type { KeptEmergency } from '../records/emergency-access.ts';
import { findPeople } from '../records/people.ts';
import { pupilWithCivicNo } from '../records/pupils.ts';
import { relationOf, withPupilOfToday } from './access.ts';
import { fullName } from './session.ts';
import { wordsOf } from './stories.ts';

/** The case that a number or a civic number means, its pupil as of today; null when it means none. */
async function soughtCase(db: Db, sought: string): Promise<CaseFile | null> {
  const { cases } = await listCases(db, { number: sought }, { limit: 2 });
  const byNumber = cases.find(({ number }) => number === sought);
  const found = byNumber ?? (await newestByCivicNo(db, sought));
  const file = found === null ? null : await findCase(db, found.id);
  return file === null ? null : withPupilOfToday(db, file);
}

async function newestByCivicNo(db: Db, sought: string): Promise<CaseSummary | null> {
  const parsed = parseCivicNumber(sought);
  const pupilId = parsed === null ? null : await pupilWithCivicNo(db, parsed.civicNo);
  return pupilId === null ? null : newestCaseOf(db, pupilId);
}

/** What becomes of a wish: the reader has the case already, it opens, or there is nothing that they learn of. */
export type Sought = { kind: 'theirs' | 'opens'; file: CaseFile } | { kind: 'nothing' };

/** domain.md §3: a case that can't be opened so is answered as one that there isn't. */
export async function seek(db: Db, actor: Actor, sought: string): Promise<Sought> {
  const file = await soughtCase(db, sought);
  if (file === null) return { kind: 'nothing' };
  if (may(actor, 'case.read', relationOf(actor, file))) return { kind: 'theirs', file };
  const { protectedIdentity } = file.state.pupil;
  return canBeOpened({ coordinatorIds: coordinatorIdsOf(file.state), protectedIdentity })
    ? { kind: 'opens', file }
    : { kind: 'nothing' };
}

type By = { id: string; name: string };

export type EmergencyView = {
  id: string;
  by: By;
  case: { id: string; number: string } | null;
  reason: string;
  at: string;
  until: string;
  reviewedBy: By | null;
  reviewedAt: string | null;
};

/** In the order in which they come; of a case that is destroyed neither number nor reason is left. */
export async function emergencyViews(db: Db, rows: readonly KeptEmergency[]): Promise<EmergencyView[]> {
  const people = rows.flatMap(({ personId, reviewedBy }) => [personId, reviewedBy ?? []].flat());
  const ids = [...new Set(rows.flatMap(({ caseId }) => caseId ?? []))];
  const [found, reasons, cases] = await Promise.all([
    findPeople(db, [...new Set(people)]),
    readContents(
      db,
      rows.map(({ reasonId }) => reasonId),
    ),
    ids.length === 0 ? [] : listCases(db, { ids }, { limit: ids.length }).then((listed) => listed.cases),
  ]);
  const names = new Map(found.map((person) => [person.id, fullName(person)]));
  const numbers = new Map(cases.map(({ id, number }) => [id, number]));
  const by = (id: string): By => ({ id, name: names.get(id) ?? '' });
  return rows.map((one) => {
    const words = wordsOf(reasons.get(one.reasonId) ?? null);
    return {
      id: one.accessId,
      by: by(one.personId),
      case: one.caseId === null ? null : { id: one.caseId, number: numbers.get(one.caseId) ?? '' },
      reason: typeof words === 'string' ? words : '',
      at: new Date(one.at).toISOString(),
      until: new Date(one.until).toISOString(),
      reviewedBy: one.reviewedBy === null ? null : by(one.reviewedBy),
      reviewedAt: one.reviewedAt?.toISOString() ?? null,
    };
  });
}
