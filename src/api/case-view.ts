/** One case as a reader sees it: state, texts and names, cut to what the reader's role and relation allow. */
import type { Actor } from '../domain/case/parts.ts';
import type { CaseState } from '../domain/case/state.ts';
import { isVoluntary } from '../domain/case/voluntary.ts';
import { may, type Relation } from '../domain/permissions.ts';
import { readsStrong, staffTextsOf, strongTextsOf } from '../domain/secrecy.ts';
import type { CaseFile } from '../records/cases.ts';
import type { Db } from '../records/connect.ts';
import { denialsOf } from '../records/consent-denials.ts';
import { readContents } from '../records/contents.ts';
import { findPeople } from '../records/people.ts';
import { findPupil, guardiansOf } from '../records/pupils.ts';
import { linksOf } from './command.ts';
import { fullName } from './session.ts';
import { idsIn, withStories, wordsOf, type Found } from './stories.ts';
import { isNamed } from './visible.ts';

/** Parts whose texts the family doesn't read here: talks with others, and each respondent's own part. */
const keptFromFamily: (keyof CaseState)[] = ['contacts', 'papers', 'mapping'];

export const isFamily = (actor: Actor): boolean => actor.role === 'guardian' || actor.role === 'pupil';

/** The case as JSON: its row, its state with texts, names by id, and links. */
export async function caseView(
  db: Db,
  actor: Actor,
  relation: Relation,
  file: CaseFile,
): Promise<Record<string, unknown>> {
  const state = shownState(await withoutDenied(db, file.state), actor, relation);
  const found = idsIn(state);
  const readable = readableContents(state, actor, relation);
  const bodies = await readContents(db, [...readable]);
  const told = withStories(state, (id) => wordsOf(bodies.get(id) ?? null));
  const hidden = file.state.pupil.protectedIdentity && !isNamed(actor, relation);
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
    pupilName: hidden ? null : await pupilName(db, file.pupilId),
    masked: hidden,
    state: told,
    names: await namesOf(db, found, file, hidden),
    links: linksOf(file.id),
  };
}

/** A withdrawal that the case hasn't confirmed yet already holds (design: nothing is shown in between). */
async function withoutDenied(db: Db, state: CaseState): Promise<CaseState> {
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

function shownState(state: CaseState, actor: Actor, relation: Relation): CaseState {
  return may(actor, 'concernReport.read', relation) ? state : { ...state, concernReports: [] };
}

function readableContents(state: CaseState, actor: Actor, relation: Relation): Set<string> {
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

async function pupilName(db: Db, pupilId: string): Promise<string | null> {
  const pupil = await findPupil(db, pupilId);
  return pupil === null ? null : fullName(pupil);
}
