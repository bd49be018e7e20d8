/** From zod's issues to our problems: field, stable code, and values that say nothing of a person. */
import type { z } from 'zod';
import type { ImportProblem, ImportProblemCode } from '../../domain/import-rows.ts';
import { isImportProblemCode } from '../../domain/import-rows.ts';

const paramsOf = (params: Record<string, unknown>): ImportProblem['params'] => {
  const kept: ImportProblem['params'] = {};
  for (const [name, value] of Object.entries(params)) {
    if (name !== 'problem' && (typeof value === 'string' || typeof value === 'number')) kept[name] = value;
  }
  return kept;
};

/** One problem for each field that has any: the first, as the others follow from it. */
export const problemsOf = (row: number, error: z.ZodError): ImportProblem[] => {
  const byField = new Map<string | null, ImportProblem>();
  for (const issue of error.issues) {
    const field = typeof issue.path[0] === 'string' ? issue.path[0] : null;
    const params: Record<string, unknown> = issue.code === 'custom' ? (issue.params ?? {}) : {};
    const code: ImportProblemCode = isImportProblemCode(params['problem']) ? params['problem'] : 'required';
    if (!byField.has(field)) byField.set(field, { row, field, code, params: paramsOf(params) });
  }
  return [...byField.values()];
};
