/** A case: who, how far it has come. */
import type { Ui } from '../ui.ts';

export type CaseView = { number: string; pupilName: string | null; phase: string };

export const CasePage = ({ ui, view }: { ui: Ui; view: CaseView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('day.case', { number: view.number })}
    </h1>
    <p class="ds-paragraph">{view.pupilName}</p>
  </>
);
