/** Sends HTML as small as the browser takes it. Styles and scripts are compressed once (`assets.ts`). */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';

/** Most of the gain for some milliseconds of work: a page is made anew for each reader. */
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** Less than fits in one packet isn't worth the work. */
const leastBytes = 1_000;

export async function sendHtml(request: Request, response: Response, html: string): Promise<void> {
  response.type('html').vary('accept-encoding');
  const plain = Buffer.from(html);
  const encoding = plain.length < leastBytes ? false : request.acceptsEncodings('br', 'gzip');
  if (encoding === false) {
    response.send(plain);
    return;
  }
  const small =
    encoding === 'br' ? await promisify(brotliCompress)(plain, quality) : await promisify(gzip)(plain);
  response.set('content-encoding', encoding).send(small);
}
