/**
 * The engine's own pages may ask here what an encrypted payload holds (Temporal's remote codec protocol). Off unless the pages'
 * origin is set; from there alone, by a signed-in team leader, each asking in the log of reads.
 */
import type { PayloadCodec } from '@temporalio/common';
import type { RequestHandler } from 'express';
import type { CaseId } from '../domain/ids.ts';

export type Codec = {
  /** Scheme, host and port of the engine's own pages. */
  origin: string;
  namespace: string;
  payloads: PayloadCodec;
};

/** Lets that one origin ask and read the answer, with the browser's session; nobody else's pages. */
export const fromEnginePages =
  ({ origin }: Codec): RequestHandler =>
  (request, response, next) => {
    response.vary('origin');
    if (request.get('origin') === origin) {
      response.set({
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'content-type, x-namespace, authorization',
      });
    }
    if (request.method === 'OPTIONS') {
      response.status(204).end();
      return;
    }
    next();
  };

/** The ids of cases that stand in a payload's text. */
export const caseIdsIn = (text: string): CaseId[] => [
  ...new Set(
    [...text.matchAll(/"caseId":"([^"]{1,64})"/g)].flatMap(([, id]) => (id === undefined ? [] : [id])),
  ),
];
