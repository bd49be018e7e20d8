/**
 * Rings of keys: what the engine keeps, and what the records keep of stories, is encrypted with the first of its ring and
 * read with whichever made it. Rotation without downtime: add the new key last on every process, then move it first, then
 * take the old one out when nothing of its time is kept any more.
 */
import { createHash, randomBytes } from 'node:crypto';

/** AES-256: 32 bytes, under a name that stands in clear beside what it encrypts. */
export type SecretKey = { id: string; key: Buffer };

/** Where keys come from. Asked at each payload, so that a key management service may sit behind it and cache. */
export type KeyRing = {
  /** The key that encrypts now. */
  current(): Promise<SecretKey>;
  /** The key of that name; null when the ring hasn't got it. */
  byId(id: string): Promise<SecretKey | null>;
};

/** The ring is wrong: the message names the line and what it should be, never the key. */
export class KeyRingError extends Error {
  override name = 'KeyRingError';
}

/** What a ring is for, and the setting that holds it. */
export type RingKind = 'engine' | 'record';
const settings: Readonly<Record<RingKind, string>> = {
  engine: 'BRYGGAN_ENGINE_KEYS',
  record: 'BRYGGAN_RECORD_KEYS',
};

const shape = 'each is <name>:<32 random bytes in base64>, apart by a comma or a new line';

const parseLine = (kind: RingKind, line: string, index: number): SecretKey => {
  const [, id, text] = /^([A-Za-z0-9._-]{1,40}):([A-Za-z0-9+/_-]+=*)$/.exec(line) ?? [];
  const place = `${kind} key ${index + 1}`;
  if (id === undefined || text === undefined) throw new KeyRingError(`${place} can't be read: ${shape}`);
  const key = Buffer.from(text, 'base64');
  if (key.length !== 32) throw new KeyRingError(`${place} (${id}) has ${key.length} bytes, not 32: ${shape}`);
  // Thirty-two random bytes hold fewer than sixteen different ones once in some 10^13 times.
  if (new Set(key).size < 16) throw new KeyRingError(`${place} (${id}) isn't random: ${shape}`);
  return { id, key };
};

/**
 * Reads a ring from text, `<name>:<base64>` by line or comma, the encrypting key first. Throws KeyRingError where
 * a key can't be read, isn't 32 bytes, is plainly not random, or stands twice under one name.
 */
export const parseKeyRing = (kind: RingKind, text: string): KeyRing => {
  const keys = text
    .split(/[\s,]+/)
    .filter((line) => line !== '')
    .map((line, index) => parseLine(kind, line, index));
  const [first] = keys;
  if (first === undefined) throw new KeyRingError(`there is no ${kind} key: ${shape}`);
  const byId = new Map(keys.map((one) => [one.id, one]));
  if (byId.size !== keys.length) throw new KeyRingError(`two ${kind} keys have the same name`);
  return {
    current: () => Promise.resolve(first),
    byId: (id) => Promise.resolve(byId.get(id) ?? null),
  };
};

/**
 * The ring of a process by its settings; null where a rehearsal has none. Throws KeyRingError where a live one has
 * none, or its ring is wrong.
 */
export const keyRingOf = (
  kind: RingKind,
  config: { mode: 'live' | 'rehearsal'; keys: Readonly<Record<RingKind, string | null>> },
): KeyRing | null => {
  const text = config.keys[kind];
  if (text !== null) return parseKeyRing(kind, text);
  if (config.mode === 'rehearsal') return null;
  const setting = settings[kind];
  throw new KeyRingError(`${setting} or ${setting}_FILE is needed where the work is live: ${shape}`);
};

/** A new ring's text, of one key; its name tells it from others without telling anything of it. */
export const newKeyRing = (): string => {
  const key = randomBytes(32);
  const id = createHash('sha256').update('key name').update(key).digest('hex').slice(0, 8);
  return `${id}:${key.toString('base64')}\n`;
};
