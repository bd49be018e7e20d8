/** The certificate (intyg) of a destruction: what, by which rule, on whose decision, when; nothing of whom it was about. */
import { createHash } from 'node:crypto';
import type { Destruction } from './decisions.ts';
import type { PlanVersion } from './plans.ts';
import type { Certificate } from './tables.ts';

/** Of a decision none of whose cases waits any longer. `completedAt` is real time. Throws while one does. */
export function certificateOf(
  { id, decidedBy, decidedOn, decidedAt, items }: Destruction,
  { version, plan }: PlanVersion,
  completedAt: Date,
): Certificate {
  const told = {
    destructionId: id,
    plan: { version, basis: plan.basis },
    decidedBy,
    decidedOn,
    decidedAt: decidedAt.toISOString(),
    completedAt: completedAt.toISOString(),
    cases: items.map(({ number, endedOn, rules, outcome, counts, runs }) => {
      if (outcome === 'waiting') throw new Error(`${number} isn't destroyed yet.`);
      return { number, endedOn, rules, outcome, counts, runs };
    }),
  };
  return { ...told, digest: digestOf(told) };
}

/** The same as when it was made, however its fields are ordered where it was kept. */
export const isUnchanged = ({ digest, ...told }: Certificate): boolean => digest === digestOf(told);

const digestOf = (told: Omit<Certificate, 'digest'>): string =>
  createHash('sha256')
    .update(JSON.stringify(inOrder(told)))
    .digest('hex');

/** With the names of fields in their order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, inOrder(part)]),
  );
}
