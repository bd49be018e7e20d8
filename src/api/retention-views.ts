/** Retention as the API tells it. */
import { createHash } from 'node:crypto';
import type { CaseId, PersonId } from '../domain/ids.ts';
import type { HeldBack } from '../domain/retention/judge.ts';
import { retentionRuleIds, type RetentionRule, suggestions } from '../domain/retention/rules.ts';
import type { Db } from '../records/connect.ts';
import { findPeople } from '../records/people.ts';
import type { JudgedCase } from '../records/retention/candidates.ts';
import { isUnchanged } from '../records/retention/certificate.ts';
import type { Destruction } from '../records/retention/decisions.ts';
import { countDoomed } from '../records/retention/destroy.ts';
import { doomedBy } from '../records/retention/doomed.ts';
import type { RetentionNote } from '../records/retention/notes.ts';
import { findRetentionPlan, type PlanVersion } from '../records/retention/plans.ts';
import { fullName } from './session.ts';

const ruleView = (rule: RetentionRule) =>
  rule.what === 'keep' ? { ...rule, afterYears: null, from: null } : rule;

/** What is in force; or, where nothing is, what the product suggests. */
export const planView = (found: PlanVersion | null) => ({
  version: found?.version ?? null,
  savedOn: found?.savedOn ?? null,
  basis: found?.plan.basis ?? null,
  rules: Object.fromEntries(
    retentionRuleIds.map((id) => [id, ruleView(found?.plan.rules[id] ?? suggestions[id].rule)]),
  ),
});

const heldBackView = (held: HeldBack) => ({
  why: held.why,
  until: 'until' in held ? held.until : null,
  rules: 'rules' in held ? held.rules : [],
});

export const candidateView = ({ judgement, ...one }: JudgedCase) => ({
  caseId: one.caseId,
  number: one.number,
  schoolUnit: one.schoolUnit,
  endedOn: one.endedOn,
  from: judgement.from,
  by: judgement.by,
  heldBack: judgement.heldBack.map(heldBackView),
});

/** What somebody writes while they look at a trial doesn't make it another. */
const passing = new Set(['form_draft', 'command_log', 'session']);

/** What would go, exactly; nothing is changed. Throws EngineAway. */
export async function trialOf(
  db: Db,
  cases: readonly Pick<JudgedCase, 'caseId' | 'number' | 'rules'>[],
  countRuns: (caseId: CaseId) => Promise<number>,
) {
  const told = [];
  for (const { caseId, number, rules } of cases) {
    const doomed = await doomedBy(db, caseId);
    if (doomed === null) continue;
    const counts = await countDoomed(db, doomed);
    told.push({
      caseId,
      number,
      rules,
      counts,
      files: counts['document'] ?? 0,
      keys: counts['record_key'] ?? 0,
      runs: await countRuns(caseId),
      register: doomed.pupilIds.length > 0,
    });
  }
  const lasting = told.map(({ counts, ...one }) => ({
    ...one,
    counts: Object.entries(counts).filter(([table]) => !passing.has(table)),
  }));
  return { cases: told, digest: createHash('sha256').update(JSON.stringify(lasting)).digest('hex') };
}

/** Staff by name; null of who is no longer known. */
async function namesOf(db: Db, ids: readonly PersonId[]): Promise<(id: PersonId) => string | null> {
  const found = await findPeople(db, [...new Set(ids)]);
  const names = new Map(found.map((person) => [person.id, fullName(person)]));
  return (id) => names.get(id) ?? null;
}

/** In the order in which they come. */
export async function destructionViews(db: Db, found: readonly Destruction[]) {
  const nameOf = await namesOf(
    db,
    found.map(({ decidedBy }) => decidedBy),
  );
  return Promise.all(
    found.map(async ({ id, planVersion, decidedBy, decidedOn, items, certificate }) => ({
      id,
      plan: {
        version: planVersion,
        basis: certificate?.plan.basis ?? (await findRetentionPlan(db, planVersion))?.plan.basis ?? '',
      },
      decidedBy: { id: decidedBy, name: nameOf(decidedBy) },
      decidedOn,
      cases: items.map(({ caseId: _caseId, ...item }) => item),
      certificate:
        certificate === null
          ? null
          : {
              completedAt: certificate.completedAt,
              digest: certificate.digest,
              unchanged: isUnchanged(certificate),
            },
    })),
  );
}

/** In the order in which they come. */
export async function noteViews(db: Db, notes: readonly RetentionNote[]) {
  const nameOf = await namesOf(
    db,
    notes.flatMap(({ setBy, lifted }) => [setBy, ...(lifted === null ? [] : [lifted.by])]),
  );
  return notes.map(({ id, what, on, setBy, setOn, reason, lifted }) => ({
    id,
    what,
    on,
    setBy: nameOf(setBy),
    setOn,
    reason,
    lifted: lifted === null ? null : { by: nameOf(lifted.by), on: lifted.on, reason: lifted.reason },
  }));
}
