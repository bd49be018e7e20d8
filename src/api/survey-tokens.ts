/** Tokens of links to answer by: 192 bits, shown once to whoever hands them out. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';

const bytes = 24;

export const newToken = (): string => randomBytes(bytes).toString('base64url');

/** What a token looks like: anything else isn't looked up. */
export const tokenPattern = /^[A-Za-z0-9_-]{32}$/;

/** An address that a token opens. */
export const tokenInPath = z.object({
  token: z
    .string()
    .max(200)
    .meta({ description: 'From the link.', example: 'x'.repeat(32) }),
});

export const linkView = (publicUrl: string, token: string) => ({ token, url: `${publicUrl}/svara/${token}` });
