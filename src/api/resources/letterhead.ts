/** `letterhead`: the municipality's name and logo on its papers. */
import { z } from 'zod';
import { checkLogo, logoLimitBytes } from '../../integrations/pdf/logo.ts';
import { readSentIn } from '../../records/documents.ts';
import { readLogo, writeLogo } from '../../records/letterhead.ts';
import { readMunicipality } from '../../records/settings.ts';
import { refusalOf } from '../field-refusal.ts';
import { signedIn } from '../granted.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { id } from '../schemas/common.ts';

const access = { kind: 'action', action: 'letterhead.edit', on: 'nothing' } as const;

const letterhead = z
  .object({
    name: z.string(),
    logo: z
      .object({ mediaType: z.string(), sizeBytes: z.int(), savedBy: z.string(), savedAt: z.string() })
      .nullable()
      .meta({ description: 'Null while papers carry the name alone.' }),
  })
  .meta({ id: 'Letterhead' });

export const letterheadRoutes = [
  defineRoute({
    method: 'get',
    path: '/letterhead',
    tag: 'settings',
    access,
    summary: 'What stands on top of the municipality’s papers',
    params: none,
    query: none,
    body: none,
    answer: { status: 200, description: 'Name and logo.', schema: letterhead },
    async handle({ deps: { db } }) {
      const [municipality, logo] = await Promise.all([readMunicipality(db), readLogo(db)]);
      const { bytes, ...about } = logo ?? { bytes: null };
      const told = bytes === null ? null : { ...about, sizeBytes: bytes.length };
      return { status: 200, body: { name: municipality?.name ?? '', logo: told } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/letterhead/logo',
    tag: 'settings',
    access,
    summary: 'The logo',
    params: none,
    query: none,
    body: none,
    answer: { status: 200, description: 'The picture.', mediaType: 'image/png' },
    async handle({ deps }) {
      const logo = await readLogo(deps.db);
      if (logo === null) throw new Problem('not-found');
      return { status: 200, body: logo.bytes, mediaType: logo.mediaType };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/letterhead',
    tag: 'settings',
    access,
    summary: 'Take a picture that was sent in as the logo, or take the logo away',
    description: `The picture is a PNG or JPEG of at most ${logoLimitBytes / 1024} kB, sent in by \`POST /documents\`. It is tried on a paper before it is taken.`,
    params: none,
    query: none,
    body: z.strictObject({
      documentId: id('The picture; null: papers carry the name alone.').nullable(),
    }),
    example: { documentId: '0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11' },
    answer: { status: 200, description: 'Taken.', schema: z.object({ hasLogo: z.boolean() }) },
    async handle(call) {
      const { personId } = signedIn(call);
      const { db } = call.deps;
      const { documentId } = call.body;
      if (documentId === null) {
        await writeLogo(db, null);
        return { status: 200, body: { hasLogo: false } };
      }
      const bytes = await readSentIn(db, documentId, personId);
      if (bytes === null) throw new Problem('unknown-id', { field: '/documentId' });
      const verdict = await checkLogo(bytes);
      if (!verdict.ok) throw refusalOf([['/documentId', verdict.why]]);
      const savedAt = new Date(call.now).toISOString();
      await writeLogo(db, { mediaType: verdict.mediaType, bytes, savedBy: personId, savedAt });
      return { status: 200, body: { hasLogo: true } };
    },
  }),
];
