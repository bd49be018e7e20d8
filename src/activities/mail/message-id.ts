import { createHash } from 'node:crypto';

/**
 * The Message-ID of the mail with this key: the same for every attempt, and nothing of the key can be read from
 * it. `domain` is the sender's.
 */
export const messageIdOf = (key: string, domain: string): string =>
  `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${domain}>`;
