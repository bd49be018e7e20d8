/** A paper of a case, asked for as a reader's browser does. */
import { writeFile } from 'node:fs/promises';
import request from 'supertest';
import { pdfText } from '../api/pdf-text.ts';
import type { Served } from '../api/served.ts';

/** Status and bytes; kept as a file too, in the folder that `PRINTS` names, to look at. */
export async function readPaper(
  api: Served,
  caseId: string,
  path: string,
  who: { token: string },
): Promise<{ status: number; bytes: Buffer }> {
  const got = await request(api.app)
    .get(`/cases/${caseId}/${path}`)
    .set({ authorization: `Bearer ${who.token}` })
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });
  const folder = process.env['PRINTS'];
  if (folder !== undefined) await writeFile(`${folder}/${path.replaceAll('/', '-')}`, got.body);
  return { status: got.status, bytes: got.body };
}

/** Its words, with white space as single spaces. */
export const wordsOfPaper = async (bytes: Buffer): Promise<string> => (await pdfText(bytes)).text;
