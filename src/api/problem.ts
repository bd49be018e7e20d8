/** RFC 9457 problems: made here, sent by `errors.ts`, worded in `texts/problems.ts`. */
import type { Refusal } from '../domain/case/refusal.ts';
import { clearerText } from '../texts/clearer-problems.ts';
import { inWords } from '../texts/problem-words.ts';
import { fill, problemTexts, type ProblemCode } from '../texts/problems.ts';

export type FieldProblem = { field: string; detail: string; detail_en: string };

/** The document that goes out as `application/problem+json`. */
export type ProblemDocument = {
  type: string;
  title: string;
  title_en: string;
  status: number;
  code: ProblemCode;
  detail: string;
  detail_en: string;
  /** JSON pointer into the request's body, or the name of a header or parameter. */
  field?: string;
  errors?: FieldProblem[];
  params?: Record<string, string | number>;
};

const statusOf: Record<ProblemCode, number> = {
  'not-permitted': 403,
  'wrong-phase': 409,
  'case-ended': 409,
  'unknown-id': 422,
  'duplicate-id': 409,
  'invalid-date': 422,
  'date-in-future': 422,
  'date-in-past': 422,
  'before-birth': 422,
  'lov-reason-missing': 422,
  'end-before-start': 422,
  'policy-forbids': 409,
  'not-resident': 409,
  'wrong-school': 403,
  'consent-missing': 409,
  'stage-mismatch': 409,
  'too-many': 422,
  'already-done': 409,
  'mapping-incomplete': 409,
  'plan-missing': 409,
  'evaluation-missing': 409,
  'extension-not-allowed': 409,
  'deadline-fixed': 409,
  'preschool-not-noticed': 409,
  'wait-without-day': 422,
  'reason-missing': 422,
  'inquiry-not-covered': 409,
  'inquiry-not-open': 409,
  'mentor-not-told': 409,
  'stale-revision': 412,
  'invalid-value': 422,
  'malformed-json': 400,
  'not-utf-8': 400,
  'invalid-request': 422,
  'idempotency-key-missing': 400,
  'idempotency-key-invalid': 400,
  'idempotency-key-reused': 422,
  'if-match-invalid': 400,
  'not-signed-in': 401,
  'sign-in-again': 401,
  'cross-site': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'too-large': 413,
  'unsupported-media-type': 415,
  'file-refused': 422,
  'too-many-requests': 429,
  'engine-away': 503,
  'records-away': 503,
  'rehearsal-only': 404,
  'clock-unavailable': 409,
  'caseload-full': 409,
  'case-open-already': 409,
  'slot-taken': 409,
  'pupil-known': 409,
  'school-known': 409,
  'last-team-leader': 409,
  'import-refused': 422,
  'import-not-tried': 409,
  'import-file-gone': 409,
  'not-same-person': 422,
  'both-have-cases': 409,
  'answer-link-gone': 404,
  'survey-round-closed': 409,
  'changed-meanwhile': 409,
  'years-missing': 422,
  'years-of-kept': 422,
  'not-to-be-destroyed': 409,
  'destruction-decided': 409,
  'no-ledger': 409,
  internal: 500,
};

export type ProblemDetails = {
  field?: string;
  params?: Record<string, string | number>;
  errors?: FieldProblem[];
  /** Says it more clearly than the code's usual words. */
  detail?: { sv: string; en: string };
  /** Overrides the code's usual status: an id in the path that isn't there is 404, in the body 422. */
  status?: number;
  headers?: Record<string, string>;
};

/** Thrown anywhere in a request; carries the finished document. */
export class Problem extends Error {
  readonly document: ProblemDocument;
  readonly headers: Record<string, string>;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    const text = problemTexts[code];
    const params = details.params ?? {};
    const said = details.detail ?? text.detail;
    super(code);
    this.name = 'Problem';
    this.headers = details.headers ?? {};
    this.document = {
      type: `/problems/${code}`,
      title: text.title.sv,
      title_en: text.title.en,
      status: details.status ?? statusOf[code],
      code,
      detail: fill(said.sv, inWords(params, 'sv')),
      detail_en: fill(said.en, inWords(params, 'en')),
      ...(details.field === undefined ? {} : { field: details.field }),
      ...(details.errors === undefined ? {} : { errors: details.errors }),
      ...(Object.keys(params).length === 0 ? {} : { params }),
    };
  }
}

/**
 * A case's refusal as a problem. `field` is already a pointer into the request; `inPath` says that it names an
 * id of the address, so that what isn't there is not found.
 */
export function refusalProblem(refusal: Refusal, field: string | null, inPath: boolean): Problem {
  const detail = clearerText(refusal.code, refusal.field, refusal.params);
  // What was stale came in a header.
  const at = refusal.code === 'stale-revision' ? 'If-Match' : field;
  return new Problem(refusal.code, {
    params: refusal.params,
    ...(detail === null ? {} : { detail }),
    ...(at === null ? {} : { field: at }),
    ...(refusal.code === 'unknown-id' && inPath ? { status: 404 } : {}),
  });
}
