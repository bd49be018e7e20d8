/** The pages of the school's side: the week, a pupil, and what is done before an order. */
import { classMeasureForm } from './forms/class-measure.ts';
import { concernForms } from './forms/concern.ts';
import { ehtDecisionForms, slotsForm } from './forms/eht-decision.ts';
import { firstDayCallForm } from './forms/first-day-call.ts';
import { guardianTalkForms } from './forms/guardian-talk.ts';
import { rectorForms } from './forms/rector-step.ts';
import { reportForms } from './forms/report-to-eht.ts';
import type { WebPage } from './page.ts';
import { classPages } from './pages/classes.ts';
import { listPages } from './lists/pages.ts';
import { ehtPages } from './pages/eht.ts';
import { guardianTalkPages } from './pages/guardian-talk.ts';
import { surveyPages } from './surveys/pages.ts';
import { pupilPages } from './pages/pupil.ts';

export const schoolPages: readonly WebPage[] = [
  ...classPages,
  ...classMeasureForm,
  ...concernForms,
  ...firstDayCallForm,
  ...guardianTalkForms,
  ...guardianTalkPages,
  ...reportForms,
  ...pupilPages,
  ...ehtPages,
  ...ehtDecisionForms,
  ...slotsForm,
  ...rectorForms,
  ...listPages,
  ...surveyPages,
];
