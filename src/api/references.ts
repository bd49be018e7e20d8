/** What a command points at outside its case must exist: staff, documents, kinds of support. The case can't know. */
import type { Command } from '../domain/case/commands.ts';
import { documentsNamedBy } from '../domain/documents/named-by.ts';
import type { CaseId, PersonId } from '../domain/ids.ts';
import type { Db } from '../records/connect.ts';
import { attachDocuments, knownDocuments } from '../records/documents.ts';
import { findPeople } from '../records/people.ts';
import { fieldOfBody } from './fields.ts';
import { Problem } from './problem.ts';
import { namedKinds } from './support-kinds.ts';

const staffKeys = new Set(['personId', 'madeBy', 'decidedBy', 'witnessId', 'ownerPersonId']);
const documentKeys = new Set(['documentId', 'scanId']);

type Reference = { kind: 'staff' | 'document' | 'supportKind'; id: string; at: string };

function referencesIn(value: unknown, at: string): Reference[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]): Reference[] => {
    const here = at === '' ? key : `${at}/${key}`;
    if (typeof inner !== 'string') return referencesIn(inner, here);
    if (staffKeys.has(key)) return [{ kind: 'staff', id: inner, at: here }];
    if (key === 'kindId') return [{ kind: 'supportKind', id: inner, at: here }];
    return documentKeys.has(key) ? [{ kind: 'document', id: inner, at: here }] : [];
  });
}

/** Throws a 422 problem that names the first reference to nobody or nothing; ties new documents to the case. */
export async function checkReferences(
  db: Db,
  { caseId, command, within }: { caseId: CaseId; command: Command; within: string | null },
  { commandId, personId }: { commandId: string; personId: PersonId },
): Promise<void> {
  const references = referencesIn(command, '');
  const idsOf = (kind: Reference['kind']) =>
    references.filter((one) => one.kind === kind).map((one) => one.id);
  const staff = idsOf('staff');
  const documents = idsOf('document');
  const kinds = idsOf('supportKind');
  const people = staff.length === 0 ? [] : await findPeople(db, staff);
  const known = {
    staff: new Set(people.map((person) => person.id)),
    document:
      documents.length === 0 ? new Set<string>() : await knownDocuments(db, caseId, personId, documents),
    supportKind:
      kinds.length === 0 ? new Set<string>() : await namedKinds(db, kinds, command.type === 'beginMeasure'),
  };
  const lost = references.find((one) => !known[one.kind].has(one.id));
  if (lost !== undefined) {
    throw new Problem('unknown-id', { field: fieldOfBody(lost.at, within) ?? lost.at });
  }
  await attachDocuments(db, caseId, commandId, documentsNamedBy(command));
}
