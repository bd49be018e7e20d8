/** The settings of sign-in: how long sessions last, and the municipality's own provider. Read by `config.ts` alone. */
import { z } from 'zod';

const words = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((word) => word !== ''))
  .default([]);

export const signInSettings = {
  /** A session that isn't used ends after so many minutes. */
  BRYGGAN_SESSION_IDLE_MINUTES: z.coerce.number().int().min(1).max(1440).default(60),
  /** However much it is used, a session ends after so many hours. */
  BRYGGAN_SESSION_HOURS: z.coerce.number().int().min(1).max(72).default(12),
  /** Strengths of sign-in (`acr`) that protected identities ask for, by comma or space; none: any does. */
  BRYGGAN_STRONG_ACR: words,
};

const shape = z.object(signInSettings);

export type SignInConfig = {
  limits: { idleMs: number; longestMs: number };
  /** Nothing in a rehearsal is worth a strong sign-in. */
  strongAcr: readonly string[];
};

export const readSignIn = (env: z.output<typeof shape>, mode: 'live' | 'rehearsal'): SignInConfig => ({
  limits: {
    idleMs: env.BRYGGAN_SESSION_IDLE_MINUTES * 60_000,
    longestMs: env.BRYGGAN_SESSION_HOURS * 3_600_000,
  },
  strongAcr: mode === 'live' ? env.BRYGGAN_STRONG_ACR : [],
});
