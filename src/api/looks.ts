/** Who looked at what about whom: the log of reads as well as writes (domain.md §3). */
import type { CaseId, PupilId } from '../domain/ids.ts';
import { type Asker, needFor, noRelation, type Action, type Relation } from '../domain/permissions.ts';
import type { Instant } from '../domain/time.ts';
import type { CaseSummary } from '../records/cases.ts';
import { writeAudit, writeAudits, type AuditEntry } from '../records/audit.ts';
import type { Granted } from './access.ts';
import type { Deps } from './deps.ts';
import type { Caller } from './session.ts';

type Looking = { deps: Pick<Deps, 'db'>; session: Pick<Caller, 'personId' | 'role'>; now: Instant };

const entryOf = (
  { session: { personId, role }, now }: Omit<Looking, 'deps'>,
  action: string,
  relation: Relation,
): Omit<AuditEntry, 'caseId' | 'pupilId'> => ({
  at: new Date(now),
  personId,
  role,
  action,
  relation: [...relation].sort().join(' ') || null,
});

/** Notes what the gate let through; nothing where it names neither a case nor a pupil. */
export async function noteLook(
  { db }: Pick<Deps, 'db'>,
  action: string,
  session: Pick<Caller, 'personId' | 'role'>,
  granted: Granted,
  now: Instant,
): Promise<void> {
  if (granted.case === null && granted.pupil === null) return;
  await writeAudit(db, {
    ...entryOf({ session, now }, action, granted.relation),
    caseId: granted.case?.id ?? null,
    pupilId: granted.case?.pupilId ?? granted.pupil?.id ?? null,
  });
}

export type Shown = { caseId?: CaseId | null; pupilId: PupilId | null; relation?: Relation };

/**
 * Notes whom a list told of: a row for each, once. Lists that show a name, a figure or a text of somebody do so; those
 * with a case's number alone don't. `relation`: by which it was let through, where each row doesn't say its own.
 */
export async function noteShown(
  { deps, session, now }: Looking,
  action: string,
  relation: Relation,
  shown: readonly Shown[],
): Promise<void> {
  const rows = new Map(
    shown.map(({ caseId = null, pupilId, relation: own = relation }) => [
      `${caseId} ${pupilId}`,
      { ...entryOf({ session, now }, action, own), caseId, pupilId },
    ]),
  );
  await writeAudits(deps.db, [...rows.values()]);
}

/** Whom a row of the log itself tells of, by no relation: to look at it is a look as well. */
export const toldBy = ({ caseId, pupilId }: Required<Omit<Shown, 'relation'>>): Shown => ({
  caseId,
  pupilId,
});

/** A row that somebody sees as a deputy says so; of other rows the list's own relation is told. */
export const byDeputy = (
  actor: Asker,
  { coordinatorIds }: Pick<CaseSummary, 'coordinatorIds'>,
): Pick<Shown, 'relation'> =>
  'standsInFor' in actor && !coordinatorIds.includes(actor.personId) ? { relation: new Set(['deputy']) } : {};

/** The relation by which a role's lists are cut; none where it sees all. */
export function relationOfLists(actor: Asker, action: Action): Relation {
  const need = needFor(actor, action);
  return need === null || need === 'any' ? noRelation : new Set([need]);
}
