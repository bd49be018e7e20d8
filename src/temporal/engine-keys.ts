/**
 * The ring of engine keys: what the engine keeps is encrypted with the first, and read with whichever made it.
 * Rotation without downtime: add the new key last on every process, then move it first, then take the old one out
 * when no history of its time is kept any more.
 */
import { createHash, randomBytes } from 'node:crypto';

/** AES-256: 32 bytes, under a name that stands in clear beside what it encrypts. */
export type EngineKey = { id: string; key: Buffer };

/** Where keys come from. Asked at each payload, so that a key management service may sit behind it and cache. */
export type KeyRing = {
  /** The key that encrypts now. */
  current(): Promise<EngineKey>;
  /** The key of that name; null when the ring hasn't got it. */
  byId(id: string): Promise<EngineKey | null>;
};

/** The ring is wrong: the message names the line and what it should be, never the key. */
export class EngineKeysError extends Error {
  override name = 'EngineKeysError';
}

const shape = 'each is <name>:<32 random bytes in base64>, apart by a comma or a new line';

const parseLine = (line: string, index: number): EngineKey => {
  const [, id, text] = /^([A-Za-z0-9._-]{1,40}):([A-Za-z0-9+/_-]+=*)$/.exec(line) ?? [];
  const place = `engine key ${index + 1}`;
  if (id === undefined || text === undefined) throw new EngineKeysError(`${place} can't be read: ${shape}`);
  const key = Buffer.from(text, 'base64');
  if (key.length !== 32)
    throw new EngineKeysError(`${place} (${id}) has ${key.length} bytes, not 32: ${shape}`);
  // Thirty-two random bytes hold fewer than sixteen different ones once in some 10^13 times.
  if (new Set(key).size < 16) throw new EngineKeysError(`${place} (${id}) isn't random: ${shape}`);
  return { id, key };
};

/**
 * Reads a ring from text, `<name>:<base64>` by line or comma, the encrypting key first. Throws EngineKeysError where
 * a key can't be read, isn't 32 bytes, is plainly not random, or stands twice under one name.
 */
export const parseEngineKeys = (text: string): KeyRing => {
  const keys = text
    .split(/[\s,]+/)
    .filter((line) => line !== '')
    .map(parseLine);
  const [first] = keys;
  if (first === undefined) throw new EngineKeysError(`there is no engine key: ${shape}`);
  const byId = new Map(keys.map((one) => [one.id, one]));
  if (byId.size !== keys.length) throw new EngineKeysError('two engine keys have the same name');
  return {
    current: () => Promise.resolve(first),
    byId: (id) => Promise.resolve(byId.get(id) ?? null),
  };
};

/**
 * The ring of a process by its settings; null where a rehearsal has none. Throws EngineKeysError where a live one has
 * none, or its ring is wrong.
 */
export const engineKeysOf = (config: {
  mode: 'live' | 'rehearsal';
  engineKeys: string | null;
}): KeyRing | null => {
  if (config.engineKeys !== null) return parseEngineKeys(config.engineKeys);
  if (config.mode === 'rehearsal') return null;
  throw new EngineKeysError(
    `BRYGGAN_ENGINE_KEYS or BRYGGAN_ENGINE_KEYS_FILE is needed where the work is live: ${shape}`,
  );
};

/** A new ring's text, of one key; its name tells it from others without telling anything of it. */
export const newEngineKeys = (): string => {
  const key = randomBytes(32);
  const id = createHash('sha256').update('engine key name').update(key).digest('hex').slice(0, 8);
  return `${id}:${key.toString('base64')}\n`;
};
