import { describe, expect, it } from 'vitest';
import { EngineKeysError, engineKeysOf, newEngineKeys, parseEngineKeys } from './engine-keys.ts';

const good = (byte = 0): string =>
  Buffer.from(Array.from({ length: 32 }, (_, n) => (n * 7 + byte) % 256)).toString('base64');

describe('a ring of engine keys', () => {
  it('encrypts with the first and knows the others by name', async () => {
    const ring = parseEngineKeys(`b:${good(1)}\n a:${good()},`);
    expect((await ring.current()).id).toBe('b');
    expect((await ring.byId('a'))?.key.toString('base64')).toBe(good());
    expect(await ring.byId('c')).toBeNull();
  });

  it('is made new with a key of its own', async () => {
    const [first, second] = await Promise.all(
      [newEngineKeys(), newEngineKeys()].map((text) => parseEngineKeys(text).current()),
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
    expect(() => parseEngineKeys(text)).toThrow(EngineKeysError);
    expect(() => parseEngineKeys(text)).toThrow(message);
    try {
      parseEngineKeys(text);
    } catch (error) {
      for (const part of text.split(/[\s,:]+/).filter((word) => word.length > 8))
        expect(String(error)).not.toContain(part);
    }
  });

  it('is needed where the work is live, and may be missing in a rehearsal', () => {
    expect(engineKeysOf({ mode: 'rehearsal', engineKeys: null })).toBeNull();
    expect(() => engineKeysOf({ mode: 'live', engineKeys: null })).toThrow('BRYGGAN_ENGINE_KEYS');
    expect(engineKeysOf({ mode: 'live', engineKeys: newEngineKeys() })).not.toBeNull();
  });
});
