/** `documents`, `cases/{id}/documents`: scans and papers, stored as they are, filed in a case, read by their secrecy. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { refuseFiling } from '../../domain/documents/document.ts';
import { acceptedMediaTypes, checkFile } from '../../integrations/files/check-file.ts';
import { fileDocument, readDocument, saveDocument, sha256Of } from '../../records/documents.ts';
import { findPeople } from '../../records/people.ts';
import { fileProblemTexts } from '../../texts/file-problems.ts';
import { sizeInWords } from '../../texts/sizes.ts';
import { readableDocuments, savedAs } from '../case-documents.ts';
import { idFrom } from '../draft.ts';
import { grantedCase, signedIn } from '../granted.ts';
import { noteLook } from '../looks.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { id } from '../schemas/common.ts';
import { documentBody, documentList, storedDocument } from '../schemas/document.ts';
import { fullName } from '../session.ts';
import { todayAt } from '../today.ts';

const caseId = z.object({ id: id('The case.') });

/** What its sender called it, in one line and without signs that mean something to a path, a header or a page. */
const plainName = (name: string): string => {
  const plain = name
    .replaceAll(/[\p{C}/\\"'<>&:*?|]/gu, '_')
    .replace(/^[.\s]+/, '')
    .trim();
  return plain === '' ? 'dokument' : plain;
};

export const documentRoutes = [
  defineRoute({
    method: 'post',
    path: '/documents',
    tag: 'documents',
    access: { kind: 'action', action: 'document.add', on: 'body' },
    summary: 'Send in a scan or paper',
    description:
      'PDF, PNG or JPEG as the body, at most as large as the server is set to (10 MB). The file is judged by all of its bytes. The answer gives the id to refer to it by: in a command (`scanId`, `documentId`), or to file it in a case.',
    params: none,
    query: z.object({ fileName: z.string().min(1).max(200).default('dokument') }),
    headers: z.object({ 'Idempotency-Key': z.string().max(128).optional() }),
    body: none,
    raw: { mediaTypes: [...acceptedMediaTypes], limitBytes: 'upload' },
    answer: { status: 201, description: 'Stored.', schema: storedDocument },
    async handle(call) {
      const session = signedIn(call);
      const { deps, query, bytes } = call;
      if (bytes.length > deps.uploadLimitBytes) {
        throw new Problem('too-large', { params: { limit: sizeInWords(deps.uploadLimitBytes) } });
      }
      const verdict = checkFile(bytes);
      if (!verdict.ok) {
        const expected = acceptedMediaTypes.join(', ');
        const code = verdict.why === 'unknown' ? 'unsupported-media-type' : 'file-refused';
        throw new Problem(code, { detail: fileProblemTexts[verdict.why], params: { expected } });
      }
      const key = call.header('idempotency-key');
      const documentId =
        key === undefined ? randomUUID() : idFrom('document', session.role, session.personId, key);
      const isKept = await saveDocument(deps.db, {
        id: documentId,
        createdBy: session.personId,
        receivedOn: todayAt(call.now),
        fileName: plainName(query.fileName),
        mediaType: verdict.mediaType,
        bytes,
      });
      if (!isKept) throw new Problem('idempotency-key-reused', { field: 'Idempotency-Key' });
      const { mediaType } = verdict;
      const body = { documentId, mediaType, sizeBytes: bytes.length, sha256: sha256Of(bytes) };
      return { status: 201, body };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/cases/{id}/documents',
    tag: 'documents',
    access: { kind: 'action', action: 'document.add', on: 'case' },
    summary: 'File in the case what was sent in',
    params: caseId,
    query: none,
    body: documentBody,
    example: {
      documentId: '0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11',
      kind: 'opinion',
      secrecy: 'emi',
      title: 'Yttrande från skolläkaren',
      dated: '2026-09-14',
    },
    answer: {
      status: 201,
      description: 'Filed. Filing it once more changes nothing.',
      schema: z.object({ documentId: z.string() }).meta({ id: 'FiledDocument' }),
    },
    async handle(call) {
      const { personId } = signedIn(call);
      const { file } = grantedCase(call);
      const { documentId, ...filing } = call.body;
      const refused = refuseFiling(file.state, filing, todayAt(call.now));
      if (refused !== null) throw new Problem(refused.code, { field: `/${refused.field}` });
      const isFiled = await fileDocument(call.deps.db, file.id, documentId, personId, filing);
      if (!isFiled) throw new Problem('unknown-id', { field: '/documentId' });
      return { status: 201, body: { documentId } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/cases/{id}/documents',
    tag: 'documents',
    access: { kind: 'action', action: 'content.read', on: 'case' },
    summary: 'The received documents of a case that you may open',
    params: caseId,
    query: none,
    body: none,
    answer: { status: 200, description: 'The list, without the files.', schema: documentList },
    async handle(call) {
      const { db } = call.deps;
      const { file, relation } = grantedCase(call);
      const rows = await readableDocuments(db, signedIn(call).actor, relation, file);
      const people = await findPeople(db, [...new Set(rows.map((row) => row.createdBy))]);
      const names = new Map(people.map((person) => [person.id, fullName(person)]));
      const documents = rows.map(({ id: documentId, ...row }) => ({
        documentId,
        ...row,
        by: names.get(row.createdBy) ?? null,
      }));
      return { status: 200, body: { documents } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/cases/{id}/documents/{documentId}',
    tag: 'documents',
    access: { kind: 'action', action: 'content.read', on: 'case' },
    summary: 'Download a received document',
    description: 'As an attachment, whatever it is. The reading is logged with the document.',
    params: caseId.extend({ documentId: id('The document.') }),
    query: none,
    body: none,
    answer: { status: 200, description: 'The file.', mediaType: 'application/octet-stream' },
    async handle(call) {
      const session = signedIn(call);
      const { file, relation } = grantedCase(call);
      const { db } = call.deps;
      const readable = await readableDocuments(db, session.actor, relation, file);
      const found = readable.find((one) => one.id === call.params.documentId);
      const bytes = found === undefined ? null : await readDocument(db, found.id);
      if (found === undefined || bytes === null) {
        throw new Problem('not-found', { field: 'path/documentId' });
      }
      await noteLook(call.deps, `document ${found.id}`, session, call.granted, call.now);
      return {
        status: 200,
        body: bytes,
        mediaType: found.mediaType,
        headers: {
          'content-disposition': `attachment; filename="${savedAs(file.number, found)}"`,
          'x-content-type-options': 'nosniff',
          'content-security-policy': "default-src 'none'; sandbox",
        },
      };
    },
  }),
];
