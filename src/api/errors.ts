/** Whatever went wrong, as a problem document: the one place where errors become answers. */
import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { sizeInWords } from '../texts/sizes.ts';
import { awayOr, EngineAway } from '../temporal/case-engine.ts';
import { Problem } from './problem.ts';

/** What `body-parser` and express throw: a status and a stable type. */
type HttpError = { status: number; type: string; limit?: number; expected?: number };

const isHttpError = (error: unknown): error is HttpError =>
  typeof error === 'object' &&
  error !== null &&
  'status' in error &&
  typeof error.status === 'number' &&
  error.status >= 400 &&
  error.status < 500;

/** Postgres' and node's codes for records that are away, starting or full. */
const recordsAway = /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|57P0[123]|08\d\d\d|53\d\d\d)$/;

const isRecordsAway = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    recordsAway.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect|driver has already been destroyed/.test(
      error.message,
    ) ||
    (error instanceof AggregateError && error.errors.some(isRecordsAway))
  );
};

/** The problem that an error is; unknown ones are `internal`. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof Problem) return error;
  if (awayOr(error) instanceof EngineAway)
    return new Problem('engine-away', { headers: { 'retry-after': '2' } });
  if (isRecordsAway(error)) return new Problem('records-away', { headers: { 'retry-after': '2' } });
  if (error instanceof URIError) return new Problem('not-found');
  if (isHttpError(error)) return httpProblem(error);
  return new Problem('internal', { params: { request: requestId } });
}

function httpProblem(error: HttpError): Problem {
  if (error.status === 413) {
    return new Problem('too-large', { params: { limit: sizeInWords(error.limit ?? 0) } });
  }
  if (error.status === 415) return new Problem('unsupported-media-type', { params: { expected: 'UTF-8' } });
  if (error.status === 404) return new Problem('not-found');
  return new Problem('malformed-json');
}

/** Sends a problem as `application/problem+json`. */
export function sendProblem(response: Response, problem: Problem): void {
  if (response.headersSent) return;
  response
    .status(problem.document.status)
    .set(problem.headers)
    .type('application/problem+json')
    .send(JSON.stringify(problem.document));
}

/** Express' last handler. What is ours to mend is logged with its stack, without anything that was sent. */
export const errorHandler =
  (log: Logger) =>
  (error: unknown, _request: Request, response: Response, _next: NextFunction): void => {
    const requestId = String(response.locals['requestId'] ?? '');
    const problem = problemOf(error, requestId);
    if (problem.document.status >= 500) log.error({ err: error, requestId }, 'a request failed');
    sendProblem(response, problem);
  };
