/** Decisions of destruction: made by a person about judged cases, carried out by one workflow each, closed by a certificate. */
import { sql } from 'kysely';
import type { CaseId, PersonId } from '../../domain/ids.ts';
import { isCandidate } from '../../domain/retention/judge.ts';
import type { RetentionRuleId } from '../../domain/retention/rules.ts';
import type { LocalDate } from '../../domain/time.ts';
import { type Db, inTransaction } from '../connect.ts';
import { judgeCases, type JudgedCase } from './candidates.ts';
import { findRetentionPlan } from './plans.ts';
import type { Certificate, RowCounts } from './tables.ts';

export type DestructionItem = {
  caseId: CaseId;
  number: string;
  rules: RetentionRuleId[];
  endedOn: LocalDate;
  outcome: 'waiting' | 'heldBack' | 'destroyed';
  counts: RowCounts | null;
  runs: number | null;
};

export type Destruction = {
  id: string;
  planVersion: number;
  decidedBy: PersonId;
  decidedOn: LocalDate;
  decidedAt: Date;
  certificate: Certificate | null;
  items: DestructionItem[];
};

export type Decided = { ok: true } | { ok: false; notCandidates: CaseId[] };

/** Cases are judged once more as the decision is written; one that isn't a candidate refuses it whole. */
export function decideDestruction(
  db: Db,
  wish: { id: string; caseIds: readonly CaseId[]; by: PersonId; on: LocalDate },
): Promise<Decided> {
  return inTransaction(db, async (trx) => {
    // Two decisions at once would both judge before either is written; and no hold is set between judging and writing.
    await sql`lock table destruction_item, retention_note in share row exclusive mode`.execute(trx);
    if ((await findDestruction(trx, wish.id)) !== null) return { ok: true };
    const plan = await findRetentionPlan(trx, null);
    const judged = await judgeCases(trx, { caseIds: wish.caseIds, plan: plan?.plan ?? null, today: wish.on });
    const ready = new Map(judged.filter(isReady).map((one) => [one.caseId, one]));
    const notCandidates = wish.caseIds.filter((id) => !ready.has(id));
    if (plan === null || notCandidates.length > 0) return { ok: false, notCandidates };
    await trx
      .insertInto('destruction')
      .values({ id: wish.id, plan_version: plan.version, decided_by: wish.by, decided_on: wish.on })
      .execute();
    await trx
      .insertInto('destruction_item')
      .values(
        [...ready.values()].map(({ caseId, number, rules, endedOn }) => ({
          destruction_id: wish.id,
          case_id: caseId,
          case_number: number,
          rules,
          ended_on: endedOn,
          outcome: 'waiting' as const,
        })),
      )
      .execute();
    return { ok: true };
  });
}

const isReady = (one: JudgedCase): one is JudgedCase & { endedOn: LocalDate } =>
  one.endedOn !== null && isCandidate(one.judgement);

/** One decision with its cases, by number; null when there is none. */
export async function findDestruction(db: Db, id: string): Promise<Destruction | null> {
  const [found] = await destructions(db, [id]);
  return found ?? null;
}

/** All of them, the newest first. */
export const listDestructions = (db: Db): Promise<Destruction[]> => destructions(db, null);

async function destructions(db: Db, ids: readonly string[] | null): Promise<Destruction[]> {
  let query = db
    .selectFrom('destruction')
    .select([
      'id',
      'plan_version as planVersion',
      'decided_by as decidedBy',
      'decided_on as decidedOn',
      'decided_at as decidedAt',
      'certificate',
    ]);
  if (ids !== null) query = query.where('id', 'in', [...ids]);
  const rows = await query.orderBy('decided_at', 'desc').orderBy('id').execute();
  if (rows.length === 0) return [];
  const items = await db
    .selectFrom('destruction_item')
    .select([
      'destruction_id as destructionId',
      'case_id as caseId',
      'case_number as number',
      'rules',
      'ended_on as endedOn',
      'outcome',
      'counts',
      'runs',
    ])
    .where(
      'destruction_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('case_number')
    .execute();
  return rows.map((row) => ({
    ...row,
    items: items.flatMap(({ destructionId, ...item }) => (destructionId === row.id ? [item] : [])),
  }));
}

/** Decisions that nobody has certified yet: their workflows are to run. */
export async function destructionsUnderWay(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('destruction').select('id').where('certificate', 'is', null).execute();
  return rows.map(({ id }) => id);
}

/** Notes of an item what it came to. Numbers stay as they were first told: a repetition finds less. */
export async function noteItem(
  db: Db,
  of: { id: string; caseId: CaseId },
  told: { outcome?: 'heldBack' | 'destroyed'; counts?: RowCounts; runs?: number },
): Promise<void> {
  const { outcome, counts, runs } = told;
  await sql`
    update destruction_item set
      outcome = coalesce(${outcome ?? null}, outcome),
      counts = coalesce(counts, ${counts === undefined ? null : JSON.stringify(counts)}::jsonb),
      runs = greatest(runs, ${runs ?? null}::integer)
    where destruction_id = ${of.id} and case_id = ${of.caseId}`.execute(db);
}

/** Closes a decision; a certificate that is there stays. */
export async function saveCertificate(db: Db, certificate: Certificate): Promise<void> {
  await db
    .updateTable('destruction')
    .set({ certificate: JSON.stringify(certificate) })
    .where('id', '=', certificate.destructionId)
    .where('certificate', 'is', null)
    .execute();
}
