/** The head of a page among the settings. */
import { Head } from '../../components/head.tsx';
import type { Ui } from '../../ui.ts';

export const SettingsHead = ({ ui, title }: { ui: Ui; title: string }) => (
  <Head back={{ href: '/settings', label: ui.t('settings.title') }} title={title} />
);
