/** The forms of the work with a pupil, from the mapping to the final evaluation. */
import type { WebPage } from '../page.ts';
import { attendanceForm } from './attendance.ts';
import { decisionReportForm } from './decision-report.ts';
import { evaluationForms } from './evaluation.ts';
import { followUpForm } from './follow-up.ts';
import { mappingForm } from './mapping.ts';
import { paperForms } from './papers.ts';
import { planForm } from './plan.ts';
import { supportMeasureForms } from './support-measure.ts';

export const workForms: readonly WebPage[] = [
  ...mappingForm,
  ...planForm,
  ...followUpForm,
  ...evaluationForms,
  ...paperForms,
  ...supportMeasureForms,
  ...attendanceForm,
  ...decisionReportForm,
];
