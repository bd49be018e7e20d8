/** A reasoned no. Values, not exceptions: they become a failure in one place, and a problem document in another. */

/** Stable codes; each has a Swedish and an English text in the catalogue. */
export type RefusalCode =
  | 'not-permitted'
  | 'wrong-phase'
  | 'case-ended'
  | 'unknown-id'
  | 'duplicate-id'
  | 'invalid-date'
  | 'date-in-future'
  | 'date-in-past'
  | 'before-birth'
  | 'lov-reason-missing'
  | 'end-before-start'
  | 'policy-forbids'
  | 'not-resident'
  | 'wrong-school'
  | 'consent-missing'
  | 'stage-mismatch'
  | 'too-many'
  | 'already-done'
  | 'mapping-incomplete'
  | 'plan-missing'
  | 'evaluation-missing'
  | 'extension-not-allowed'
  | 'deadline-fixed'
  | 'preschool-not-noticed'
  | 'wait-without-day'
  | 'reason-missing'
  | 'inquiry-not-covered'
  | 'inquiry-not-open'
  | 'mentor-not-told'
  | 'stale-revision'
  | 'invalid-value';

export type Refusal = {
  code: RefusalCode;
  /** Path of the field in the command, as JSON pointer without its leading slash: `consent/until`. */
  field: string | null;
  /** Values for the text: never names or stories. */
  params: Record<string, string | number>;
};

export type Decided<E> = { ok: true; events: E[] } | { ok: false; refusal: Refusal };

export const accept = <E>(...events: E[]): Decided<E> => ({ ok: true, events });

export const refuse = (
  code: RefusalCode,
  field: string | null = null,
  params: Refusal['params'] = {},
): { ok: false; refusal: Refusal } => ({ ok: false, refusal: { code, field, params } });
