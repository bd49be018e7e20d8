/** The engine's own pages ask what a case's history holds, as they do it: over HTTP, from their origin. */
import proto from '@temporalio/proto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newKeyRing, parseKeyRing } from '../../src/key-ring/ring.ts';
import { createPayloadCodec } from '../../src/temporal/payload-codec.ts';
import { allocated, pupils, serve, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';

const origin = 'http://localhost:8233';
const ring = parseKeyRing('engine', newKeyRing());
let api: Served;
let off: Served;
let caseId: string;
/** Every encrypted payload of the case's history, as JSON. */
let payloads: object[];

beforeAll(async () => {
  off = await served({ keys: ring });
  const { namespace } = off.town.engine.client.options;
  api = serve(off.town, { codec: { origin, namespace, payloads: createPayloadCodec(ring) } });
  caseId = await allocated(api, pupils.first);
  const { workflowService } = off.town.engine.client;
  const { history } = await workflowService.getWorkflowExecutionHistory({
    namespace,
    execution: { workflowId: `case-${caseId}` },
  });
  const json: unknown = proto.temporal.api.history.v1.History.create(history ?? {}).toJSON();
  payloads = payloadsIn(json);
});
afterAll(() => api.close());

const encrypted = Buffer.from('binary/encrypted').toString('base64');

function payloadsIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  const { metadata } = Object(value);
  if (metadata?.encoding === encrypted) return [value];
  return Object.values(value).flatMap((inner) => payloadsIn(inner));
}

const decode = async (role: 'teamLeader' | 'registrar' | 'coordinator' | null, from: Served = api) => {
  const asked = request(from.app).post('/engine/codec/decode').set({ origin });
  if (role !== null) asked.set({ authorization: `Bearer ${(await api.as(ids[role], role)).token}` });
  return asked.send({ payloads });
};

describe('the codec server', () => {
  it('opens a real history’s payloads for a signed-in team leader, each asking in the log', async () => {
    expect(payloads.length).toBeGreaterThan(5);
    expect(JSON.stringify(payloads)).not.toContain('placeOrder');
    const answer = await decode('teamLeader');
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.headers['access-control-allow-origin']).toBe(origin);
    const texts = answer.body.payloads.map(({ data }: { data: string }) =>
      Buffer.from(data, 'base64').toString(),
    );
    expect(texts).toHaveLength(payloads.length);
    expect(texts.join('\n')).toContain('placeOrder');
    const rows = await api.town.records.db
      .selectFrom('audit')
      .select(['person_id', 'case_id', 'pupil_id'])
      .where('action', '=', 'post /engine/codec/decode')
      .execute();
    expect(rows).toEqual([{ person_id: ids.teamLeader, case_id: caseId, pupil_id: pupils.first }]);
  });

  it('opens nothing for others, without sign-in, or where it is off', async () => {
    expect((await decode('coordinator')).status).toBe(403);
    expect((await decode(null)).status).toBe(401);
    expect((await decode('teamLeader', off)).status).toBe(404);
  });

  it('lets the engine’s own pages ask, and no other', async () => {
    const preflight = (asker: string) =>
      request(api.app)
        .options('/engine/codec/decode')
        .set({ origin: asker, 'access-control-request-method': 'POST' });
    const ours = await preflight(origin);
    expect(ours).toMatchObject({ status: 204 });
    expect(ours.headers['access-control-allow-credentials']).toBe('true');
    const others = await preflight('http://localhost:9999');
    expect(others.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('says that a changed payload can’t be read, and nothing of it', async () => {
    const [first] = payloads;
    const changed = { ...first, data: Buffer.alloc(64).toString('base64') };
    const { token } = await api.as(ids.teamLeader, 'teamLeader');
    const answer = await request(api.app)
      .post('/engine/codec/decode')
      .set({ authorization: `Bearer ${token}` })
      .send({ payloads: [changed] });
    expect(answer).toMatchObject({ status: 422 });
  });
});
