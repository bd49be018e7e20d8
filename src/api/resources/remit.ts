/** `remit`: the coordinator's remit (arbetsbeskrivning), for everyone to read. */
import { z } from 'zod';
import { findRemit, saveRemit } from '../../records/others-part/remit.ts';
import { shippedRemit } from '../../texts/shipped/remit.ts';
import { signedIn } from '../granted.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { remit, remitFields as fields } from '../schemas/remit.ts';
import { todayAt } from '../today.ts';

export const remitRoutes = [
  defineRoute({
    method: 'get',
    path: '/remit',
    tag: 'others',
    access: { kind: 'open', why: 'The remit is public: families and schools read what the task is.' },
    summary: "The coordinator's remit",
    params: none,
    query: z.object({
      version: z.coerce
        .number()
        .int()
        .min(0)
        .max(1_000_000)
        .optional()
        .meta({ description: 'An earlier version; left out: the newest.' }),
    }),
    body: none,
    answer: { status: 200, description: 'The text, Swedish and English.', schema: remit },
    async handle({ deps, query }) {
      const shipped = { version: 0, changedOn: null, ...shippedRemit };
      if (query.version === 0) return { status: 200, body: shipped };
      const found = await findRemit(deps.db, query.version ?? null);
      if (found !== null) {
        return { status: 200, body: { version: found.version, changedOn: found.on, ...found.remit } };
      }
      if (query.version !== undefined) throw new Problem('not-found', { field: 'query/version' });
      return { status: 200, body: shipped };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/remit',
    tag: 'others',
    access: { kind: 'action', action: 'remit.edit', on: 'nothing' },
    summary: "Write the municipality's own version of the remit",
    description: 'A new version in place of the last; earlier ones can still be read.',
    params: none,
    query: none,
    body: z.strictObject(fields).meta({ id: 'RemitBody' }),
    example: {
      title: { sv: 'Vår koordinators arbetsbeskrivning', en: null },
      sections: [
        {
          heading: { sv: 'Vad uppdraget är', en: null },
          text: { sv: 'Samordnaren finns på förskolan Fören och arbetar från förskola till åk 9.', en: null },
        },
      ],
    },
    answer: { status: 201, description: 'The new version.', schema: remit },
    async handle(call) {
      const { deps, body, now } = call;
      const today = todayAt(now);
      const version = await saveRemit(deps.db, body, signedIn(call).personId, today);
      return { status: 201, body: { version, changedOn: today, ...body } };
    },
  }),
];
