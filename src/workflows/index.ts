/** What the worker's bundle holds. */
export { caseWorkflow } from './case.ts';
export { destructionWorkflow } from './destruction.ts';
export { schoolDayWorkflow } from './school-day.ts';
export { sourceWorkflow } from './source.ts';
