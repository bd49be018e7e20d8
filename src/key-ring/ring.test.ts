import { describe, expect, it } from 'vitest';
import { KeyRingError, keyRingOf, newKeyRing, parseKeyRing } from './ring.ts';

const good = (byte = 0): string =>
  Buffer.from(Array.from({ length: 32 }, (_, n) => (n * 7 + byte) % 256)).toString('base64');

describe('a ring of keys', () => {
  it('encrypts with the first and knows the others by name', async () => {
    const ring = parseKeyRing('engine', `b:${good(1)}\n a:${good()},`);
    expect((await ring.current()).id).toBe('b');
    expect((await ring.byId('a'))?.key.toString('base64')).toBe(good());
    expect(await ring.byId('c')).toBeNull();
  });

  it('is made new with a key of its own', async () => {
    const [first, second] = await Promise.all(
      [newKeyRing(), newKeyRing()].map((text) => parseKeyRing('engine', text).current()),
    );
    expect(first?.id).not.toBe(second?.id);
    expect(first?.key).toHaveLength(32);
  });

  it.each([
    ['nothing', ' ', /no engine key/],
    ['a key without a name', good(), /engine key 1 can't be read/],
    [
      'a short key',
      `a:${Buffer.from('only eighteen byte').toString('base64')}`,
      /\(a\) has 18 bytes, not 32/,
    ],
    [
      'a word repeated',
      `a:${good()},b:${Buffer.from('secret'.repeat(6).slice(0, 32)).toString('base64')}`,
      /2 \(b\) isn't/,
    ],
    ['a name twice', `a:${good()},a:${good(3)}`, /same name/],
  ])('%s is refused, and the message holds no key', (_what, text, message) => {
    expect(() => parseKeyRing('engine', text)).toThrow(KeyRingError);
    expect(() => parseKeyRing('engine', text)).toThrow(message);
    try {
      parseKeyRing('engine', text);
    } catch (error) {
      for (const part of text.split(/[\s,:]+/).filter((word) => word.length > 8))
        expect(String(error)).not.toContain(part);
    }
  });

  it('is needed where the work is live, and may be missing in a rehearsal', () => {
    const none = { engine: null, record: null };
    for (const [kind, setting] of [
      ['engine', 'BRYGGAN_ENGINE_KEYS'],
      ['record', 'BRYGGAN_RECORD_KEYS'],
    ] as const) {
      expect(keyRingOf(kind, { mode: 'rehearsal', keys: none })).toBeNull();
      expect(() => keyRingOf(kind, { mode: 'live', keys: none })).toThrow(setting);
      expect(keyRingOf(kind, { mode: 'live', keys: { ...none, [kind]: newKeyRing() } })).not.toBeNull();
    }
  });
});
