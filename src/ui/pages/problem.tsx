import type { Ui } from '../ui.ts';

/** What went wrong, and what to do. */
export const ProblemPage = ({ ui, told }: { ui: Ui; told: { title: string; detail: string } }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {told.title}
    </h1>
    <p class="ds-paragraph">{told.detail}</p>
    <p>
      <a class="ds-link" href="/">
        {ui.t('ui.toStart')}
      </a>
    </p>
  </>
);
