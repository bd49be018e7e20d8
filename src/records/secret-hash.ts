/** Secrets that the records know again without keeping them: sessions, links to answer by, a source's calls. */
import { createHash } from 'node:crypto';

/** SHA-256, hexadecimal. For secrets drawn by lot, long enough that none can be guessed; not for passwords. */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');
