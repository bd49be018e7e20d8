/** `/engine/codec/decode`: what the engine's encrypted payloads hold, for its own pages. */
import { z } from 'zod';
import type { Payload } from '@temporalio/common';
import { noRelation } from '../../domain/permissions.ts';
import { writeAudit } from '../../records/audit.ts';
import { pupilsOfCases } from '../../records/cases.ts';
import { UnreadablePayload } from '../../temporal/payload-codec.ts';
import { caseIdsIn } from '../codec.ts';
import { signedIn } from '../granted.ts';
import { noteShown } from '../looks.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';

const base64 = z.base64().max(4_000_000);
/** As protobuf's JSON writes it: bytes in base64. */
const payload = z.object({
  metadata: z.record(z.string().max(100), base64).optional(),
  data: base64.optional(),
});
const payloads = z.object({ payloads: z.array(payload).max(1_000) }).meta({ id: 'EnginePayloads' });
type Wire = z.output<typeof payload>;

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'base64');
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const read = ({ metadata = {}, data }: Wire): Payload => ({
  metadata: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, bytesOf(value)])),
  ...(data === undefined ? {} : { data: bytesOf(data) }),
});
const written = ({ metadata, data }: Payload): Wire => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, textOf(value)])),
  ...(data == null ? {} : { data: textOf(data) }),
});

const action = 'post /engine/codec/decode';

export const codecRoutes = [
  defineRoute({
    method: 'post',
    path: '/engine/codec/decode',
    outsideApi: true,
    tag: 'engine',
    access: { kind: 'action', action: 'engine.decode', on: 'nothing' },
    summary: "What the engine's encrypted payloads hold",
    description:
      "Temporal's remote codec protocol, for the engine's own pages; off unless `BRYGGAN_CODEC_ORIGIN` is set. Each asking is in the log of reads, at each case that the payloads name.",
    params: none,
    query: none,
    headers: z.object({ 'X-Namespace': z.string().max(255).optional() }),
    body: payloads,
    example: { payloads: [{ metadata: { encoding: 'anNvbi9wbGFpbg==' }, data: 'e30=' }] },
    answer: { status: 200, description: 'The same, decrypted.', schema: payloads },
    async handle(call) {
      const { deps, body, now } = call;
      const { codec, db } = deps;
      const asked = call.header('x-namespace');
      if (codec === null || (asked !== undefined && asked !== codec.namespace))
        throw new Problem('not-found');
      const session = signedIn(call);
      const opened = await codec.payloads.decode(body.payloads.map(read)).catch((error: unknown) => {
        if (error instanceof UnreadablePayload) throw new Problem('invalid-value', { field: 'payloads' });
        throw error;
      });
      const text = opened.map(({ data }) => Buffer.from(data ?? []).toString('utf8')).join('\n');
      const cases = await pupilsOfCases(db, caseIdsIn(text));
      if (cases.length > 0) await noteShown({ ...call, session }, action, noRelation, cases);
      else {
        const who = { personId: session.personId, role: session.role, relation: null };
        await writeAudit(db, { at: new Date(now), ...who, action, caseId: null, pupilId: null });
      }
      return { status: 200, body: { payloads: opened.map(written) } };
    },
  }),
];
