/** A text in Swedish, and in English by choice. */
import { z } from 'zod';
import { line, note, optional } from './common.ts';

/** One line. */
export const bothLine = (description: string, example: string) =>
  z
    .strictObject({ sv: line('Swedish.', example), en: optional(line('English.', example)) })
    .meta({ description });

/** Longer. */
export const bothNote = (description: string) =>
  z.strictObject({ sv: note('Swedish.'), en: optional(note('English.')) }).meta({ description });
