/** Documents of a case: how they are filed, and how they are told. */
import { z } from 'zod';
import { documentKinds, documentSubjects, secrecyTags } from '../../domain/documents/document.ts';
import { date, id, line, optional } from './common.ts';

const kind = z.enum(documentKinds).meta({ description: 'What the document is.' });
const secrecy = z.enum(secrecyTags).meta({
  description:
    "Who reads it: `weak` particular pupil support, `strong` elevhälsa's psychological and social part, `emi` health care, `social` social services (domain: secrecy).",
});
const about = z
  .strictObject({ what: z.enum(documentSubjects), id: id('The talk, consent, meeting or asked-for paper.') })
  .meta({ id: 'DocumentAbout', description: 'What of the case it is a scan of, or came with.' });

export const documentBody = z
  .strictObject({
    documentId: id('The file, as `POST /documents` named it. It is filed by the person who sent it.'),
    kind,
    secrecy: secrecy.default('weak'),
    title: optional(line('What to call it, where the kind says too little.', 'Yttrande från skolläkaren')),
    dated: optional(date('The day that stands on the document.')),
    about: optional(about),
  })
  .meta({ id: 'DocumentBody' });

export const storedDocument = z
  .object({
    documentId: z.string(),
    mediaType: z.string(),
    sizeBytes: z.int(),
    sha256: z.string().meta({ description: 'Of the bytes, in hexadecimal.' }),
  })
  .meta({ id: 'StoredDocument' });

export const documentList = z
  .object({
    documents: z.array(
      storedDocument.extend({
        kind,
        secrecy,
        title: z.string().nullable(),
        fileName: z.string().meta({ description: 'As its sender called it, without signs that hurt.' }),
        dated: z.string().nullable(),
        receivedOn: z.string(),
        about: about.nullable(),
        createdBy: z.string(),
        by: z.string().nullable().meta({ description: 'The name of whoever sent it in.' }),
      }),
    ),
  })
  .meta({ id: 'DocumentList', description: 'The newest first; only those that the reader may open.' });
