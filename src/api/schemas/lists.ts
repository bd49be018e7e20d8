/** What lists that a municipality edits have in common. */
import { z } from 'zod';

export const originSchema = z
  .enum(['shipped', 'changed', 'own'])
  .meta({ description: "As it came with the product, that but changed here, or the municipality's own." });

/** A query's yes or no. */
export const flag = (description: string) =>
  z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .meta({ description });

export const withRetired = z.object({ retired: flag('Also those that are no longer offered.') });
