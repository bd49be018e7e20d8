/** What a problem says to somebody at a page, where its own text is written for whoever calls the API. */
import type { Ui } from '../../ui/ui.ts';
import type { ProblemDocument } from '../problem.ts';

type Told = { title: string; detail: string };

/** In the reader's language. */
export function toldTo(ui: Ui, problem: ProblemDocument): Told {
  switch (problem.code) {
    case 'engine-away':
    case 'records-away':
      return { title: ui.t('problem.away.title'), detail: ui.t('problem.away') };
    case 'idempotency-key-reused':
      return { title: ui.t('problem.sentBefore.title'), detail: ui.t('problem.sentBefore') };
    default:
      return ui.lang === 'sv'
        ? { title: problem.title, detail: problem.detail }
        : { title: problem.title_en, detail: problem.detail_en };
  }
}
