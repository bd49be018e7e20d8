/** Destroys what was decided: records, histories, certificate. */
import { ApplicationFailure } from '@temporalio/activity';
import type { CaseId } from '../domain/ids.ts';
import { isCandidate } from '../domain/retention/judge.ts';
import { localDateOf } from '../domain/calendar.ts';
import type { Instant, LocalDate } from '../domain/time.ts';
import { judgeCases } from '../records/retention/candidates.ts';
import { certificateOf } from '../records/retention/certificate.ts';
import { type Db, inTransaction } from '../records/connect.ts';
import {
  type Destruction,
  findDestruction,
  noteItem,
  saveCertificate,
} from '../records/retention/decisions.ts';
import { destroyDoomed, tablesLeft } from '../records/retention/destroy.ts';
import { doomedBy } from '../records/retention/doomed.ts';
import { addToLedger, type Begun, readLedger } from '../records/retention/ledger.ts';
import { findRetentionPlan, type PlanVersion } from '../records/retention/plans.ts';
import { calendarAround } from './mornings.ts';
import type { DestructionActivities } from './destruction-contract.ts';

export type DestructionDeps = {
  db: Db;
  /** The ledger's file; null: none is set, and nothing is destroyed. */
  ledger: string | null;
  /** The engine's histories of a case. */
  histories: { count(caseId: CaseId): Promise<number>; deleteAll(caseId: CaseId): Promise<boolean> };
  /** Domain time. */
  now(): Promise<Instant>;
};

const todayOf = (at: Instant): LocalDate => localDateOf(calendarAround(at), at);

/** Tried again by the workflow: the engine deletes in its own time. */
const notYet = (what: string): ApplicationFailure => ApplicationFailure.retryable(what, 'not-yet');

export const createDestruction = ({ db, ledger, histories, now }: DestructionDeps): DestructionActivities => {
  const file = (): string => {
    if (ledger === null) throw notYet('BRYGGAN_DESTRUCTION_LEDGER is needed: where destructions are written');
    return ledger;
  };
  const begunOf = async (destructionId: string): Promise<Begun | null> => {
    for (const entry of await readLedger(file()))
      if (entry.what === 'begun' && entry.destructionId === destructionId) return entry;
    return null;
  };
  const doomedIn = async ({ destructionId, caseId }: { destructionId: string; caseId: CaseId }) => {
    const doomed = (await begunOf(destructionId))?.cases.find((one) => one.caseId === caseId);
    if (doomed === undefined) throw notYet('what is to be destroyed must stand in the ledger first');
    return doomed;
  };

  return {
    async beginDestruction({ destructionId }) {
      const begun =
        (await begunOf(destructionId)) ??
        (await addToLedger(db, file(), await begin(db, destructionId, todayOf(await now()))));
      if (begun.what !== 'begun') throw new Error('another kind of entry');
      return { caseIds: begun.cases.map(({ caseId }) => caseId) };
    },

    async destroyRecords(of) {
      const doomed = await doomedIn(of);
      // With the counts in the same transaction: what was counted is what went.
      await inTransaction(db, async (trx) => {
        const counts = await destroyDoomed(trx, doomed);
        await noteItem(trx, { id: of.destructionId, caseId: of.caseId }, { counts });
      });
    },

    async destroyHistories(of) {
      const runs = await histories.count(of.caseId);
      await noteItem(db, { id: of.destructionId, caseId: of.caseId }, { runs });
      if (!(await histories.deleteAll(of.caseId)))
        throw notYet('the engine still holds histories of the case');
    },

    async certifyDestruction({ destructionId }) {
      const begun = await begunOf(destructionId);
      for (const doomed of begun?.cases ?? []) {
        const left = await tablesLeft(db, doomed);
        if (left.length > 0 || (await histories.count(doomed.caseId)) > 0)
          throw notYet(`something of a case is left: ${left.join(', ') || 'histories'}`);
        await noteItem(db, { id: destructionId, caseId: doomed.caseId }, { outcome: 'destroyed' });
      }
      const { destruction, plan } = await decidedOn(db, destructionId);
      const certificate = certificateOf(destruction, plan, new Date());
      const added = await addToLedger(db, file(), {
        what: 'done',
        destructionId,
        at: certificate.completedAt,
        certificate,
        items: destruction.items.map(({ number: caseNumber, outcome, ...item }) => {
          if (outcome === 'waiting') throw new Error(`${caseNumber} isn't destroyed yet.`);
          return { ...item, caseNumber, outcome };
        }),
      });
      // One that was written before a crash is the certificate.
      if (added.what === 'done') await saveCertificate(db, added.certificate);
    },
  };
};

async function decidedOn(
  db: Db,
  destructionId: string,
): Promise<{ destruction: Destruction; plan: PlanVersion }> {
  const destruction = await findDestruction(db, destructionId);
  const plan = destruction === null ? null : await findRetentionPlan(db, destruction.planVersion);
  if (destruction === null || plan === null)
    throw ApplicationFailure.nonRetryable('there is no such decision of destruction', 'no-decision');
  return { destruction, plan };
}

/** Marks what is held back by now, and says what goes. */
function begin(db: Db, destructionId: string, today: LocalDate): Promise<Begun> {
  return inTransaction(db, async (trx) => {
    const { destruction, plan } = await decidedOn(trx, destructionId);
    const waiting = destruction.items.filter(({ outcome }) => outcome === 'waiting');
    const judged = await judgeCases(trx, {
      caseIds: waiting.map(({ caseId }) => caseId),
      plan: plan.plan,
      today,
      decidedBy: destructionId,
    });
    const cases: Begun['cases'] = [];
    for (const item of waiting) {
      const judgement = judged.find(({ caseId }) => caseId === item.caseId)?.judgement;
      const doomed =
        judgement !== undefined && isCandidate(judgement) ? await doomedBy(trx, item.caseId) : null;
      if (doomed === null)
        await noteItem(trx, { id: destructionId, caseId: item.caseId }, { outcome: 'heldBack' });
      else cases.push({ ...doomed, rules: item.rules, endedOn: item.endedOn });
    }
    return {
      what: 'begun',
      destructionId,
      at: new Date().toISOString(),
      decidedBy: destruction.decidedBy,
      decidedOn: destruction.decidedOn,
      decidedAt: destruction.decidedAt.toISOString(),
      plan: { version: plan.version, body: plan.plan, savedBy: plan.savedBy, savedOn: plan.savedOn },
      cases,
    };
  });
}
