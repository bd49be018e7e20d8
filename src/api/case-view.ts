/** One case as a reader sees it: state, texts and names, cut to what the reader's role and relation allow. */
import type { CaseState } from '../domain/case/state.ts';
import { isVoluntary } from '../domain/case/voluntary.ts';
import type { ContentId } from '../domain/ids.ts';
import { type Asker, may, type Relation } from '../domain/permissions.ts';
import { readsStrong, staffTextsOf, strongTextsOf } from '../domain/secrecy.ts';
import type { CaseFile } from '../records/cases.ts';
import type { Db } from '../records/connect.ts';
import { denialsOf } from '../records/consent-denials.ts';
import { readContents } from '../records/contents.ts';
import { findPeople } from '../records/people.ts';
import { findPupil, guardiansOf, type Pupil } from '../records/pupils.ts';
import { linksOf } from './command.ts';
import { isFamily } from './family-entry.ts';
import { fullName } from './session.ts';
import { idsIn, withStories, wordsOf, type Found } from './stories.ts';
import { isNamed } from './visible.ts';

/** Parts whose texts the family doesn't read here: talks with others, and each respondent's own part. */
const keptFromFamily: (keyof CaseState)[] = ['contacts', 'papers', 'mapping'];

/** One case as its reader may see it: what is kept from them isn't there. */
export type CaseReading = {
  file: CaseFile;
  relation: Relation;
  /** Cut to what the reader may see, denied consents taken out. */
  state: CaseState;
  /** Whether the identity is protected and kept from the reader. */
  masked: boolean;
  /** Null where it is kept from the reader, or unknown. */
  pupil: Pupil | null;
  /** A content as it was written (`{ text }` as the text itself); null where the reader may not see it. */
  content(id: ContentId): unknown;
  /** A content's words; null also where it isn't a text. */
  text(id: ContentId | null): string | null;
  /** The name of staff or a guardian of the case; null where the reader may not see it. */
  name(id: string): string | null;
  /** All names that stand in the case, by id. */
  names: Readonly<Record<string, string>>;
};

/** Reads a case for an actor whom the gate let through with this relation. */
export async function readCase(
  db: Db,
  actor: Asker,
  relation: Relation,
  file: CaseFile,
): Promise<CaseReading> {
  const state = shownState(await withoutDenied(db, file.state), actor, relation);
  const masked = file.state.pupil.protectedIdentity && !isNamed(actor, relation);
  const [bodies, names, pupil] = await Promise.all([
    readContents(db, [...readableContents(state, actor, relation)]),
    namesOf(db, idsIn(state), file, masked),
    masked ? null : findPupil(db, file.pupilId),
  ]);
  const content = (id: ContentId) => wordsOf(bodies.get(id) ?? null);
  return {
    file,
    relation,
    state,
    masked,
    pupil,
    content,
    text: (id) => {
      const words = id === null ? null : content(id);
      return typeof words === 'string' ? words : null;
    },
    name: (id) => names[id] ?? null,
    names,
  };
}

/** The case as JSON: its row, its state with texts, names by id, and links. */
export async function caseView(
  db: Db,
  actor: Asker,
  relation: Relation,
  file: CaseFile,
): Promise<Record<string, unknown>> {
  const { state, masked, pupil, content, names } = await readCase(db, actor, relation, file);
  return {
    id: file.id,
    number: file.number,
    phase: file.phase,
    revision: file.revision,
    version: file.version,
    openedOn: file.openedOn,
    previousCaseId: file.previousCaseId,
    voluntary: isVoluntary(file.state),
    cap: file.capNominalEnd === null ? null : { nominalEnd: file.capNominalEnd, actBy: file.capActBy },
    coordinatorIds: file.coordinatorIds,
    pupilName: pupil === null ? null : fullName(pupil),
    masked,
    state: withStories(state, content),
    names,
    links: linksOf(file.id),
  };
}

/** A withdrawal that the case hasn't confirmed yet already holds (design: nothing is shown in between). */
export async function withoutDenied(db: Db, state: CaseState): Promise<CaseState> {
  const denials = await denialsOf(db, state.caseId);
  if (denials.length === 0) return state;
  const consents = state.consents.map((consent) => {
    const denied = denials.filter((denial) => denial.consentId === consent.consentId);
    const kinds = consent.kinds.filter(
      (kind) => !denied.some((denial) => denial.kinds === null || denial.kinds.includes(kind)),
    );
    return { ...consent, kinds };
  });
  return { ...state, consents };
}

function shownState(state: CaseState, actor: Asker, relation: Relation): CaseState {
  return may(actor, 'concernReport.read', relation) ? state : { ...state, concernReports: [] };
}

function readableContents(state: CaseState, actor: Asker, relation: Relation): Set<string> {
  if (!may(actor, 'content.read', relation)) return new Set();
  const readable = idsIn(state).contentIds;
  if (!readsStrong(actor, relation)) for (const id of strongTextsOf(state)) readable.delete(id);
  if (isFamily(actor)) {
    for (const part of keptFromFamily) for (const id of idsIn(state[part]).contentIds) readable.delete(id);
    for (const id of staffTextsOf(state)) readable.delete(id);
  }
  return readable;
}

/** Names by id: staff always, guardians unless the identity is protected. */
export async function namesOf(
  db: Db,
  found: Found,
  file: Pick<CaseFile, 'pupilId'>,
  hidden: boolean,
): Promise<Record<string, string>> {
  const staff = await findPeople(db, [...found.staffIds]);
  const guardians = hidden ? [] : await guardiansOf(db, file.pupilId);
  const known = guardians.filter((guardian) => found.guardianIds.has(guardian.id));
  return Object.fromEntries([...staff, ...known].map((who) => [who.id, fullName(who)]));
}
