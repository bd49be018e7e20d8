/** Consent given, refused, withdrawn, run out; maturity judged (domain.md §2 step 6). */
import { sameGiver } from '../consent.ts';
import type { LocalDate } from '../time.ts';
import { addMonths } from '../time.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext } from './context.ts';
import { notBegun, stopInvitations } from './coverage.ts';
import type { CaseEvent, RecordedEvent } from './events.ts';
import type { Consent, ConsentRecord, Giver, InformationKind } from './consent-parts.ts';
import type { Actor } from './parts.ts';
import type { Decided, Refusal } from './refusal.ts';
import { accept, refuse } from './refusal.ts';
import { purposeRules } from './rules-version.ts';
import type { CaseState } from './state.ts';

type No = { ok: false; refusal: Refusal };

/** A guardian or pupil acts for themselves alone; staff note what the giver said or signed. */
const speaksFor = (actor: Actor, giver: Giver): boolean => {
  if (actor.role === 'guardian') return giver.role === 'guardian' && giver.guardianId === actor.guardianId;
  return actor.role !== 'pupil' || giver.role === 'pupil';
};

const refuseGiver = (state: CaseState, giver: Giver, actor: Actor, field: string): No | null => {
  if (!speaksFor(actor, giver)) return refuse('not-permitted', field);
  if (giver.role === 'pupil') return null;
  // domain.md §3: at 18 the guardians' part ends.
  if (state.ofAge) return refuse('invalid-value', field, { reason: 'of-age' });
  return state.pupil.guardianIds.includes(giver.guardianId) ? null : refuse('unknown-id', field);
};

const refuseTime = ({ from, until }: Consent, maxMonths: number, today: LocalDate): No | null => {
  if (until < from) return refuse('end-before-start', 'consent/until', { from });
  if (until < today) return refuse('date-in-past', 'consent/until', { today });
  const latest = addMonths(from, maxMonths);
  return until > latest ? refuse('policy-forbids', 'consent/until', { maxMonths, latest }) : null;
};

const hasRepeats = (kinds: readonly InformationKind[]): boolean => new Set(kinds).size !== kinds.length;

/** A consent, electronic or on paper with a witness or a scan. Clears the giver's earlier no to that receiver. */
export const decideRecordConsent = (
  state: CaseState,
  { consent }: CommandOf<'recordConsent'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  if (state.consents.some((c) => c.consentId === consent.consentId))
    return refuse('duplicate-id', 'consent/consentId');
  const no =
    refuseGiver(state, consent.giver, ctx.actor, 'consent/giver') ??
    refuseTime(consent, state.policy.consent.maxMonths, ctx.today);
  if (no) return no;
  if (consent.kinds.length === 0 || hasRepeats(consent.kinds))
    return refuse('invalid-value', 'consent/kinds');
  const { form } = consent;
  if (form.how === 'paper' && form.witnessId === null && form.scanId === null)
    return refuse('invalid-value', 'consent/form', { reason: 'witness-or-scan' });
  return accept<CaseEvent>({ type: 'consentGiven', consent });
};

const isOver = (consent: ConsentRecord, today: LocalDate): boolean =>
  consent.withdrawnOn !== null || consent.expiredOn !== null || consent.until < today;

/** A no from someone who hasn't said yes; a yes that stands is withdrawn instead. */
export const decideRefuseConsent = (
  state: CaseState,
  { giver, receiver, contentId }: CommandOf<'refuseConsent'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  const no = refuseGiver(state, giver, ctx.actor, 'giver');
  if (no) return no;
  const isTheirs = (row: { giver: Giver; receiver: string }) =>
    row.receiver === receiver && sameGiver(row.giver, giver);
  const standing = state.consents.find((c) => isTheirs(c) && !isOver(c, ctx.today));
  if (standing) return refuse('invalid-value', 'receiver', { reason: 'withdraw-instead' });
  const earlier = state.refusals.find(isTheirs);
  if (earlier) return refuse('already-done', 'receiver', { on: earlier.on });
  return accept<CaseEvent>({ type: 'consentRefused', giver, receiver, contentId });
};

/** Folds an event that is about to be recorded today, to see what follows from it in the same decision. */
const afterwards = (state: CaseState, event: CaseEvent, ctx: DecideContext): CaseState =>
  evolveConsent(state, { seq: state.version + 1, at: ctx.now, on: ctx.today, by: ctx.actor, event });

/**
 * The whole of a consent or some of its kinds, at any time. What it covered stops in the same decision; history
 * stays, and an assignment goes on as far as nothing needs to be shared.
 */
export const decideWithdrawConsent = (
  state: CaseState,
  { consentId, kinds }: CommandOf<'withdrawConsent'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  const consent = state.consents.find((c) => c.consentId === consentId);
  if (!consent) return refuse('unknown-id', 'consentId');
  if (!speaksFor(ctx.actor, consent.giver)) return refuse('not-permitted', 'consentId');
  if (isOver(consent, ctx.today))
    return refuse('already-done', 'consentId', { on: consent.withdrawnOn ?? consent.until });
  const asked = kinds ?? consent.kinds;
  if (asked.length === 0 || hasRepeats(asked) || !asked.every((kind) => consent.kinds.includes(kind)))
    return refuse('invalid-value', 'kinds');
  const { giver, receiver } = consent;
  const whole = asked.length === consent.kinds.length;
  const event: CaseEvent = { type: 'consentWithdrawn', consentId, giver, receiver, kinds: asked, whole };
  return accept(event, ...stopInvitations(afterwards(state, event, ctx), notBegun(ctx), 'consentWithdrawn'));
};

/**
 * Maturity is judged and noted, at no fixed age. A pupil who now speaks for themselves must have consented too:
 * what only the guardians covered stops.
 */
export const decideJudgeMaturity = (
  state: CaseState,
  { maturity }: CommandOf<'judgeMaturity'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  const event: CaseEvent = { type: 'maturityJudged', maturity };
  return accept(event, ...stopInvitations(afterwards(state, event, ctx), notBegun(ctx), 'consentMissing'));
};

const withConsent = (
  state: CaseState,
  consentId: string,
  change: (consent: ConsentRecord) => ConsentRecord,
): CaseState => ({
  ...state,
  consents: state.consents.map((c) => (c.consentId === consentId ? change(c) : c)),
});

export const evolveConsent = (state: CaseState, { event, on }: RecordedEvent): CaseState => {
  switch (event.type) {
    case 'consentGiven': {
      const { giver, receiver } = event.consent;
      return {
        ...state,
        consents: [
          ...state.consents,
          {
            ...event.consent,
            recordedOn: on,
            boundToPurpose: state.rulesVersion >= purposeRules,
            withdrawnOn: null,
            expiredOn: null,
          },
        ],
        refusals: state.refusals.filter((r) => r.receiver !== receiver || !sameGiver(r.giver, giver)),
      };
    }
    case 'consentRefused': {
      const { giver, receiver } = event;
      return { ...state, refusals: [...state.refusals, { giver, receiver, on }] };
    }
    case 'consentWithdrawn':
      return withConsent(state, event.consentId, (consent) => {
        const kinds = consent.kinds.filter((kind) => !event.kinds.includes(kind));
        return { ...consent, kinds, withdrawnOn: event.whole || kinds.length === 0 ? on : null };
      });
    case 'consentExpired':
      return withConsent(state, event.consentId, (consent) => ({ ...consent, expiredOn: on }));
    case 'maturityJudged':
      return { ...state, maturity: event.maturity };
    default:
      return state;
  }
};
