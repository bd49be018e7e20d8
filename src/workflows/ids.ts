/** Names of workflows, made here and nowhere else. They are never encrypted: opaque ids and codes only. */
import type { CaseId } from '../domain/ids.ts';

export const caseWorkflowId = (caseId: CaseId): string => `case-${caseId}`;

/** One per municipality, by its code: `school-day-9801`. */
export const schoolDayWorkflowId = (municipality: string): string => `school-day-${municipality}`;

/** One per decision of destruction: `destruction-<opaque id>`. */
export const destructionWorkflowId = (destructionId: string): string => `destruction-${destructionId}`;

/** One per source of school data: `school-data-<opaque id>`. */
export const sourceWorkflowId = (sourceId: string): string => `school-data-${sourceId}`;
