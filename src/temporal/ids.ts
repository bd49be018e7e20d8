/** Names in the engine. */
export {
  caseWorkflowId,
  destructionWorkflowId,
  schoolDayWorkflowId,
  sourceWorkflowId,
} from '../workflows/ids.ts';

/** Every worker of the product listens here. */
export const taskQueue = 'bryggan';
