import type { Ui } from '../ui.ts';

type Told = { title: string; title_en: string; detail: string; detail_en: string };

/** What went wrong, and what to do. */
export const ProblemPage = ({ ui, problem }: { ui: Ui; problem: Told }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.lang === 'sv' ? problem.title : problem.title_en}
    </h1>
    <p class="ds-paragraph">{ui.lang === 'sv' ? problem.detail : problem.detail_en}</p>
    <p>
      <a class="ds-link" href="/">
        {ui.t('ui.toStart')}
      </a>
    </p>
  </>
);
