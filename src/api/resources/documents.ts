/** `documents`: scans and papers, stored as they are and referred to by id. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { may } from '../../domain/permissions.ts';
import { readDocument, saveDocument } from '../../records/documents.ts';
import { requireCase } from '../access.ts';
import { idFrom } from '../draft.ts';
import { signedIn } from '../granted.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { id } from '../schemas/common.ts';

const limitBytes = 10 * 1024 * 1024;

/** A file's first bytes say what it is; what the sender calls it doesn't. */
const signatures = [
  { mediaType: 'application/pdf', bytes: Buffer.from('%PDF-') },
  { mediaType: 'image/png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  { mediaType: 'image/jpeg', bytes: Buffer.from([0xff, 0xd8, 0xff]) },
];
const mediaTypes = signatures.map((one) => one.mediaType);

const mediaTypeOf = (bytes: Buffer): string | null =>
  signatures.find((one) => bytes.subarray(0, one.bytes.length).equals(one.bytes))?.mediaType ?? null;

export const documentRoutes = [
  defineRoute({
    method: 'post',
    path: '/documents',
    tag: 'documents',
    access: { kind: 'action', action: 'case.list', on: 'body' },
    summary: 'Upload a scan or paper',
    description: 'PDF, PNG or JPEG as the body, at most 10 MB. The answer gives the id to refer to it by.',
    params: none,
    query: z.object({
      caseId: id('The case that it belongs to; left out before the case is opened.').optional(),
      fileName: z.string().min(1).max(200).default('dokument'),
    }),
    headers: z.object({ 'Idempotency-Key': z.string().max(128).optional() }),
    body: none,
    raw: { mediaTypes, limitBytes },
    answer: {
      status: 201,
      description: 'Stored.',
      schema: z.object({ documentId: z.string(), mediaType: z.string() }).meta({ id: 'StoredDocument' }),
    },
    async handle(call) {
      const session = signedIn(call);
      const { deps, query, bytes } = call;
      const { caseId } = query;
      if (caseId !== undefined) {
        await requireCase(deps.db, session.actor, caseId, (relation) =>
          may(session.actor, 'case.read', relation),
        );
      }
      const mediaType = mediaTypeOf(bytes);
      if (mediaType === null) {
        throw new Problem('unsupported-media-type', { params: { expected: mediaTypes.join(', ') } });
      }
      const key = call.header('idempotency-key');
      const documentId =
        key === undefined ? randomUUID() : idFrom('document', session.role, session.personId, key);
      await saveDocument(deps.db, {
        id: documentId,
        caseId: caseId ?? null,
        commandId: null,
        createdBy: session.personId,
        fileName: query.fileName.replaceAll(/[\p{C}/\\"]/gu, '_'),
        mediaType,
        bytes,
      });
      return { status: 201, body: { documentId, mediaType } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/documents/{id}',
    tag: 'documents',
    access: { kind: 'action', action: 'case.list', on: 'body' },
    summary: 'Download a document of a case that you may read',
    params: z.object({ id: id('The document.') }),
    query: none,
    body: none,
    answer: { status: 200, description: 'The file.', mediaType: 'application/octet-stream' },
    async handle(call) {
      const { actor } = signedIn(call);
      const found = await readDocument(call.deps.db, call.params.id);
      if (found === null || found.caseId === null) throw new Problem('not-found', { field: 'path/id' });
      await requireCase(call.deps.db, actor, found.caseId, (relation) =>
        may(actor, 'content.read', relation),
      );
      return {
        status: 200,
        body: found.bytes,
        mediaType: found.mediaType,
        headers: {
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.fileName)}`,
        },
      };
    },
  }),
];
