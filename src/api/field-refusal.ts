/** A refusal that only the records or the domain can give, each field by its pointer and in words. */
import { fieldTexts, type FieldCode } from '../texts/problems.ts';
import { Problem } from './problem.ts';

export const refusalOf = (errors: readonly [field: string, code: FieldCode][]): Problem =>
  new Problem('invalid-request', {
    field: errors[0]?.[0] ?? '',
    errors: errors.map(([field, code]) => {
      const { sv, en } = fieldTexts[code];
      return { field, detail: sv, detail_en: en };
    }),
  });
