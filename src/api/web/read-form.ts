/** What a browser's form sends: its fields, and where a form of ours asks for them its files. */
import { Busboy } from '@fastify/busboy';
import type { Request, Response } from 'express';
import { formProblemTexts } from '../../texts/file-problems.ts';
import { sizeInWords } from '../../texts/sizes.ts';
import type { FormValues } from '../../ui/forms/spec.ts';
import { Problem } from '../problem.ts';
import { readForm, refuseCrossSite } from '../serve.ts';

/** A file as it was chosen; beyond the limit its bytes are cut off, and it says so. */
export type SentFile = { fileName: string; bytes: Buffer; tooLarge: boolean };

export type SentForm = { form: FormValues; files: Readonly<Record<string, SentFile>> };

export const nothingSent: SentForm = { form: {}, files: {} };

const fieldLimitBytes = 512 * 1024;
const mostFields = 4000;
const mostFiles = 30;
/** One form's files together, in files of the largest size. */
const wholeFormInFiles = 5;

export const isMultipart = (request: Request): boolean => request.is('multipart/form-data') !== false;

/** Reads what was sent. Throws a Problem when another site sent it, or when it is no form of ours. */
export async function readSent(
  request: Request,
  response: Response,
  { files, limitBytes }: { files: boolean; limitBytes: number },
): Promise<SentForm> {
  refuseCrossSite(request);
  if (isMultipart(request)) {
    if (!files) {
      throw new Problem('unsupported-media-type', {
        params: { expected: 'application/x-www-form-urlencoded' },
      });
    }
    return readMultipart(request, response, limitBytes);
  }
  await readForm(request, response);
  const form = Object.entries(Object(request.body)).map(([name, sent]): [string, string[]] => [
    name,
    (Array.isArray(sent) ? sent : [sent]).map((one) => String(one).replaceAll('\0', '')),
  ]);
  return { form: Object.fromEntries(form), files: {} };
}

function readMultipart(request: Request, response: Response, limitBytes: number): Promise<SentForm> {
  return new Promise((resolve, reject) => {
    const form = new Map<string, string[]>();
    const files = new Map<string, SentFile>();
    const reader = readerFor(request, limitBytes);
    const stop = (problem: Problem) => {
      request.unpipe(reader);
      // The rest is let by unread, so that the answer arrives.
      request.resume();
      response.set('connection', 'close');
      reject(problem);
    };
    const tooLarge = (limit: number) => new Problem('too-large', { params: { limit: sizeInWords(limit) } });
    const unreadable = () =>
      stop(new Problem('invalid-request', { status: 400, detail: formProblemTexts.unreadable }));
    const tooMany = () => stop(new Problem('too-large', { detail: formProblemTexts.tooMany }));
    let received = 0;
    request.on('data', (chunk: Buffer) => {
      received += chunk.length;
      if (received > limitBytes * wholeFormInFiles) stop(tooLarge(limitBytes * wholeFormInFiles));
    });
    reader.on('field', (name, value, nameCut, valueCut) => {
      if (nameCut || valueCut) stop(tooLarge(fieldLimitBytes));
      form.set(name, [...(form.get(name) ?? []), value.replaceAll('\0', '')]);
    });
    reader.on('file', (name, stream, fileName) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      // A part that ends in its middle says so here as well; unheard it would end the process.
      stream.on('error', unreadable);
      stream.on('end', () => {
        // A field of a form in which nothing was chosen.
        if (fileName === undefined || fileName === '') return;
        files.set(name, { fileName, bytes: Buffer.concat(chunks), tooLarge: stream.truncated });
      });
    });
    for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) reader.on(limit, tooMany);
    reader.on('error', unreadable);
    request.on('aborted', unreadable);
    reader.on('finish', () => resolve({ form: Object.fromEntries(form), files: Object.fromEntries(files) }));
    request.pipe(reader);
  });
}

function readerFor(request: Request, limitBytes: number) {
  const limits = {
    fileSize: limitBytes,
    files: mostFiles,
    fields: mostFields,
    parts: mostFiles + mostFields,
    fieldSize: fieldLimitBytes,
    fieldNameSize: 200,
    headerPairs: 50,
    headerSize: 8192,
  };
  try {
    const type = request.get('content-type') ?? '';
    return new Busboy({ headers: { ...request.headers, 'content-type': type }, limits });
  } catch {
    throw new Problem('invalid-request', { status: 400, detail: formProblemTexts.unreadable });
  }
}
