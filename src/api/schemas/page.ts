/** Lists come in pages. */
import { z } from 'zod';

export const limit = z.coerce
  .number()
  .int()
  .min(1)
  .max(500)
  .default(100)
  .meta({ description: 'At most so many.' });
export const offset = z.coerce
  .number()
  .int()
  .min(0)
  .max(1_000_000)
  .default(0)
  .meta({ description: 'From here on.' });

/** `{ <name>: [...], total }`. */
export const pageOf = (name: string, item: z.ZodType) =>
  z.object({ [name]: z.array(item), total: z.int().meta({ description: 'How many there are in all.' }) });
