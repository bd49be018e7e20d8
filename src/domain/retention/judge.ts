/** When a case may be destroyed by its municipality's plan, and what holds it back. */
import { addDays, addMonths, type LocalDate, maxDate } from '../time.ts';
import { type RetentionPlan, type RetentionRule, type RetentionRuleId, retentionRuleIds } from './rules.ts';

/**
 * Förvaltningslagen (2017:900) 44 §: three weeks to appeal from the day on which one was told. By analogy: when the
 * family was told isn't kept, so a week for the post is added.
 */
export const appealDays = 28;

/** What is known of a case, as far as its destruction hangs on it. */
export type CaseToJudge = {
  /** Null while it is open. */
  endedOn: LocalDate | null;
  /** The day of the last decision in it; null where there was none. */
  decidedOn: LocalDate | null;
  rules: ReadonlySet<RetentionRuleId>;
  /** Another case of the same pupil is open: it may rest on this one. */
  pupilHasOpenCase: boolean;
  /** A legal hold, or an exception from the plan, that nobody has lifted; the day is its last, null: until lifted. */
  holds: readonly { what: HoldKind; until: LocalDate | null }[];
  /** What is to be kept was handed to the archive on that day: what is left here is a copy. */
  handedToArchiveOn: LocalDate | null;
};

/**
 * `legalHold`: somebody's right hangs on it (a trial, an inspection, a claim). `exception`: the archivist keeps this one
 * longer than the plan says.
 */
export const holdKinds = ['legalHold', 'exception'] as const;
export type HoldKind = (typeof holdKinds)[number];

export type HeldBack =
  | { why: 'open' }
  | { why: 'pupilHasOpenCase' }
  | { why: 'noPlan' }
  /** To be kept for ever, and not handed to the archive. */
  | { why: 'kept'; rules: RetentionRuleId[] }
  | { why: 'tooEarly'; until: LocalDate }
  | { why: 'appealTime'; until: LocalDate }
  | { why: HoldKind; until: LocalDate | null };

export type Judgement = {
  /** The first day on which all of it that isn't kept for ever may go, by the plan alone; null while nobody can say. */
  from: LocalDate | null;
  /** Those that let it go last. */
  by: RetentionRuleId[];
  /** Empty: it is a candidate. */
  heldBack: HeldBack[];
};

/**
 * The first day on which papers under a rule may be destroyed; null where they are kept. Lag (1930:173): a period in
 * years ends on the same-numbered day, and the day after is free.
 */
export function freeFrom(rule: RetentionRule, endedOn: LocalDate): LocalDate | null {
  if (rule.what === 'keep') return null;
  if (rule.from === 'caseEnded') return addDays(addMonths(endedOn, rule.afterYears * 12), 1);
  // From the last day of that year: the first of January, so many years on.
  return addDays(addMonths(lastDayOfYear(endedOn), rule.afterYears * 12), 1);
}

const lastDayOfYear = (day: LocalDate): LocalDate => {
  const inJanuary = addMonths(day, 1 - Number(day.slice(5, 7)));
  return addDays(addMonths(addDays(inJanuary, 1 - Number(inJanuary.slice(8, 10))), 12), -1);
};

/** A whole case goes when the last of its rules lets it go. `plan` is null where none is adopted. */
export function judge(held: CaseToJudge, plan: RetentionPlan | null, today: LocalDate): Judgement {
  const heldBack: HeldBack[] = [];
  const { endedOn } = held;
  if (endedOn === null) heldBack.push({ why: 'open' });
  if (held.pupilHasOpenCase) heldBack.push({ why: 'pupilHasOpenCase' });
  if (plan === null) heldBack.push({ why: 'noPlan' });
  for (const { what, until } of held.holds) {
    if (until === null || today <= until) heldBack.push({ why: what, until });
  }
  const appeal = held.decidedOn === null ? null : addDays(held.decidedOn, appealDays);
  if (appeal !== null && today <= appeal) heldBack.push({ why: 'appealTime', until: appeal });
  if (plan === null || endedOn === null) return { from: null, by: [], heldBack };

  const { from, by, kept } = lastOf(held, plan, endedOn);
  if (kept.length > 0) heldBack.push({ why: 'kept', rules: kept });
  if (from !== null && today < from) heldBack.push({ why: 'tooEarly', until: from });
  return { from, by, heldBack };
}

function lastOf(held: CaseToJudge, plan: RetentionPlan, endedOn: LocalDate) {
  // In the order of the rules, so that the same case is always told in the same words.
  const free = retentionRuleIds
    .filter((id) => held.rules.has(id))
    .map((id) => ({ id, on: freeFrom(plan.rules[id], endedOn) ?? archived(held, endedOn) }));
  const kept = free.filter(({ on }) => on === null).map(({ id }) => id);
  const days = free.flatMap(({ on }) => (on === null ? [] : [on]));
  const from = maxDate(addDays(endedOn, 1), ...days);
  return { from, by: free.filter(({ on }) => on === from).map(({ id }) => id), kept };
}

/** What is kept stands in the archive from the day after it was handed over. */
const archived = ({ handedToArchiveOn }: CaseToJudge, endedOn: LocalDate): LocalDate | null =>
  handedToArchiveOn === null ? null : addDays(maxDate(handedToArchiveOn, endedOn), 1);

/** Nothing holds it back: it may be decided on. */
export const isCandidate = ({ heldBack }: Judgement): boolean => heldBack.length === 0;

/**
 * Whether it belongs to the archivist's list of that day: its time has come by the plan, whatever else holds it back.
 * What is kept for ever is listed too: it is to be handed to the archive.
 */
export const isListed = ({ from, heldBack }: Judgement): boolean =>
  from !== null && !heldBack.some(({ why }) => why === 'tooEarly');
