/** The class or school that a survey is handed out to, when the body names it. */
import { z } from 'zod';
import { classIdOf } from '../domain/class-id.ts';
import type { Actor } from '../domain/case/parts.ts';
import type { Action } from '../domain/permissions.ts';
import type { Group } from '../domain/surveys/groups.ts';
import type { Db } from '../records/connect.ts';
import { fieldTexts, type FieldCode } from '../texts/problems.ts';
import { requireClass, requireSchool } from './class-access.ts';
import { Problem } from './problem.ts';
import { line, optional } from './schemas/common.ts';

export const groupFields = {
  schoolUnit: z.string().min(1).max(20).meta({ description: 'School unit code.', example: '98000001' }),
  class: optional(line('The class; null for the school as a whole.', '7A')),
};

/**
 * The group, if the actor may do `action` with it. Throws 422 for one that isn't there or that the actor stands in no
 * relation to, 403 for one that they may not do this to.
 */
export async function requireGroup(
  db: Db,
  actor: Actor,
  action: Action,
  named: { schoolUnit: string; class: string | null },
): Promise<Group> {
  const { schoolUnit, class: name } = named;
  await known('/schoolUnit', 'no-such-school', () =>
    name === null ? requireSchool(db, actor, action, schoolUnit) : Promise.resolve(),
  );
  if (name === null) return { schoolUnit, class: '' };
  await known('/class', 'no-such-class', () =>
    requireClass(db, actor, action, classIdOf({ schoolUnit, class: name })),
  );
  return { schoolUnit, class: name };
}

async function known(field: string, code: FieldCode, ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    if (!(error instanceof Problem) || error.document.code !== 'not-found') throw error;
    throw fieldProblem(field, code);
  }
}

/** A 422 problem of one field. */
export const fieldProblem = (field: string, code: FieldCode): Problem =>
  new Problem('invalid-request', {
    field,
    errors: [{ field, detail: fieldTexts[code].sv, detail_en: fieldTexts[code].en }],
  });
