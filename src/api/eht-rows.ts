/** Rows about cases on EHT's and the rector's lists: names where they may be shown, texts where they may be read. */
import type { Actor } from '../domain/case/parts.ts';
import type { CaseState } from '../domain/case/state.ts';
import { isVoluntary } from '../domain/case/voluntary.ts';
import type { ContentId } from '../domain/ids.ts';
import { may, relationToCase, type Relation } from '../domain/permissions.ts';
import type { Db } from '../records/connect.ts';
import { readContents } from '../records/contents.ts';
import { pupilNames } from '../records/pupils.ts';
import { fullName } from './session.ts';
import { wordsOf } from './stories.ts';
import { isNamed } from './visible.ts';

type CaseRow = { caseId: string; caseNumber: string; pupilId: string; state: CaseState };

export type ShownRow<T> = { row: T; relation: Relation; head: CaseHead };

type CaseHead = {
  caseId: string;
  caseNumber: string;
  /** Null where the identity is protected. */
  pupilName: string | null;
  class: string | null;
  masked: boolean;
  voluntary: boolean;
};

/** The rows whose case the actor may read, each with what can be shown of its pupil. */
export async function shownRows<T extends CaseRow>(
  db: Db,
  actor: Actor,
  rows: readonly T[],
): Promise<ShownRow<T>[]> {
  const near = rows
    .map((row) => ({ row, relation: relationToCase(actor, row.state) }))
    .filter(({ relation }) => may(actor, 'case.read', relation));
  const pupils = await pupilNames(db, [...new Set(near.map(({ row }) => row.pupilId))]);
  return near.map(({ row, relation }) => {
    const masked = row.state.pupil.protectedIdentity && !isNamed(actor, relation);
    const pupil = masked ? undefined : pupils.get(row.pupilId);
    const head = {
      caseId: row.caseId,
      caseNumber: row.caseNumber,
      pupilName: pupil === undefined ? null : fullName(pupil),
      class: pupil?.class ?? null,
      masked,
      voluntary: isVoluntary(row.state),
    };
    return { row, relation, head };
  });
}

/** A reader of texts; whoever asks decides which ids may be read. */
export async function textsOf(
  db: Db,
  ids: readonly (ContentId | null)[],
): Promise<(id: ContentId | null) => unknown> {
  const bodies = await readContents(db, [...new Set(ids.flatMap((one) => one ?? []))]);
  return (id) => (id === null ? null : wordsOf(bodies.get(id) ?? null));
}
