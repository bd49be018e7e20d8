/** Sending a file to the API as somebody who is signed in. */
import type { Express } from 'express';
import request from 'supertest';

export type Upload = (
  bytes: Buffer,
  options?: { type?: string; fileName?: string; key?: string; token?: string },
) => Promise<request.Response>;

export const uploader =
  (app: Express, token: string): Upload =>
  (bytes, { type = 'application/pdf', fileName = 'skannad.pdf', key, token: other = token } = {}) =>
    request(app)
      .post(`/api/v1/documents?fileName=${encodeURIComponent(fileName)}`)
      .set({
        authorization: `Bearer ${other}`,
        'content-type': type,
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      })
      .send(bytes);
