import type { Payload } from '@temporalio/common';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newKeyRing, parseKeyRing } from '../key-ring/ring.ts';
import { createPayloadCodec, UnreadablePayload } from './payload-codec.ts';

const [older, newer] = [newKeyRing(), newKeyRing()];
const codec = createPayloadCodec(parseKeyRing('engine', older));

const payloads: fc.Arbitrary<Payload> = fc.record({
  metadata: fc.dictionary(
    fc.string({ minLength: 1, maxLength: 8 }).filter((name) => name !== '__proto__'),
    fc.uint8Array(),
  ),
  data: fc.uint8Array({ maxLength: 300 }),
});

const plainly = (list: Payload[]) =>
  list.map(({ metadata, data }) => ({
    metadata: Object.entries(metadata ?? {})
      .map(([name, value]) => [name, [...value]])
      .toSorted(),
    data: [...(data ?? [])],
  }));

const one = async (): Promise<Payload> => {
  const [payload] = await codec.encode([
    { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('"what was said"') },
  ]);
  if (payload === undefined) throw new Error('nothing was encoded');
  return payload;
};

describe('a payload', () => {
  it('comes back as it was', () =>
    fc.assert(
      fc.asyncProperty(fc.array(payloads, { maxLength: 4 }), async (list) => {
        expect(plainly(await codec.decode(await codec.encode(list)))).toEqual(plainly(list));
      }),
      { numRuns: 100 },
    ));

  it('shows nothing of itself, and never looks the same twice', async () => {
    const [first, second] = await Promise.all([one(), one()]);
    expect(Buffer.from(first.data ?? []).toString('latin1')).not.toContain('what was said');
    expect(Buffer.from(first.data ?? [])).not.toEqual(Buffer.from(second.data ?? []));
  });

  it('with any byte changed is not read', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const payload = await one();
        const data = Buffer.from(payload.data ?? []);
        const at = place % data.length;
        data[at] = (data[at] ?? 0) ^ change;
        await expect(codec.decode([{ ...payload, data }])).rejects.toThrow(UnreadablePayload);
      }),
    ));

  it('cut short is not read', async () => {
    const payload = await one();
    const data = Buffer.from(payload.data ?? []).subarray(0, 20);
    await expect(codec.decode([{ ...payload, data }])).rejects.toThrow(UnreadablePayload);
  });

  it('under another key’s name is not read, even where the ring has that key', async () => {
    const both = createPayloadCodec(parseKeyRing('engine', `${older}${newer}`));
    const payload = await one();
    const id = Buffer.from((await parseKeyRing('engine', newer).current()).id);
    const metadata = { ...payload.metadata, 'encryption-key-id': id };
    await expect(both.decode([{ ...payload, metadata }])).rejects.toThrow(UnreadablePayload);
  });

  it('of before the keys is read as it is', async () => {
    const plain = [{ metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('1') }];
    expect(plainly(await codec.decode(plain))).toEqual(plainly(plain));
  });
});

describe('a rotation', () => {
  it('reads the old while it writes the new, step by step and on every process', async () => {
    const steps = [older, `${older}${newer}`, `${newer}${older}`].map((text) =>
      createPayloadCodec(parseKeyRing('engine', text)),
    );
    const plain = [{ metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('"x"') }];
    for (const [step, writer] of steps.entries())
      for (const reader of steps.slice(Math.max(0, step - 1), step + 2))
        expect(plainly(await reader.decode(await writer.encode(plain)))).toEqual(plainly(plain));
  });

  it('that took a key out too early says which, and nothing is lost', async () => {
    const payload = await one();
    const { id } = await parseKeyRing('engine', older).current();
    await expect(createPayloadCodec(parseKeyRing('engine', newer)).decode([payload])).rejects.toThrow(
      `the engine key "${id}" isn't in this process's ring`,
    );
    expect(await codec.decode([payload])).toHaveLength(1);
  });
});
