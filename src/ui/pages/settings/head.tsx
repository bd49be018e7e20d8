/** The head of a page among the settings: the way back to them, and its own name. */
import type { Ui } from '../../ui.ts';

export const SettingsHead = ({ ui, title }: { ui: Ui; title: string }) => (
  <>
    <p>
      <a class="ds-link" href="/settings">
        {ui.t('settings.title')}
      </a>
    </p>
    <h1 class="ds-heading" data-size="lg">
      {title}
    </h1>
  </>
);
